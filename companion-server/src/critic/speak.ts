import type { CritiqueSectionId, Finding, Suggestion } from '@photocrafter/shared/critique/critique';
import { printSuggestion } from '@photocrafter/shared/critique/suggestion-phrases';
import { tonePercentiles } from './intents/intent-rule';
import type { CriticEvidence } from './evidence';
import { expand, type PhraseValues } from './phrases/expand';
import { KEY_PHRASES, OVERALL_PHRASES, PALETTE_PHRASES, PLAIN_LIGHT, PLAIN_QUALITY, SUBJECT_PHRASES } from './phrases/impression-phrases';
import { createPicker, type Pick } from './phrases/picker';
import { SHORT_FORMS } from './phrases/short-forms';

/** A section names this many findings at most; more is a list, not a critique. */
const MOST_SENTENCES = 4;
const DARK_KEY = 34;
const BRIGHT_KEY = 64;
const SURE_SUBJECT = 0.45;
/** Hues lead when they cover at least this much of the frame. */
const LEADING_SHARE = 0.2;

/** The five paragraphs. Every number in them was measured; wording varies with the picture and is the same every time for one. */
export function speak(evidence: CriticEvidence, findings: readonly Finding[], suggestions: readonly Suggestion[]): Readonly<Record<CritiqueSectionId, string>> {
  const pick = createPicker(evidence);
  const say = (options: readonly string[], values: PhraseValues): string => expand(pick(options), values, pick);
  const statements = (section: CritiqueSectionId): string[] => findings.filter((finding) => finding.section === section).slice(0, MOST_SENTENCES).map(({ statement }) => statement);
  const { p50 } = tonePercentiles(evidence);

  const quality = statements('quality');
  if (quality.length === 0) quality.push(say(PLAIN_QUALITY, { noise: evidence.global.noise ?? 0 }));
  const light = statements('colourAndLight');
  if (light.length === 0) light.push(say(PLAIN_LIGHT, { median: p50, chroma: evidence.global.saturation ?? 0 }));
  return {
    quality: quality.join(' '),
    colourAndLight: light.join(' '),
    composition: [describeSubject(evidence, say), ...statements('composition')].slice(0, MOST_SENTENCES).join(' '),
    aesthetics: [describeKey(p50, say), describePalette(evidence, say), ...statements('aesthetics')].join(' '),
    overall: sumUp(findings, suggestions, say, pick),
  };
}

type Say = (options: readonly string[], values: PhraseValues) => string;

function describeKey(median: number, say: Say): string {
  return say(median < DARK_KEY ? KEY_PHRASES.dark : median > BRIGHT_KEY ? KEY_PHRASES.bright : KEY_PHRASES.middle, { median });
}

function describePalette({ palette: p }: CriticEvidence, say: Say): string {
  const values = { colourful: p.colourfulShare, warm: p.warmShare, cool: p.coolShare, dominant: p.dominantShare, hue: p.dominantHue };
  if (p.colourfulShare < 0.15) return say(PALETTE_PHRASES.grey, values);
  if (p.dominantShare > 0.75 * p.colourfulShare && p.dominantShare > 0.5) return say(PALETTE_PHRASES.single, values);
  if (p.warmShare > LEADING_SHARE && p.warmShare > 2 * p.coolShare) return say(PALETTE_PHRASES.warm, values);
  if (p.coolShare > LEADING_SHARE && p.coolShare > 2 * p.warmShare) return say(PALETTE_PHRASES.cool, values);
  return say(p.warmShare + p.coolShare > LEADING_SHARE ? PALETTE_PHRASES.mixed : PALETTE_PHRASES.led, values);
}

function describeSubject({ subject, focus }: CriticEvidence, say: Say): string {
  if (subject === undefined || subject.confidence < SURE_SUBJECT) return say(SUBJECT_PHRASES.unsure, { textured: focus.texturedShare });
  return say(SUBJECT_PHRASES.sure, { place: placeOf(...subject.centre), area: subject.area });
}

/** Where a point lies, in words for a third of the frame. */
function placeOf(x: number, y: number): string {
  const column = x < 1 / 3 ? 'left' : x > 2 / 3 ? 'right' : '';
  const row = y < 1 / 3 ? 'upper' : y > 2 / 3 ? 'lower' : '';
  if (column === '' && row === '') return 'middle';
  if (column === '') return `${row} part`;
  return row === '' ? `${column} part` : `${row} ${column} part`;
}

function sumUp(findings: readonly Finding[], suggestions: readonly Suggestion[], say: Say, pick: Pick): string {
  const named = (polarity: Finding['polarity']): string[] => findings.filter((finding) => finding.polarity === polarity).flatMap(({ id }) => SHORT_FORMS[id] ?? []);
  const good = joined([...named('intent').slice(0, 1), ...named('strength')].slice(0, 2));
  const bad = joined(named('fault').slice(0, 2));
  const advice = joined(suggestions.slice(0, 3).map(printSuggestion));
  if (advice === '') return good === '' ? pick(OVERALL_PHRASES.plain) : say(OVERALL_PHRASES.good, { good });
  if (bad === '') return say(good === '' ? OVERALL_PHRASES.faulty : OVERALL_PHRASES.better, { good, bad: suggestions[0]!.reason.replace(/\.$/, ''), advice });
  return good === '' ? say(OVERALL_PHRASES.faulty, { bad, advice }) : say(OVERALL_PHRASES.better, { good, bad, advice });
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}
