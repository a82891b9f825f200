const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const INVALID = 255;
const VALUE_OF = new Uint8Array(128).fill(INVALID);
for (let i = 0; i < 64; i++) VALUE_OF[ALPHABET.charCodeAt(i)] = i;

/** Octets to base64 with padding (RFC 4648 section 4). Written out because no realm shares one: `atob` is missing in Figma, `Buffer` in browsers. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = (bytes[i]! << 16) | ((left > 1 ? bytes[i + 1]! : 0) << 8) | (left > 2 ? bytes[i + 2]! : 0);
    parts.push(
      ALPHABET[group >> 18]! + ALPHABET[(group >> 12) & 63]!
      + (left > 1 ? ALPHABET[(group >> 6) & 63]! : '=') + (left > 2 ? ALPHABET[group & 63]! : '='),
    );
  }
  return parts.join('');
}

/** Base64 with padding to octets. Returns undefined for text that is not base64: the caller knows what to blame. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const end = text.length - padding;
  let group = 0;
  for (let i = 0, out = 0; i < text.length; i++) {
    const value = i < end ? VALUE_OF[text.charCodeAt(i)] ?? INVALID : 0;
    if (value === INVALID) return undefined;
    group = ((group << 6) | value) & 0xffffff;
    if (i % 4 !== 3) continue;
    // Writes past the end, where the padding stands, are ignored by typed arrays.
    bytes[out++] = group >> 16;
    bytes[out++] = (group >> 8) & 255;
    bytes[out++] = group & 255;
  }
  return bytes;
}
