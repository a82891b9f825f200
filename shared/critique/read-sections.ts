import { CRITIQUE_SECTIONS, type CritiqueSectionId } from './critique';
import { unescapeText } from './escape-text';
import { asciiDigits } from './words';

type Sections = Partial<Record<CritiqueSectionId, string>>;
interface Marker { readonly section: number; readonly start: number; readonly end: number }

/** "(1)", "1.", "1)", "**2.", "### 3:", "Section 4:" at the start of a line. */
const NUMBERED = /^[ \t>*#-]*(?:section\s*)?(?:[(\uff08]\s*(\p{Nd})\s*[)\uff09]|(\p{Nd})\s*[.):\uff0e\uff1a\u3001])/gimu;
const INLINE = /[(\uff08]\s*(\p{Nd})\s*[)\uff09]/gu;
/** The headings of published figures, in the order of the sections. */
const TITLED = /^[ \t>*#-]*(?:(image quality|quality)|(colou?r)|(composition)|(aesthetic)|(overall))[^:\n]{0,60}:/gimu;

/**
 * The five sections by their numbers or titles, and what stands before the first. A section whose number is there and
 * whose text is not is empty; one that is not there is absent. Without any number or title all of it is preamble.
 */
export function readSections(think: string): { readonly sections: Sections; readonly preamble: string } {
  const markers = findMarkers(think);
  const sections: Sections = {};
  for (const [i, { section, end }] of markers.entries()) {
    const text = think.slice(end, markers[i + 1]?.start);
    sections[CRITIQUE_SECTIONS[section]!] = unescapeText(text.replace(/^[\s*]+|\s+$/g, ''));
  }
  return { sections, preamble: think.slice(0, markers[0]?.start).trim() };
}

/** Line starts are trusted most; numbers inside lines count where lines have none, titles where there are no numbers. */
function findMarkers(think: string): readonly Marker[] {
  const lines = ascending(matches(think, NUMBERED, numberIn));
  if (lines.length > 1) return lines;
  const inline = ascending(matches(think, INLINE, numberIn)).filter(({ section }, i) => section === i);
  if (inline.length > lines.length) return inline;
  return lines.length > 0 ? lines : ascending(matches(think, TITLED, (groups) => groups.findIndex((group) => group !== undefined)));
}

function matches(text: string, pattern: RegExp, sectionOf: (groups: readonly (string | undefined)[]) => number): Marker[] {
  return Array.from(text.matchAll(pattern), (match) => ({ section: sectionOf(match.slice(1)), start: match.index, end: match.index + match[0].length }));
}

function numberIn(groups: readonly (string | undefined)[]): number {
  return Number(asciiDigits(groups.find((group) => group !== undefined) ?? '0')) - 1;
}

/** A number that repeats or goes back, or is none of the five, belongs to the text. */
function ascending(markers: readonly Marker[]): readonly Marker[] {
  return markers.reduce<Marker[]>((kept, marker) => {
    const next = marker.section > (kept.at(-1)?.section ?? -1) && marker.section < CRITIQUE_SECTIONS.length;
    return next ? [...kept, marker] : kept;
  }, []);
}
