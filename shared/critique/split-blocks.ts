export type BlockName = 'think' | 'edits' | 'answer';

/** A critic's text cut into its blocks; `rest` is what stood outside them. */
export interface Blocks {
  readonly think?: string;
  readonly edits?: string;
  readonly answer?: string;
  readonly rest: readonly string[];
  /** the block in whose middle the text ends */
  readonly open?: BlockName;
  /** the text ends inside a tag, or after its reasoning */
  readonly truncated: boolean;
}

interface Opener { readonly name: BlockName; readonly start: number; readonly body: number; readonly isTag: boolean }

const TAGS: Readonly<Record<BlockName, RegExp>> = {
  think: /<\s*think(?:ing)?\s*>/i,
  edits: /<\s*edit(?:_?start)?\s*>/i,
  answer: /<\s*answer\s*>/i,
};
/** Models close the suggestions by any of these names (papers.md 2.1). */
const CLOSERS: Readonly<Record<BlockName, RegExp>> = {
  think: /<\s*\/\s*think(?:ing)?\s*>/i,
  edits: /<\s*\/\s*edit(?:_?(?:end|start))?\s*>|<\s*edit_?end\s*>/i,
  answer: /<\s*\/\s*answer\s*>/i,
};
/** What the published figures print instead of tags. */
const HEADINGS: Readonly<Record<BlockName, RegExp>> = {
  think: /^[ \t#*]*(?:reasoning|analysis)[ \t*]*:[ \t*]*$/im,
  edits: /^[ \t#*]*(?:edit(?:ing)? )?suggestions?[ \t*]*:[ \t*]*/im,
  answer: /^[ \t#*]*(?:(?:predicted|final|overall|aesthetic) )?score[ \t*]*[:=]/im,
};
const NAMES: readonly BlockName[] = ['think', 'edits', 'answer'];
const TAG_CUT_OFF = /<\s*\/?\s*[a-z_]*$/i;

/** Finds the blocks whatever closes them, or nothing does. A text without any opener is all reasoning. */
export function splitBlocks(whole: string): Blocks {
  const text = whole.replace(TAG_CUT_OFF, '');
  const openers = NAMES.flatMap((name) => findOpener(name, text)).sort((a, b) => a.start - b.start);
  const blocks: Partial<Record<BlockName, string>> = {};
  const rest: string[] = [];
  let open: BlockName | undefined;
  const [first] = openers;
  const before = text.slice(0, first?.start);
  // reasoning without its opener still is reasoning
  if (first?.name !== 'think' && before.trim() !== '') blocks.think = before.replace(CLOSERS.think, '');
  else rest.push(before);
  for (const [i, { name, body, isTag }] of openers.entries()) {
    const content = text.slice(body, openers[i + 1]?.start);
    const closer = CLOSERS[name].exec(content);
    blocks[name] = content.slice(0, closer?.index);
    if (closer !== null) rest.push(content.slice(closer.index + closer[0].length));
    else if (isTag && i === openers.length - 1) open = name;
  }
  const endsEarly = openers.at(-1)?.name === 'think' && first?.isTag === true;
  return { ...blocks, rest, truncated: text !== whole || endsEarly, ...(open !== undefined && { open }) };
}

/** The tag, or else the heading; a heading inside tagged reasoning is part of that. */
function findOpener(name: BlockName, text: string): Opener[] {
  const tag = TAGS[name].exec(text);
  if (tag !== null) return [{ name, start: tag.index, body: tag.index + tag[0].length, isTag: true }];
  const reasoned = CLOSERS.think.exec(text);
  const from = reasoned === null ? 0 : reasoned.index + reasoned[0].length;
  const heading = HEADINGS[name].exec(text.slice(from));
  if (heading === null) return [];
  const start = from + heading.index;
  // the label of a score is part of what is read
  return [{ name, start, body: name === 'answer' ? start : start + heading[0].length, isTag: false }];
}
