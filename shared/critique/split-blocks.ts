/** A critic's text cut into its blocks; `rest` is what stood outside them. */
export interface Blocks {
  readonly think?: string;
  readonly edits?: string;
  readonly answer?: string;
  readonly rest: readonly string[];
  readonly truncated: boolean;
}

type BlockName = 'think' | 'edits' | 'answer';

/** Openers, by tag or by the heading that published figures print instead. Each block ends where the next begins. */
const OPENERS: readonly (readonly [BlockName, RegExp])[] = [
  ['think', /<think>/i],
  ['edits', /<edit_?start>|<edit>|^[ \t#*]*(?:edit(?:ing)? )?suggestions?\b[ \t*]*:?[ \t*]*$/im],
  ['answer', /<answer>|^[ \t#*]*(?:predicted |final |overall )?score\b[ \t*]*[:=]/im],
];
const CLOSERS: Readonly<Record<BlockName, RegExp>> = {
  think: /<\/think>/i,
  edits: /<\/edit_?(?:end|start)?>|<edit_?end>/i,
  answer: /<\/answer>/i,
};

/** Finds the blocks whatever closes them, or nothing does. A text without any opener is all reasoning. */
export function splitBlocks(text: string): Blocks {
  const found = OPENERS.flatMap(([name, opener]) => {
    const match = opener.exec(text);
    return match === null ? [] : [{ name, start: match.index, body: match.index + match[0].length, tag: match[0].trimStart().startsWith('<') }];
  }).sort((p, q) => p.start - q.start);
  const blocks: Partial<Record<BlockName, string>> = {};
  const rest: string[] = [];
  let truncated = false;
  let end = 0;
  found.forEach((block, i) => {
    const limit = found[i + 1]?.start ?? text.length;
    const before = text.slice(end, block.start);
    // numbered reasoning without its opener still is reasoning
    if (i === 0 && block.name !== 'think' && blocks.think === undefined && before.trim() !== '') blocks.think = before.replace(CLOSERS.think, '');
    else rest.push(before);
    const closer = CLOSERS[block.name].exec(text.slice(block.body, limit));
    const stop = closer === null ? limit : block.body + closer.index;
    blocks[block.name] = text.slice(block.body, stop);
    end = closer === null ? limit : stop + closer[0].length;
    if (closer === null && block.tag && limit === text.length) truncated = true;
  });
  if (found.length === 0 && text.trim() !== '') blocks.think = text.replace(CLOSERS.think, '');
  else rest.push(text.slice(end));
  return { ...blocks, rest, truncated: truncated || (found.length > 0 && !found.some(({ name }) => name === 'answer') && !/<\/[a-z_]+>\s*$/i.test(text)) };
}
