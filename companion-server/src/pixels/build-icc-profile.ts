/** The parts of an ICC profile that a caller decides; the rest of the header is constant, so equal input gives equal bytes. */
export interface IccParts {
  /** ICC.1:2022 table 18: 'mntr' display, 'link' DeviceLink, ... */
  readonly deviceClass: string;
  readonly colourSpace: string;
  readonly connectionSpace: string;
  readonly description: string;
  /** further tags by signature, as whole tag elements (type signature first) */
  readonly tags: readonly { readonly signature: string; readonly element: Uint8Array }[];
}

const HEADER_BYTES = 128;
/** ICC version 2.4: every reader since the nineties takes it. */
const VERSION = 0x02400000;
/** The D50 illuminant of the connection space as s15Fixed16, ICC.1:2022 7.2.16. */
const D50 = [0xf6d6, 0x10000, 0xd32d];

/** Assembles a version 2 ICC profile. */
export function buildIccProfile(parts: IccParts): Uint8Array {
  const tags = [
    { signature: 'desc', element: descriptionElement(parts.description) },
    { signature: 'cprt', element: textElement('No copyright, use freely') },
    ...parts.tags,
  ];
  let offset = HEADER_BYTES + 4 + 12 * tags.length;
  const placed = tags.map((tag) => {
    const at = offset;
    offset += Math.ceil(tag.element.length / 4) * 4;
    return { ...tag, at };
  });
  const bytes = new Uint8Array(offset);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, offset);
  view.setUint32(8, VERSION);
  putText(bytes, 12, parts.deviceClass);
  putText(bytes, 16, parts.colourSpace);
  putText(bytes, 20, parts.connectionSpace);
  [2026, 1, 1].forEach((field, i) => view.setUint16(24 + 2 * i, field));
  putText(bytes, 36, 'acsp');
  D50.forEach((value, i) => view.setUint32(68 + 4 * i, value));
  view.setUint32(HEADER_BYTES, tags.length);
  placed.forEach(({ signature, element, at }, i) => {
    const entry = HEADER_BYTES + 4 + 12 * i;
    putText(bytes, entry, signature);
    view.setUint32(entry + 4, at);
    view.setUint32(entry + 8, element.length);
    bytes.set(element, at);
  });
  return bytes;
}

/** textDescriptionType of ICC.1:2001 (v2): ASCII, with empty Unicode and ScriptCode parts. */
export function descriptionElement(text: string): Uint8Array {
  const bytes = new Uint8Array(12 + text.length + 1 + 8 + 3 + 67);
  putText(bytes, 0, 'desc');
  new DataView(bytes.buffer).setUint32(8, text.length + 1);
  putText(bytes, 12, text);
  return bytes;
}

export function textElement(text: string): Uint8Array {
  const bytes = new Uint8Array(8 + text.length + 1);
  putText(bytes, 0, 'text');
  putText(bytes, 8, text);
  return bytes;
}

export function xyzElement(xyz: readonly [number, number, number]): Uint8Array {
  const bytes = new Uint8Array(20);
  putText(bytes, 0, 'XYZ ');
  xyz.forEach((value, i) => new DataView(bytes.buffer).setInt32(8 + 4 * i, Math.round(value * 65536)));
  return bytes;
}

/** curveType with one entry: a pure gamma, as u8Fixed8. */
export function gammaElement(exponent: number): Uint8Array {
  const bytes = new Uint8Array(14);
  putText(bytes, 0, 'curv');
  const view = new DataView(bytes.buffer);
  view.setUint32(8, 1);
  view.setUint16(12, Math.round(exponent * 256));
  return bytes;
}

/** Writes Latin letters, one byte each. */
export function putText(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}
