import type { Critique, Finding } from '@photocrafter/shared/critique/critique';
import type { CritiqueNotes } from '../bridge/figma-calls';

/** Annotations and stickies that a reader still looks at. */
const MAX_FINDINGS = 6;

/** The headings that notes need, in the reader's language. */
export interface NoteWords { readonly productName: string; readonly score: string; readonly suggestions: string; readonly fault: string; readonly strength: string; readonly intent: string }

/** A critique as Figma's notes: the judgement and the suggestions first, then the gravest findings. */
export function critiqueNotes(critique: Critique, words: NoteWords): CritiqueNotes {
  const findings = [...critique.findings].sort((a, b) => b.severity - a.severity).slice(0, MAX_FINDINGS);
  const title = critique.score === undefined ? words.productName : `${words.productName}: ${words.score} ${Math.round(critique.score.value)}/100`;
  const suggestions = critique.suggestions.map(({ reason }) => reason).filter((reason) => reason !== '');
  const advice = suggestions.length === 0 ? '' : `\n\n**${words.suggestions}**\n${suggestions.map((line) => `- ${line}`).join('\n')}`;
  return {
    title,
    labels: [`**${title}**\n\n${critique.sections.overall}${advice}`, ...findings.map((finding) => `**${words[finding.polarity]}**: ${finding.statement}`)],
    paragraphs: [critique.sections.overall, ...suggestions, ...findings.map(({ statement }) => statement)].filter((text) => text !== ''),
    places: findings.flatMap(placeOf),
  };
}

function placeOf({ region, statement }: Finding): CritiqueNotes['places'] {
  return region === undefined ? [] : [{ x: region.x + region.width / 2, y: region.y + region.height / 2, label: statement }];
}
