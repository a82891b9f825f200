import { CRITIQUE_SECTIONS } from './critique';
import { parseCritique } from './grammar';

export type FormatCheck = 'blocks' | 'sections' | 'suggestions' | 'score';
export interface FormatVerdict { readonly ok: boolean; readonly checks: Readonly<Record<FormatCheck, boolean>> }

const BLOCKS = /^\s*<think>(?<think>(?:(?!<\/?[a-z_]+>)[\s\S])+)<\/think>\s*<edit_start>(?:(?!<\/?[a-z_]+>)[\s\S])*<\/edit_end>\s*<answer>\s*(?<answer>\d{1,3}(?:\.\d+)?)?\s*<\/answer>\s*$/;

/**
 * The format reward (papers.md section 5): three blocks in order and not empty, five numbered sections, every suggestion
 * read, one number of 0..100. An empty list of suggestions is right for a picture that needs none.
 */
export function strictFormat(text: string): FormatVerdict {
  const { critique, dropped } = parseCritique(text);
  const blocks = BLOCKS.exec(text);
  const numbers = Array.from(blocks?.groups?.['think']?.matchAll(/^\(([1-5])\)/gm) ?? [], ([, digit]) => digit).join('');
  const checks = {
    blocks: blocks !== null,
    sections: numbers === '12345' && CRITIQUE_SECTIONS.every((id) => (critique.sections[id] ?? '').trim() !== ''),
    suggestions: dropped.length === 0,
    score: critique.score !== undefined && blocks?.groups?.['answer'] !== undefined,
  };
  return { ok: Object.values(checks).every(Boolean), checks };
}
