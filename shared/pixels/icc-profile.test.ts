import fc from 'fast-check';
import { ADOBE_RGB, PROPHOTO, SRGB } from './colour-encoding';
import { parseIccProfile } from './icc-profile';
import { compileTransfer } from './transfer';

type Bytes = readonly number[];
const u16 = (v: number): Bytes => [(v >> 8) & 255, v & 255];
const u32 = (v: number): Bytes => [(v >>> 24) & 255, (v >>> 16) & 255, (v >>> 8) & 255, v & 255];
const fixed = (v: number): Bytes => u32(Math.round(v * 65536));
const chars = (text: string): Bytes => Array.from(text, (c) => c.charCodeAt(0));
const xyz = (...values: number[]): Bytes => [...chars('XYZ '), ...u32(0), ...values.flatMap(fixed)];
const curv = (...samples: number[]): Bytes => [...chars('curv'), ...u32(0), ...u32(samples.length), ...samples.flatMap(u16)];
const para = (type: number, ...values: number[]): Bytes => [...chars('para'), ...u32(0), ...u16(type), ...u16(0), ...values.flatMap(fixed)];
const desc = (text: string): Bytes => [...chars('desc'), ...u32(0), ...u32(text.length + 1), ...chars(text), 0];
const mluc = (language: string, text: string): Bytes => [...chars('mluc'), ...u32(0), ...u32(1), ...u32(12), ...chars(language), ...chars('XX'),
  ...u32(text.length * 2), ...u32(28), ...Array.from(text, (c) => u16(c.charCodeAt(0))).flat()];

/** A profile as ICC.1 lays it out, inside a larger buffer as Node's Buffers are. */
function profile(colourSpace: string, tags: Record<string, Bytes>): Uint8Array {
  const entries = Object.entries(tags);
  let offset = 132 + entries.length * 12;
  const table: number[] = [], body: number[] = [];
  for (const [name, data] of entries) {
    table.push(...chars(name), ...u32(offset), ...u32(data.length));
    body.push(...data);
    offset += data.length;
  }
  const header = new Array<number>(128).fill(0);
  header.splice(16, 4, ...chars(colourSpace));
  header.splice(20, 4, ...chars('XYZ '));
  header.splice(36, 4, ...chars('acsp'));
  const bytes = [...header, ...u32(entries.length), ...table, ...body];
  return new Uint8Array([9, 9, 9, ...bytes, 9]).subarray(3, 3 + bytes.length);
}

// D50 colorants as Adobe's and the ICC's profiles print them
const srgbColorants = { rXYZ: xyz(0.43607, 0.22249, 0.01392), gXYZ: xyz(0.38515, 0.71687, 0.09708), bXYZ: xyz(0.14307, 0.06061, 0.7141) };
const adobeColorants = { rXYZ: xyz(0.60974, 0.31111, 0.01947), gXYZ: xyz(0.20528, 0.62567, 0.06087), bXYZ: xyz(0.14919, 0.06322, 0.74457) };
const prophotoColorants = { rXYZ: xyz(0.7977, 0.288, 0), gXYZ: xyz(0.1352, 0.7119, 0), bXYZ: xyz(0.0313, 0.0001, 0.8249) };
const curves = (curve: Bytes): Record<string, Bytes> => ({ rTRC: curve, gTRC: curve, bTRC: curve });
const srgbParametric = para(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);

