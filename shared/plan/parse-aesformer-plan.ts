import { AESFORMER_DIMENSIONS } from './aesformer-dimensions';
import { PLAN_DIMENSIONS, type PlanDimension } from './edit-plan';

export interface AesFormerPlan {
  /** empty where the text says nothing */
  readonly sections: Readonly<Record<PlanDimension, string>>;
  /** the paper's rule: all seven in order, each with content inside its own tokens */
  readonly strict: boolean;
  /** the released code's rule: all seven headers in order, each once */
  readonly headersOnly: boolean;
  /** text outside the sections or outside their tokens */
  readonly dropped: readonly string[];
}

interface Header { readonly dimension: PlanDimension; readonly start: number; readonly end: number }
interface Section { readonly text: string; readonly tagged: boolean; readonly outside: readonly string[] }

/** What servers leave at the end of a turn. */
const TURN_MARKERS = /<\|[a-z_]+\|>/g;
const OWN_TAGS = new RegExp(`</?(?:${PLAN_DIMENSIONS.map((dimension) => AESFORMER_DIMENSIONS[dimension].token).join('|')})>`, 'g');

/**
 * Reads a plan in AesFormer's text form. Headers are found first, because servers may strip the special tokens, then the
 * tokens inside each; without any header the tokens alone are looked for. Never throws.
 */
export function parseAesFormerPlan(text: string): AesFormerPlan {
  const body = text.replace(TURN_MARKERS, '');
  const headers = findHeaders(body);
  const sections = Object.fromEntries(PLAN_DIMENSIONS.map((dimension) => [dimension, ''])) as Record<PlanDimension, string>;
  const dropped = [body.slice(0, headers[0]?.start ?? 0)];
  const tagged = new Set<PlanDimension>();
  const take = (dimension: PlanDimension, section: Section): void => {
    sections[dimension] = section.text;
    if (section.tagged && section.text !== '') tagged.add(dimension);
    dropped.push(...section.outside);
  };
  if (headers.length === 0) readTokensAlone(body, take, dropped);
  for (const [i, header] of headers.entries()) {
    const content = body.slice(header.end, headers[i + 1]?.start);
    const isRepeated = headers.findIndex((other) => other.dimension === header.dimension) < i;
    if (isRepeated) dropped.push(body.slice(header.start, headers[i + 1]?.start));
    else take(header.dimension, readSection(header.dimension, content));
  }
  const headersOnly = headers.length === PLAN_DIMENSIONS.length && headers.every((header, i) => header.dimension === PLAN_DIMENSIONS[i]);
  return { sections, headersOnly, strict: headersOnly && tagged.size === PLAN_DIMENSIONS.length, dropped: dropped.map((part) => part.trim()).filter((part) => part !== '') };
}

/** All headers by position. Case, spacing, bold marks, full-width forms and the British "Colour" are forgiven. */
function findHeaders(text: string): readonly Header[] {
  return PLAN_DIMENSIONS.flatMap((dimension, i) => {
    const name = AESFORMER_DIMENSIONS[dimension].header.replace(/^\(\d\) |:$/g, '').replaceAll(' ', '\\s+').replace('Color', 'Colou?r');
    const digits = `[${i + 1}${String.fromCodePoint(0xff11 + i)}]`;
    const header = new RegExp(`(?:[*#]+\\s*)?[(\\uff08]\\s*${digits}\\s*[)\\uff09]\\s*${name}\\s*\\**\\s*[:\\uff1a]\\**`, 'gi');
    return Array.from(text.matchAll(header), (match): Header => ({ dimension, start: match.index, end: match.index + match[0].length }));
  }).sort((a, b) => a.start - b.start);
}

function readSection(dimension: PlanDimension, content: string): Section {
  const inside = between(AESFORMER_DIMENSIONS[dimension].token, content);
  if (inside === undefined) return { text: content.replace(OWN_TAGS, '').trim(), tagged: false, outside: [] };
  return { text: inside.text.replace(OWN_TAGS, '').trim(), tagged: true, outside: [inside.before, inside.after].map((part) => part.replace(OWN_TAGS, '')) };
}

function readTokensAlone(text: string, take: (dimension: PlanDimension, section: Section) => void, dropped: string[]): void {
  let rest = text;
  for (const dimension of PLAN_DIMENSIONS) {
    const inside = between(AESFORMER_DIMENSIONS[dimension].token, rest);
    if (inside === undefined) continue;
    take(dimension, { text: inside.text.trim(), tagged: true, outside: [] });
    rest = `${inside.before}\n${inside.after}`;
  }
  dropped.push(rest.replace(OWN_TAGS, ''));
}

/** What stands in the first pair of a token; undefined unless it opens and closes. */
function between(token: string, text: string): { before: string; text: string; after: string } | undefined {
  const open = text.indexOf(`<${token}>`);
  const start = open + token.length + 2;
  const close = open < 0 ? -1 : text.indexOf(`</${token}>`, start);
  return close < 0 ? undefined : { before: text.slice(0, open), text: text.slice(start, close), after: text.slice(close + token.length + 3) };
}
