import { CRITIQUE_SECTIONS } from './critique';
import { parseCritique } from './grammar';

export interface FormatVerdict { readonly ok: boolean; readonly checks: Readonly<Record<string, boolean>> }

/**
 * The format reward (papers.md section 5): three blocks in order and not empty, five numbered sections, every suggestion read,
 * one score of 0..100. An empty list of suggestions is right for a picture that needs none.
 */
export function strictFormat(text: string): FormatVerdict {
  const { critique, dropped } = parseCritique(text);
  const checks = {
    blocks: /^\s*<think>[\s\S]+<\/think>\s*<edit_start>[\s\S]*<\/edit_end>\s*<answer>[\s\S]+<\/answer>\s*$/.test(text),
    sections: CRITIQUE_SECTIONS.every((id) => (critique.sections[id] ?? '') !== ''),
    suggestions: dropped.length === 0,
    score: critique.score !== undefined && /<answer>\s*\d{1,3}(\.\d+)?\s*<\/answer>/.test(text),
  };
  return { ok: Object.values(checks).every(Boolean), checks };
}
