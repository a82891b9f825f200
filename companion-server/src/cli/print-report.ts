import { CRITIQUE_SECTIONS, type Critique, type CritiqueSectionId } from '@photocrafter/shared/critique/critique';
import { printSuggestion } from '@photocrafter/shared/critique/suggestion-phrases';
import type { JobReport } from '../compute/messages';

const TITLES: Readonly<Record<CritiqueSectionId, string>> = {
  quality: 'Image quality', colourAndLight: 'Colour and light', composition: 'Composition', aesthetics: 'Impression', overall: 'Overall',
};
const WIDTH = 100;

/** The critique as a person reads it: score with its parts, five paragraphs, suggestions. */
export function critiqueText(critique: Critique): string {
  const lines: string[] = [];
  if (critique.score) {
    const parts = critique.score.parts.map(({ name, points, maximum }) => `${name} ${points}/${maximum}`).join(' + ');
    lines.push(`Score ${critique.score.value} of 100 = ${parts}`, `(critic: ${critique.critic})`, '');
  }
  for (const section of CRITIQUE_SECTIONS) lines.push(TITLES[section], ...wrap(critique.sections[section], '  '), '');
  if (critique.suggestions.length === 0) lines.push('Suggestions: none; leave it as it is.');
  else lines.push('Suggestions', ...critique.suggestions.flatMap((suggestion, i) => wrap(`${printSuggestion(suggestion)}${suggestion.reason === '' ? '' : `: ${suggestion.reason}`}`, '     ', `  ${i + 1}. `)));
  return `${lines.join('\n')}\n`;
}

/** What was done, how well it followed, what was held back, what a pack would add. */
export function enhancementText(report: JobReport): string {
  const lines: string[] = [];
  const steps = (report.plan?.steps ?? []).filter((step) => step.enabled);
  lines.push(steps.length === 0 ? 'Nothing was changed.' : `Done (${report.artist ?? 'plan'})`);
  for (const step of steps) {
    const values = Object.entries(step.params).filter(([, value]) => typeof value === 'number' && value !== 0).map(([name, value]) => `${name} ${String(value)}`).join(', ');
    const strength = step.strength < 1 ? ` at ${Math.round(step.strength * 100)} %` : '';
    lines.push(...wrap(`${step.operator}${strength}${values === '' ? '' : `: ${values}`} (${step.reason})`, '    ', '  '));
  }
  if (report.rComp !== undefined) lines.push(`Followed ${Math.round(report.rComp * 100)} % of the judged suggestions (r_comp ${report.rComp.toFixed(2)}): ${(report.compliance ?? []).map(({ suggestion, measured }) => `${suggestion} ${measured}`).join('; ')}`);
  if (report.scoreAfter !== undefined && report.critique.score) lines.push(`Score ${report.critique.score.value} -> ${report.scoreAfter}`);
  for (const line of report.gate ?? []) lines.push(`Held back: ${line}`);
  for (const part of report.notUnderstood ?? []) lines.push(`Not done: ${part}`);
  return `${lines.join('\n')}\n`;
}

/** Remarks on the file and on what is not installed. */
export function remarksText({ notes, hints }: JobReport): string {
  return [...(notes ?? []).map((note) => `Note: ${note}`), ...hints.map((hint) => `Hint: ${hint}`)].flatMap((line) => wrap(line, '  ', '')).map((line) => `${line}\n`).join('');
}

function wrap(text: string, indent: string, first = indent): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length + 1 > WIDTH && line.trim() !== '') {
      lines.push(line);
      line = indent;
    }
    line += line === first || line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}
