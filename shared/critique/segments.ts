import type { Mark, MarkKind } from './marks';

/** A part of a sentence that asks for one thing, and what ties it to the part before. */
export interface Segment {
  readonly joint: 'break' | 'comma' | 'and' | 'but' | 'keep' | 'negation' | 'reason' | 'parenthesis';
  readonly marks: readonly Mark[];
}

const ACTS: ReadonlySet<MarkKind> = new Set(['comparative', 'base', 'verb', 'fault']);
const OBJECTS: ReadonlySet<MarkKind> = new Set(['noun', 'cast', 'region']);
const PURPOSE = new Set<MarkKind>(['magnitude', 'comparative', 'base', 'number', 'region', 'stop', 'determiner']);

export function isAct(mark: Mark): boolean { return ACTS.has(mark.meaning.kind); }
export function has(marks: readonly Mark[], ...kinds: MarkKind[]): boolean { return marks.some((mark) => kinds.includes(mark.meaning.kind)); }

/** Splits marks where one wish ends and the next begins; parentheses become segments after the one that they stand in. */
export function segmentsOf(marks: readonly Mark[], text: string): readonly Segment[] {
  return join(split(marks, text));
}

function split(marks: readonly Mark[], text: string, nested = false): Segment[] {
  const segments: Segment[] = [];
  let joint: Segment['joint'] = 'break';
  let current: Mark[] = [];
  let inner: Segment[] = [];
  const finish = (next: Segment['joint']): void => {
    if (current.length > 0) segments.push({ joint, marks: current });
    segments.push(...inner);
    [joint, current, inner] = [next, [], []];
  };
  for (let i = 0; i < marks.length; i++) {
    const mark = marks[i]!;
    const { kind } = mark.meaning;
    switch (kind) {
      case 'open': {
        if (nested) break;
        const close = marks.findIndex((other, at) => at > i && other.meaning.kind === 'close');
        const end = close < 0 ? marks.length : close;
        inner.push(...split(marks.slice(i + 1, end), text, true).map(parenthesised));
        i = end;
        break;
      }
      case 'close': break;
      case 'break': case 'comma': case 'and': case 'but': finish(strongest(joint, kind, current)); break;
      case 'keep': case 'negation': case 'reason': finish(kind); current.push(mark); break;
      default:
        if (kind === 'not' && nextContent(marks, i) === 'region') { finish('keep'); }
        else if (forbids(mark, marks, i, text)) { finish('negation'); }
        else if (startsPurpose(mark, marks, i, current, text)) finish('reason');
        current.push(mark);
    }
  }
  finish('break');
  return segments;
}

/** "brighter (but not the sky)" keeps the sky as it would without the parenthesis. */
function parenthesised(segment: Segment): Segment {
  return ['keep', 'negation', 'reason'].includes(segment.joint) ? segment : { ...segment, joint: 'parenthesis' };
}

/** "brighter, not warmer": what is not to be done. "Not bright" wants it the other way, "isn't brighter" complains. */
function forbids(mark: Mark, marks: readonly Mark[], i: number, text: string): boolean {
  if (mark.meaning.kind !== 'not' || text.slice(mark.start, mark.end).toLowerCase() !== 'not') return false;
  return ['comparative', 'verb', 'direction'].includes(nextContent(marks, i) ?? 'unknown') && !marks.slice(i + 1).some(({ meaning }) => meaning.kind === 'enough');
}

/** ", and" joins as its stronger half does; a break is never weakened by what follows it. */
function strongest(joint: Segment['joint'], next: 'break' | 'comma' | 'and' | 'but', current: readonly Mark[]): Segment['joint'] {
  return current.length === 0 && (joint === 'break' || (joint === 'and' && next === 'comma')) ? joint : next;
}

/** "increase exposure to reveal detail", "more contrast for depth": the rest says why. "to slightly warmer" says what. */
function startsPurpose(mark: Mark, marks: readonly Mark[], i: number, current: readonly Mark[], text: string): boolean {
  const word = text.slice(mark.start, mark.end).toLowerCase();
  if (mark.meaning.kind !== 'stop' || (word !== 'to' && word !== 'for')) return false;
  const complete = current.some(isAct) || (has(current, 'direction') && has(current, 'noun', 'cast'));
  const next = marks[i + 1];
  if (!complete || next === undefined) return false;
  return word === 'for' ? next.meaning.kind !== 'region' : !PURPOSE.has(next.meaning.kind) || /^(make|give|get|let)$/i.test(text.slice(next.start, next.end));
}

function nextContent(marks: readonly Mark[], i: number): MarkKind | undefined {
  return marks.slice(i + 1).find((mark) => mark.meaning.kind !== 'determiner' && mark.meaning.kind !== 'place')?.meaning.kind;
}

/**
 * Elliptic speech: "increase contrast and saturation", "contrast and saturation up", "keep the sky and the skin". A
 * segment that only names things joins the one that says what to do with them.
 */
function join(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  let waiting: Segment | undefined;
  for (const [i, segment] of segments.entries()) {
    const before = joined.at(-1);
    if (isTied(segment) && before !== undefined && waiting === undefined && (takesObjects(before, segment) || complainsOn(before, segment))) {
      joined[joined.length - 1] = { ...before, marks: [...before.marks, ...segment.marks] };
      continue;
    }
    const whole: Segment = waiting === undefined ? segment : { ...waiting, marks: [...waiting.marks, ...segment.marks] };
    waiting = undefined;
    const next = segments[i + 1];
    if (next !== undefined && isTied(next) && onlyObjects(whole) && givesDirection(next, whole)) waiting = whole;
    else joined.push(whole);
  }
  return joined;
}

function isTied({ joint }: Segment): boolean { return joint === 'and' || joint === 'comma'; }

function onlyObjects({ marks }: Segment): boolean {
  return marks.some((mark) => OBJECTS.has(mark.meaning.kind)) && !marks.some(isAct) && !has(marks, 'direction', 'unknown', 'keep', 'negation', 'reason', 'number', 'is', 'not', 'too');
}

function takesObjects(before: Segment, segment: Segment): boolean {
  if (!onlyObjects(segment)) return false;
  const regionsOnly = !segment.marks.some((mark) => (mark.meaning.kind === 'noun' && mark.meaning.zone === undefined) || mark.meaning.kind === 'cast');
  if (before.joint === 'keep') return regionsOnly || segment.joint === 'and';
  if (before.marks.some(isAct)) return regionsOnly && segment.joint === 'and';
  return has(before.marks, 'direction') && has(before.marks, 'noun', 'cast');
}

/** "looks dull and flat", "too dark, too": what follows is as much a complaint as what it follows. */
function complainsOn(before: Segment, { marks }: Segment): boolean {
  return has(before.marks, 'is', 'too') && before.marks.some(isAct) && marks.some(isAct)
    && marks.every((mark) => ['base', 'fault', 'magnitude', 'stop', 'determiner', 'too'].includes(mark.meaning.kind));
}

/** The direction comes after its noun ("saturation up"), or the rest tells what to do with a place ("the sky, darker"). */
function givesDirection(next: Segment, waiting: Segment): boolean {
  if (onlyObjects(next)) return true;
  if (!has(waiting.marks, 'noun', 'cast')) return next.marks.some(isAct) || (has(next.marks, 'direction') && has(next.marks, 'noun', 'cast'));
  const noun = next.marks.findIndex((mark) => OBJECTS.has(mark.meaning.kind));
  const direction = next.marks.findIndex((mark) => mark.meaning.kind === 'direction');
  return noun >= 0 && direction > noun;
}