describe('parseIccProfile', () => {
  it('recognises sRGB with a parametric curve and with a table', () => {
    const { toLinear } = compileTransfer(SRGB);
    const samples = Array.from({ length: 1024 }, (_, i) => Math.round(65535 * toLinear(i / 1023)));
    for (const curve of [srgbParametric, curv(...samples)]) {
      const info = parseIccProfile(profile('RGB ', { desc: desc('sRGB IEC61966-2.1'), ...srgbColorants, ...curves(curve) }));
      expect(info).toEqual({ description: 'sRGB IEC61966-2.1', colourSpace: 'RGB', encoding: SRGB });
      expect(info?.encoding).toBe(SRGB);
    }
  });
  it('recognises Adobe RGB and ProPhoto, and keeps the toeless curve of common ProPhoto files', () => {
    expect(parseIccProfile(profile('RGB ', { ...adobeColorants, ...curves(curv(563)) }))?.encoding).toBe(ADOBE_RGB);
    expect(parseIccProfile(profile('RGB ', { ...prophotoColorants, ...curves(para(3, 1.8, 1, 0, 1 / 16, 0.03125)) }))?.encoding).toBe(PROPHOTO);
    expect(parseIccProfile(profile('RGB ', { ...prophotoColorants, ...curves(curv(461)) }))?.encoding?.transfer).toEqual({ kind: 'gamma', exponent: 461 / 256 });
  });
  it('keeps an unknown space, adapted to D65', () => {
    const info = parseIccProfile(profile('RGB ', { desc: mluc('en', 'Gamma zwei'), ...srgbColorants, ...curves(para(0, 2)) }));
    expect(info?.encoding).toMatchObject({ name: 'Gamma zwei', transfer: { kind: 'gamma', exponent: 2 } });
    info?.encoding?.rgbToXyz.forEach((cell, i) => { expect(cell).toBeCloseTo(SRGB.rgbToXyz[i]!, 3); });
  });
  it.each([
    [1, [2, 1.1, -0.1], (v: number) => (v >= 0.1 / 1.1 ? (1.1 * v - 0.1) ** 2 : 0)],
    [2, [2, 0.9, -0.1, 0.05], (v: number) => (v >= 0.1 / 0.9 ? (0.9 * v - 0.1) ** 2 + 0.05 : 0.05)],
    [4, [2, 0.9, 0.1, 0.5, 0.2, -0.01, 0], (v: number) => (v >= 0.2 ? (0.9 * v + 0.1) ** 2 - 0.01 : 0.5 * v)],
  ] as const)('reads parametric type %i', (type, values, expected) => {
    const encoding = parseIccProfile(profile('GRAY', { kTRC: para(type, ...values) }))?.encoding;
    for (const v of [0, 0.05, 0.15, 0.5, 1]) expect(compileTransfer(encoding!).toLinear(v)).toBeCloseTo(expected(v), 3);
  });
  it('gives grey profiles a neutral encoding', () => {
    expect(parseIccProfile(profile('GRAY', { desc: desc('Dot Gain'), kTRC: curv(0, 20000, 65535) }))).toMatchObject({
      colourSpace: 'GRAY', encoding: { name: 'Dot Gain', rgbToXyz: SRGB.rgbToXyz, transfer: { kind: 'table', samples: [0, 20000 / 65535, 1] } },
    });
  });
  it('names but does not interpret CMYK, table profiles and unequal curves', () => {
    expect(parseIccProfile(profile('CMYK', { desc: desc('Coated FOGRA39') }))).toEqual({ description: 'Coated FOGRA39', colourSpace: 'CMYK' });
    expect(parseIccProfile(profile('RGB ', { desc: desc('LUT') }))).toEqual({ description: 'LUT', colourSpace: 'RGB' });
    expect(parseIccProfile(profile('RGB ', { ...srgbColorants, ...curves(curv(563)), bTRC: curv(256) }))?.encoding).toBeUndefined();
  });
  it('answers undefined for what is no profile', () => {
    expect(parseIccProfile(new Uint8Array())).toBeUndefined();
    expect(parseIccProfile(new Uint8Array(4000))).toBeUndefined();
  });
  it('never throws on damage', () => {
    const good = profile('RGB ', { desc: mluc('en', 'x'), ...srgbColorants, ...curves(srgbParametric) });
    fc.assert(fc.property(fc.nat(good.length), fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 30 }), (length, changes) => {
      const bytes = good.slice();
      for (const [at, value] of changes) bytes[at] = value;
      parseIccProfile(bytes.subarray(0, length));
    }), { numRuns: 2000 });
  });
});
