import type { SuggestionAttribute } from './critique';
import type { Change, Draft, Meaning, Region } from './meaning';
import type { Mark } from './marks';
import { bindMagnitudes, bindNumbers } from './bind-amounts';
import { isMade, isParticle, isRemark, isRepair, isSigned, nounFollows, steersAct } from './neighbours';
import { act, isRestoration, steer, type Degree } from './steer';
import { has, isAct, type Segment } from './segments';
import { asciiDigits } from './words';

type Qualified = Mark & { readonly meaning: Extract<Meaning, { changes: readonly Change[] }> };

/** What a segment asks for. Exactly one of drafts, kept and refused says what became of its words; notes explain. */
export interface Reading {
  readonly drafts: readonly Draft[];
  readonly regions: readonly Region[];
  readonly notes: readonly string[];
  /** marks that nothing was made of */
  readonly leftOver: readonly Mark[];
  /** the whole segment is not understood: applying the rest of it would edit something else than what was meant */
  readonly refused: boolean;
}

/** Reads one wish. `regions` are in the order of their mention; `text` is only quoted in notes. */
export function readSegment(segment: Segment, text: string): Reading {
  const { marks } = segment;
  const wordsOf = (mark: Mark): string => text.slice(mark.start, mark.end);
  const quote = (mark: Mark): string => `“${wordsOf(mark)}”`;
  const notes: string[] = [];
  const questions: string[] = [];
  const drafts: Draft[] = [];
  const leftOver: Mark[] = [];
  const zones: Qualified[] = [];
  const waiting: Qualified[] = [];
  const signed = marks.find((mark) => mark.meaning.kind === 'number' && mark.meaning.signed);
  let direction: (Degree & { readonly mark: Mark; used: boolean }) | undefined;
  let degree: Degree = {};
  const push = (changes: readonly Change[] | undefined, mark: Qualified): void => {
    if (changes === undefined) { leftOver.push(mark); if (!isAct(mark)) questions.push(`${quote(mark)}: more of it or less?`); return; }
    if (mark.meaning.note !== undefined) notes.push(mark.meaning.note);
    drafts.push(...changes.map((change) => ({ ...change, at: mark.start })));
  };
  for (const [i, mark] of marks.entries()) {
    const { meaning } = mark;
    switch (meaning.kind) {
      case 'direction': {
        const said: Degree = { direction: meaning.direction, repair: isRepair(wordsOf(mark)) };
        if (steersAct(marks, i)) { degree = { ...degree, ...said }; break; }
        const before = waiting.length > 0 || drafts.length > 0 || nounFollows(marks, i) ? waiting : zones;
        if (before.length > 0) for (const noun of before.splice(0)) push(steer(noun.meaning, said), noun);
        else direction = { ...said, mark, used: false };
        break;
      }
      case 'too': degree = { ...degree, too: true }; break;
      case 'not': degree = { ...degree, not: true, ...(/^(is|are|looks|does)/i.test(wordsOf(mark)) && { is: true }) }; break;
      case 'enough': degree = { ...degree, enough: true }; break;
      case 'is': degree = { ...degree, is: true }; break;
      case 'noun': case 'cast':
        if (direction !== undefined) { direction.used = true; push(steer(meaning, direction), mark as Qualified); }
        else (meaning.zone === undefined ? waiting : zones).push(mark as Qualified);
        break;
      case 'comparative': case 'base': case 'fault': case 'verb': {
        const enough = degree.enough === true || marks[i + 1]?.meaning.kind === 'enough';
        push(act(meaning, { ...degree, enough, made: isMade(marks, i, text) }), mark as Qualified);
        degree = { ...(degree.is === true && { is: true }), ...(degree.too === true && { too: true }) };
        break;
      }
      default:
    }
  }
  return finish();

  function finish(): Reading {
    settleWaiting();
    const regions = settleZones();
    const amounts = bindNumbers(bindMagnitudes(drafts, marks), marks);
    // "warm it up" needs no more than its verb, "half a stop down" no more than its number
    if (direction?.used === false && (drafts.length > 0 ? !isParticle(wordsOf(direction.mark)) : amounts.drafts.length === 0)) leftOver.push(direction.mark);
    notes.push(...regionNotes(), ...amounts.cut.map((mark) => `${quote(mark)} is more than can be done: the largest amount is taken`));
    const whitePoint = amounts.unused.filter((mark) => /\d\s*k/i.test(asciiDigits(wordsOf(mark))));
    questions.push(...whitePoint.map((mark) => `${quote(mark)} names a white point, and the picture's own is not known: say warmer or cooler`));
    leftOver.push(...amounts.unused, ...marks.filter((mark) => mark.meaning.kind === 'unknown'));
    const refused = namesSomethingElse() || whitePoint.length > 0 || amounts.unused.some(isSigned) || (amounts.drafts.length === 0 && wantsSomething());
    return { drafts: refused ? [] : amounts.drafts, regions, notes: refused ? questions : [...notes, ...questions], leftOver: refused ? [] : leftOver, refused };
  }

  /** Nouns without a direction are the object of an act ("warmer colours"), or speak for themselves ("some punch", "noise"). */
  function settleWaiting(): void {
    if (marks.some(isAct) && drafts.length > 0) {
      leftOver.push(...waiting.filter((noun) => !OBJECT_OF_ADJECTIVES.test(wordsOf(noun)) && !noun.meaning.changes.some(({ attribute }) => drafts.some((draft) => draft.attribute === attribute))));
      return;
    }
    for (const noun of [...waiting, ...(drafts.length === 0 ? zones.splice(0) : [])]) {
      push(bare(noun), noun);
    }
  }

  function bare(mark: Qualified): readonly Change[] | undefined {
    const noun = mark.meaning;
    const [first] = noun.changes;
    if (signed?.meaning.kind === 'number') return steer(noun, { direction: signed.meaning.value < 0 ? 'decrease' : 'increase' });
    if (isRestoration(first!.attribute)) return first!.direction === 'increase' ? steer(noun, { direction: 'remove' }) : noun.changes;
    if (noun.kind === 'cast' && (degree.is === true || degree.too === true)) return degree.not === true ? undefined : steer(noun, { direction: 'remove' });
    const wanted = WANTED_TONES.test(wordsOf(mark)) || noun.changes.length > 1 || STANDS_ALONE.has(first!.attribute) || has(marks, 'magnitude');
    return wanted ? steer(noun, { direction: 'increase' }) : undefined;
  }

  /** "brighten the shadows" is about the shadows; "warmer shadows" happens in them. */
  function settleZones(): Region[] {
    const regions = marks.flatMap((mark) => (mark.meaning.kind === 'region' ? [mark.meaning.region] : []));
    for (const { meaning: { zone } } of zones) {
      if (zone === undefined) continue;
      const about = drafts.filter((draft) => draft.attribute === 'exposure' || draft.attribute === zone);
      if (about.length === 0) regions.push(zone);
      for (const draft of about) drafts[drafts.indexOf(draft)] = { ...draft, attribute: zone };
    }
    return [...new Set(regions)];
  }

  function regionNotes(): string[] {
    return marks.flatMap(({ meaning }) => (meaning.kind === 'region' && meaning.note !== undefined ? [meaning.note] : []));
  }

  /** An unknown word that names a thing ("the dog", "brighten cars"): the wish is about that, and not about the picture. */
  function namesSomethingElse(): boolean {
    return marks.some((mark, i) => mark.meaning.kind === 'unknown' && !isRemark(marks, i, text));
  }

  function wantsSomething(): boolean {
    return has(marks, 'direction', 'noun', 'cast', 'region', 'unknown', 'magnitude', 'number', 'unit') || marks.some(isAct);
  }
}

/** Qualities that one asks for by name alone. */
const STANDS_ALONE: ReadonlySet<SuggestionAttribute> = new Set(['crop', 'vignette', 'vibrance', 'clarity', 'depthOfField']);

/** What any photographic adjective may be said of: "warmer colours", "soft light", "sharper details". */
const OBJECT_OF_ADJECTIVES = /^(?:colou?rs?|light(?:ing)?|illumination|details?)$/i;

/** "Warmth" and "cool tones" are asked for; "green" or "a blue tint" may as well be complaints. */
const WANTED_TONES = /^(?:warm|cool|cold)/i;
