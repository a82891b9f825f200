import type { Suggestion } from './critique';
import { bindMagnitudes, bindNumbers } from './bind-amounts';
import { isTied, sharedAdverb, underDirectionOf } from './carry-over';
import { marksOf, type Mark, type MarkKind } from './marks';
import { mergeSuggestions } from './merge-suggestions';
import type { Draft, Region } from './meaning';
import { isRepair } from './neighbours';
import { readSegment } from './read-segment';
import { has, isAct, segmentsOf, type Segment } from './segments';

export interface Instruction {
  /** what to do, in the order of mention, one an attribute and scope */
  readonly suggestions: readonly Suggestion[];
  /** parts that nothing was made of, in the words of the text: show them, never drop them */
  readonly notUnderstood: readonly string[];
  /** how something was read, contradictions, what is left alone */
  readonly notes: readonly string[];
}

/** The drafts of one segment with what was said about all of them. */
interface Wish { drafts: readonly Draft[]; regions: readonly Region[]; reason: string; readonly segment: Segment }
type Kept = NonNullable<Suggestion['keep']>[number];

const KEEPABLE: ReadonlySet<Region> = new Set(['subject', 'background', 'sky', 'skin']);
const AMOUNT_ONLY: ReadonlySet<MarkKind> = new Set(['magnitude', 'number', 'unit', 'stop', 'determiner', 'place', 'too']);

/**
 * Reads what a person wants, in the vocabulary of the suggestions and its common paraphrases, several wishes in one
 * text: "warmer, more punch, keep the sky". Never throws. Regions beyond subject, background, sky, highlights and shadows
 * are not resolved: a wish about something else is not understood rather than applied to the whole picture.
 */
export function parseInstruction(text: string): Instruction {
  return new InstructionReader(text).read();
}

class InstructionReader {
  private readonly wishes: Wish[] = [];
  private readonly keep = new Set<Kept>();
  private readonly notes: string[] = [];
  private readonly missed: { start: number; end: number }[] = [];
  private reason: Segment | undefined;

  constructor(private readonly text: string) {}

  read(): Instruction {
    let before: Segment | undefined;
    for (const segment of segmentsOf(marksOf(this.text), this.text)) {
      this.take(segment, before);
      before = segment;
    }
    this.flushReason();
    this.shareRegions();
    const merged = mergeSuggestions(this.wishes.flatMap((wish) => this.suggestionsOf(wish)));
    if (this.text.trim() !== '' && merged.suggestions.length + merged.notes.length + this.notes.length + this.missed.length + this.keep.size === 0) return { suggestions: [], notUnderstood: [this.text.trim()], notes: [] };
    if (this.keep.size > 0 && merged.suggestions.length === 0) this.notes.push(`nothing was asked for, so nothing has to be kept from: ${[...this.keep].join(', ')}`);
    return { suggestions: merged.suggestions, notUnderstood: this.missed.map(({ start, end }) => this.text.slice(start, end)), notes: [...new Set([...this.notes, ...merged.notes])] };
  }

  private take(segment: Segment, before: Segment | undefined): void {
    if (this.reason !== undefined && isTied(segment) && !isImperative(segment)) {
      this.reason = { ...this.reason, marks: [...this.reason.marks, ...segment.marks] };
      return;
    }
    if (segment.joint !== 'parenthesis') this.flushReason(segment);
    switch (segment.joint) {
      case 'keep': this.takeKeep(segment); break;
      case 'negation': this.takeNegation(segment); break;
      case 'reason': this.reason = segment; break;
      default: this.takeWish(segment, before);
    }
  }

  private takeKeep({ marks }: Segment): void {
    if (has(marks, 'unknown')) { this.miss(marks); return; }
    this.keepRegions(marks);
    if (has(marks, 'noun', 'cast', 'direction', 'number') || marks.some(isAct) || !keepsRegions(marks)) this.notes.push(`left as it is: ${this.quote(marks)}`);
  }

  private takeNegation({ marks }: Segment): void {
    this.keepRegions(marks);
    this.notes.push(`not done, as asked: ${this.quote(marks)}`);
  }

  private keepRegions(marks: readonly Mark[]): void {
    for (const { meaning } of marks) if (meaning.kind === 'region' && KEEPABLE.has(meaning.region)) this.keep.add(meaning.region as Kept);
  }

  private takeWish(segment: Segment, before: Segment | undefined): void {
    const last = this.wishes.at(-1);
    const follows = last !== undefined && before === last.segment && segment.joint !== 'break';
    if (follows && has(segment.marks, 'magnitude', 'number') && segment.marks.every((mark) => AMOUNT_ONLY.has(mark.meaning.kind))) {
      this.amend(last, segment.marks);
      return;
    }
    if (follows && this.isMereRepair(segment.marks)) return;
    const reading = readSegment(follows ? underDirectionOf(last.segment, segment) : segment, this.text);
    this.notes.push(...reading.notes);
    if (reading.refused) { this.miss(segment.marks, segment.joint === 'and' ? before : undefined); return; }
    for (const mark of reading.leftOver) this.miss([mark]);
    let { drafts } = reading;
    if (follows && segment.joint === 'parenthesis') drafts = this.reconcile(last, drafts, reading.regions);
    if (follows && segment.joint === 'and') drafts = sharedAdverb(last, segment, drafts);
    if (drafts.length > 0) this.wishes.push({ drafts, regions: reading.regions, reason: '', segment });
  }

