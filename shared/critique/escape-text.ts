/**
 * What would read as structure inside a paragraph of the critic's text form: a tag's bracket, a section number, the
 * separators of items, bold marks in front, line ends and other control characters, white space at the edges, and an escape's own backslash.
 */
const STRUCTURE = /<(?=\s*[/a-z])|[(\uff08](?=\s*\p{Nd}\s*[)\uff09])|[;\uff1b\p{Cc}\p{Zl}\p{Zp}]|^[\s*]+|\s+$|\\(?=u\{)/giu;
const ESCAPE = /\\u\{([0-9a-f]{1,6})\}/gi;

/** One line that `unescapeText` turns back into the text; ordinary prose stays as it is. */
export function escapeText(text: string): string {
  return text.replace(STRUCTURE, (found) => Array.from(found, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`).join(''));
}

export function unescapeText(text: string): string {
  return text.replace(ESCAPE, (escape, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
  });
}
