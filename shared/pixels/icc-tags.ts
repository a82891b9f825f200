import type { TransferFunction } from './colour-encoding';
import type { Vector3 } from './matrix3';

/** The tag types that describe an RGB or grey space; others are left out. */
export type IccTag =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'xyz'; readonly xyz: Vector3 }
  | { readonly kind: 'curve'; readonly transfer: TransferFunction };

const TABLE_OFFSET = 128;
const ENTRY_BYTES = 12;
/** Real profiles have fewer than 40 tags; a count beyond this is damage. */
const MAX_TAGS = 256;

/** Reads the tags of an ICC profile (ICC.1:2022 clause 7.3, types of clause 10). Damaged tags are absent; never throws. */
export function readTagTable(bytes: Uint8Array): ReadonlyMap<string, IccTag> {
  const tags = new Map<string, IccTag>();
  // the view starts where the array does: a Node Buffer lies inside a larger pool
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.byteLength >= TABLE_OFFSET + 4 ? Math.min(view.getUint32(TABLE_OFFSET), MAX_TAGS) : 0;
  for (let i = 0; i < count; i++) {
    const entry = TABLE_OFFSET + 4 + i * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > view.byteLength) break;
    const [offset, size] = [view.getUint32(entry + 4), view.getUint32(entry + 8)];
    if (offset + size > view.byteLength || size < 8) continue;
    const tag = readTag(new DataView(bytes.buffer, bytes.byteOffset + offset, size));
    if (tag) tags.set(signature(view, entry), tag);
  }
  return tags;
}

function readTag(view: DataView): IccTag | undefined {
  try {
    switch (signature(view, 0)) {
      case 'desc': return { kind: 'text', text: readText(view, 12, view.getUint32(8), 1) };
      case 'mluc': return { kind: 'text', text: readLocalised(view) };
      case 'XYZ ': return { kind: 'xyz', xyz: [fixed(view, 8), fixed(view, 12), fixed(view, 16)] };
      case 'curv': return asCurve(readSampled(view));
      case 'para': return asCurve(readParametric(view));
      default: return undefined;
    }
  } catch (error) {
    // DataView answers a length that lies with RangeError
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function asCurve(transfer: TransferFunction | undefined): IccTag | undefined {
  return transfer && { kind: 'curve', transfer };
}

function signature(view: DataView, offset: number): string {
  return readText(view, offset, 4, 1, false);
}

/** s15Fixed16Number. */
function fixed(view: DataView, offset: number): number {
  return view.getInt32(offset) / 65536;
}

/** One or two-byte characters up to the first NUL. */
function readText(view: DataView, offset: number, bytes: number, width: 1 | 2, stopAtNul = true): string {
  let text = '';
  for (let i = offset; i + width <= offset + bytes; i += width) {
    const code = width === 1 ? view.getUint8(i) : view.getUint16(i);
    if (code === 0 && stopAtNul) break;
    text += String.fromCharCode(code);
  }
  return text.trim() === '' ? text : stopAtNul ? text.trim() : text;
}

/** multiLocalizedUnicodeType: English where there is one, else the first. */
function readLocalised(view: DataView): string {
  const records = Math.min(view.getUint32(8), 64);
  let chosen = 16;
  for (let i = records - 1; i >= 0; i--) if (readText(view, 16 + i * 12, 2, 1) === 'en') chosen = 16 + i * 12;
  return readText(view, view.getUint32(chosen + 8), view.getUint32(chosen + 4), 2);
}

/** curveType: nothing = identity, one number = gamma (u8Fixed8), more = samples. */
function readSampled(view: DataView): TransferFunction {
  const count = view.getUint32(8);
  if (count === 0) return { kind: 'gamma', exponent: 1 };
  if (count === 1) return { kind: 'gamma', exponent: view.getUint16(12) / 256 };
  if (12 + 2 * count > view.byteLength) throw new RangeError('curve longer than its tag');
  return { kind: 'table', samples: Array.from({ length: count }, (_, i) => view.getUint16(12 + 2 * i) / 65535) };
}

/** parametricCurveType 0..4, ICC.1:2022 table 68, all written as type 4; undefined for other types and slopes without inverse. */
function readParametric(view: DataView): TransferFunction | undefined {
  const type = view.getUint16(8);
  const p = (index: number): number => fixed(view, 12 + 4 * index);
  const g = p(0);
  if (!(g > 0) || (type > 0 && !(p(1) > 0))) return undefined;
  switch (type) {
    case 0: return { kind: 'gamma', exponent: g };
    case 1: return { kind: 'parametric', g, a: p(1), b: p(2), c: 0, d: -p(2) / p(1), e: 0, f: 0 };
    case 2: return { kind: 'parametric', g, a: p(1), b: p(2), c: 0, d: -p(2) / p(1), e: p(3), f: p(3) };
    case 3: return { kind: 'parametric', g, a: p(1), b: p(2), c: p(3), d: p(4), e: 0, f: 0 };
    case 4: return { kind: 'parametric', g, a: p(1), b: p(2), c: p(3), d: p(4), e: p(5), f: p(6) };
    default: return undefined;
  }
}