  /** "it is dark, please fix": what to fix was said before. */
  private isMereRepair(marks: readonly Mark[]): boolean {
    return has(marks, 'direction') && marks.every(({ meaning, start, end }) => meaning.kind === 'stop' || meaning.kind === 'determiner'
      || (meaning.kind === 'region' && meaning.region === 'whole') || (meaning.kind === 'direction' && isRepair(this.text.slice(start, end))));
  }

  /** "brighter, but only a little": the amount comes as an afterthought. */
  private amend(wish: Wish, marks: readonly Mark[]): void {
    const bound = bindNumbers(bindMagnitudes(wish.drafts, marks), marks);
    wish.drafts = bound.drafts;
    for (const mark of bound.unused) this.miss([mark]);
  }

  /** The depth-of-field trap of papers.md 2.3: what a parenthesis says about the same attribute wins over what it follows. */
  private reconcile(wish: Wish, drafts: readonly Draft[], regions: readonly Region[]): readonly Draft[] {
    const inner = new Map(drafts.map((draft) => [draft.attribute, draft]));
    wish.drafts = wish.drafts.map((draft) => {
      const said = inner.get(draft.attribute);
      if (said === undefined) return draft;
      wish.regions = [...new Set([...wish.regions, ...regions])];
      if (said.direction === draft.direction) return { ...draft, ...said, at: draft.at };
      this.notes.push(`${this.quote(wish.segment.marks)} and its parenthesis disagree about ${draft.attribute}; the parenthesis counts (${said.direction})`);
      return { ...draft, ...said, at: draft.at };
    });
    return drafts.filter(({ attribute }) => !wish.drafts.some((draft) => draft.attribute === attribute));
  }

  /** A reason belongs to the wishes of its sentence before it, or, in front of them, to the next. */
  private flushReason(next?: Segment): void {
    if (this.reason === undefined) return;
    const marks = this.reason.marks.slice(1);
    const words = this.spanOf(marks.length === 0 ? this.reason.marks : marks);
    const reason = this.text.slice(words.start, words.end);
    const wish = this.wishes.at(-1);
    if (wish !== undefined && wish.reason === '') wish.reason = reason;
    else if (next === undefined || wish !== undefined) this.miss(this.reason.marks);
    else this.notes.push(`given as a reason: “${reason}”`);
    this.reason = undefined;
  }

  /** "brighten and warm the background": the object comes once, at the end. */
  private shareRegions(): void {
    for (const [i, wish] of this.wishes.entries()) {
      const next = this.wishes[i + 1];
      const isOpen = wish.regions.length === 0 && has(wish.segment.marks, 'verb', 'base') && wish.segment.marks.every((mark) => ['verb', 'base', 'magnitude', 'stop'].includes(mark.meaning.kind));
      if (isOpen && next?.segment.joint === 'and' && has(next.segment.marks, 'verb', 'base')) wish.regions = next.regions;
    }
  }

  private suggestionsOf({ drafts, regions, reason }: Wish): Suggestion[] {
    const scopes = new Set(regions.flatMap((region) => (region === 'whole' ? [] : [region === 'skin' ? 'subject' : region])));
    if (regions.includes('skin')) this.notes.push('skin is read as the subject');
    for (const scope of scopes) if (this.keep.has(scope as Kept)) this.notes.push(`contradiction about the ${scope}: it was to be changed and kept; it is changed`);
    return drafts.flatMap(({ attribute, direction, magnitude, amount }) => (scopes.size === 0 ? [undefined] : [...scopes]).map((scope) => {
      const keep = [...this.keep].filter((kept) => kept !== scope);
      return {
        attribute, direction, magnitude: magnitude ?? 'plain', reason,
        ...(amount !== undefined && { amount }), ...(scope !== undefined && { scope }), ...(keep.length > 0 && { keep }),
      };
    }));
  }

  /** Words that nothing was made of; a part tied by "and" to one that is already missed makes one quotation with it. */
  private miss(marks: readonly Mark[], tiedTo?: Segment): void {
    const span = this.spanOf(marks);
    const last = this.missed.at(-1);
    if (last !== undefined && tiedTo !== undefined && last.end === this.spanOf(tiedTo.marks).end) last.end = span.end;
    else this.missed.push(span);
  }

  private spanOf(marks: readonly Mark[]): { start: number; end: number } {
    return { start: Math.min(...marks.map((mark) => mark.start)), end: Math.max(...marks.map((mark) => mark.end)) };
  }

  private quote(marks: readonly Mark[]): string {
    const { start, end } = this.spanOf(marks);
    return `“${this.text.slice(start, end)}”`;
  }
}

/** Whether all that is said to be kept are regions that a suggestion can keep; the rest has to be noted. */
function keepsRegions(marks: readonly Mark[]): boolean {
  return has(marks, 'region') && marks.every(({ meaning }) => meaning.kind !== 'region' || KEEPABLE.has(meaning.region));
}

/** Tells rather than explains: ends a reason. */
function isImperative({ marks }: Segment): boolean { return has(marks, 'direction', 'verb', 'comparative'); }
