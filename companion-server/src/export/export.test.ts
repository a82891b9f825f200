import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initializeCanvas, readPsd } from 'ag-psd';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { encodeLutTable } from '@photocrafter/shared/adjustments/lut-table';
import { evaluateLayers } from '@photocrafter/shared/adjustments/evaluate';
import type { Critique } from '@photocrafter/shared/critique/critique';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { parseIccProfile } from '@photocrafter/shared/pixels/icc-profile';
import { PLAN_SCHEMA_VERSION, type EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import { memoryRowStore } from '../render/memory-row-store.fixture';
import { writeCube } from './cube';
import { deviceLinkOf } from './device-link';
import { editableStack } from './editable-stack';
import { embedIccProfile } from './embed-icc';
import { PSD_PIXEL_LIMIT, psdLimits, writePsd } from './psd';
import { writeXmp } from './xmp';

const step = (operator: string, params: EditPlan['steps'][number]['params'], rest: Partial<EditPlan['steps'][number]> = {}): EditPlan['steps'][number] =>
  ({ id: operator, dimension: 'colourAndLight', lane: 'adjustments', operator, version: 1, params, reason: `why ${operator}`, enabled: true, strength: 1, ...rest });
const half = { kind: 'radial', centreX: 0.5, centreY: 0.5, inner: 0.2, outer: 0.8 } as const;
const plan: EditPlan = {
  schemaVersion: PLAN_SCHEMA_VERSION, advice: {},
  steps: [step('white-balance', { miredShift: 12, tint: 3 }), step('exposure', { exposureEv: -0.5 }), step('contrast', { amount: 20 }, { strength: 0.5 }), step('saturation', { amount: 15 }), step('exposure', { exposureEv: 0.4, highlightProtection: 0.5 }, { id: 'exposure-2', mask: half })],
};
const critique: Critique = {
  schemaVersion: 1, critic: 'measured', suggestions: [{ attribute: 'contrast', direction: 'increase', magnitude: 'slightly', reason: 'it is <flat> & dull' }],
  sections: { quality: 'Q.', colourAndLight: 'C.', composition: 'P.', aesthetics: 'A.', overall: 'Sharp & "bright" <enough>, \u00e9l\u00e9gant \u5199\u771f.' },
  findings: [{ id: 'x', section: 'quality', polarity: 'fault', statement: 'Noise over there.', evidence: [], severity: 0.5, region: { x: 0.5, y: 0.5, width: 0.2, height: 0.2 } }],
  score: { value: 71, parts: [] },
};
const picture = (depth: 8 | 16) => {
  const [width, height] = [24, 16];
  const data = depth === 8 ? new Uint8Array(width * height * 4) : new Uint16Array(width * height * 4);
  const scale = depth === 8 ? 1 : 257;
  for (let i = 0; i < data.length; i++) data[i] = ((i * 37) % 256) * scale;
  return memoryRowStore({ width, height, channels: 4, depth, data });
};

describe('writePsd', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'psd-'));
    initializeCanvas(() => { throw new Error('no canvas is needed'); }, (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as never);
  });
  afterAll(async () => { await rm(folder, { recursive: true }); });
  const written = async (depth: 8 | 16, profile?: Uint8Array) => {
    const path = join(folder, 'x.psd');
    await writePsd({ original: picture(depth), enhanced: picture(depth), layers: lowerPlan(plan, SRGB), plan, critique, date: "D:20260101000000+00'00'", ...(profile && { iccProfile: profile }) }, path);
    return readFile(path);
  };

  it('holds the original, the hidden enhanced picture, one adjustment layer a step and the critique', async () => {
    const psd = readPsd(await written(8), { useImageData: true });
    expect(psd.children!.map(({ name, hidden }) => [name, hidden ?? false])).toEqual([['Original', false], ['Enhanced', true], ['Photocrafter', false], ['Critique', true]]);
    const group = psd.children![2]!.children!;
    expect(group.map(({ adjustment }) => adjustment!.type)).toEqual(['curves', 'exposure', 'curves', 'hue/saturation', 'curves']);
    expect(group[1]!.adjustment).toMatchObject({ exposure: expect.closeTo(-0.5, 5) as number, offset: 0, gamma: 1 });
    expect(group[2]!.opacity).toBeCloseTo(0.5, 2);
    expect(group[3]!.adjustment).toMatchObject({ master: { saturation: 15 }, reds: { a: 315, b: 345, c: 15, d: 45 } });
    expect(group[4]!.mask!.imageData!.width).toBe(24);
    expect(group.every(({ adjustment }) => adjustment!.type !== 'levels')).toBe(true);
  });
  it('keeps the pixels of both pictures, alpha included, rounded from 16 bit', async () => {
    const expected = picture(8).data;
    for (const depth of [8, 16] as const) {
      const psd = readPsd(await written(depth), { useImageData: true });
      expect([...psd.children![0]!.imageData!.data.subarray(0, 200)]).toEqual([...expected.subarray(0, 200)]);
    }
  });
  it('places notes where findings are, and the whole plan in its XMP', async () => {
    const psd = readPsd(await written(8), { useImageData: true });
    const [summary, note] = psd.annotations!;
    expect(summary!.data).toMatch(/Score 71 of 100/);
    expect(note!.data).toBe('Noise over there.');
    expect(note!.iconLocation.left).toBeGreaterThan(0);
    expect(psd.imageResources!.xmpMetadata).toContain('white-balance');
  });
  it('embeds a profile byte for byte, and is the same file every time', async () => {
    const profile = deviceLinkOf({ kind: 'lut3d', size: 2, table: encodeLutTable(new Float32Array(24).fill(0.5)) }, 'any');
    const file = await written(8, profile);
    expect(file.includes(Buffer.from(profile))).toBe(true);
    expect(readPsd(file, { useImageData: true }).children).toHaveLength(4);
    expect(Buffer.compare(file, await written(8, profile))).toBe(0);
  });
  it('says what cannot be kept', () => {
    expect(psdLimits({ width: 10, height: 10, channels: 3, depth: 8 })).toEqual({ possible: true });
    expect(psdLimits({ width: 10, height: 10, channels: 3, depth: 16 }).note).toMatch(/8 bit/);
    expect(psdLimits({ width: PSD_PIXEL_LIMIT, height: 2, channels: 3, depth: 8 }).possible).toBe(false);
  });
});

describe('embedIccProfile', () => {
  it('pads odd lengths and moves nothing else', () => {
    const psd = new Uint8Array(40);
    psd.set([0x38, 0x42, 0x50, 0x53]);
    psd.set([9, 9], 38);
    const result = embedIccProfile(psd, Uint8Array.of(1, 2, 3));
    expect(result.length).toBe(40 + 12 + 4);
    expect([...result.subarray(-2)]).toEqual([9, 9]);
    expect(new DataView(result.buffer).getUint32(30)).toBe(16);
  });
});

describe('deviceLinkOf', () => {
  it('is a link profile whose cube runs blue fastest', () => {
    const values = new Float32Array(24);
    for (let i = 0; i < 8; i++) values.set([i & 1, (i >> 1) & 1, (i >> 2) & 1], 3 * i);
    const bytes = deviceLinkOf({ kind: 'lut3d', size: 2, table: encodeLutTable(values) }, 'identity');
    expect(Buffer.from(bytes.subarray(12, 24)).toString('latin1')).toBe('linkRGB RGB ');
    expect(parseIccProfile(bytes)?.description).toBe('identity');
    const at = Buffer.from(bytes).indexOf('mft2') + 52 + 12;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    // second entry of the cube: red 0, green 0, blue 1
    expect([0, 1, 2].map((c) => view.getUint16(at + 6 + 2 * c))).toEqual([0, 0, 65535]);
  });
});

describe('writeCube', () => {
  const layers = lowerPlan(plan, SRGB);
  const { text, omitted } = writeCube(layers, SRGB, 'a "title"\nwith breaks');
  const rows = text.split('\n').filter((line) => /^[\d.]+ [\d.]+ [\d.]+$/.test(line)).map((line) => line.split(' ').map(Number));
  it('is a 33-cubed table with one safe title line, and names what it leaves out', () => {
    expect(rows).toHaveLength(33 ** 3);
    expect(text).toMatch(/^TITLE "a {2}title {1,2}with breaks"\n/);
    expect(text).toMatch(/LUT_3D_SIZE 33\n/);
    expect(omitted).toHaveLength(1);
    expect(text).toContain(`# not in this table: ${omitted[0]!}`);
  });
  it('holds what the unmasked layers do, red fastest', () => {
    const stack = layers.filter(({ mask }) => mask === undefined);
    for (const [r, g, b] of [[32, 0, 0], [5, 20, 11], [0, 0, 32]] as const) {
      const { data } = evaluateLayers(stack, { width: 1, height: 1, data: Float32Array.of(r / 32, g / 32, b / 32), encoding: SRGB });
      const row = rows[(b * 33 + g) * 33 + r]!;
      row.forEach((value, c) => { expect(value).toBeCloseTo(data[c]!, 4); });
    }
  });
});

describe('writeXmp', () => {
  const { xml, mapping } = writeXmp(plan, critique);
  it('maps every enabled step or says why not', () => {
    expect(new Set(mapping.map(({ step: id }) => id))).toEqual(new Set(plan.steps.map(({ id }) => id)));
    expect(mapping.find(({ field }) => field === 'Exposure2012')).toMatchObject({ value: '-0.50', fidelity: 'approximate' });
    expect(mapping.find(({ field }) => field === 'Contrast2012')!.value).toBe('+16');
    expect(mapping.find(({ step: id }) => id === 'exposure-2')).toMatchObject({ fidelity: 'omitted' });
    expect(writeXmp({ ...plan, steps: plan.steps.map((s) => ({ ...s, enabled: false })) }, critique).mapping).toEqual([]);
  });
  it('is well-formed whatever the critique says', () => {
    expect(xml).toContain('crs:Saturation="+15"');
    expect(xml).toContain('Sharp &amp; &quot;bright&quot; &lt;enough&gt;, \u00e9l\u00e9gant \u5199\u771f.');
    const comment = /<!--([\s\S]*?)-->/.exec(xml)![1]!;
    expect(comment).not.toContain('--');
  });
});

describe('editableStack', () => {
  it('rounds curve points and leaves tables out, within a level of the full stack', () => {
    const layers: readonly AdjustmentLayer[] = [...lowerPlan(plan, SRGB), { name: 'rest', stepId: 'rest', opacity: 1, adjustment: { kind: 'lut3d', size: 2, table: encodeLutTable(new Float32Array(24)) } }];
    const stack = editableStack(layers);
    expect(stack.some(({ adjustment }) => adjustment.kind === 'lut3d')).toBe(false);
    const grey = { width: 64, height: 1, data: Float32Array.from({ length: 192 }, (_, i) => Math.floor(i / 3) / 63), encoding: SRGB };
    const [a, b] = [evaluateLayers(lowerPlan(plan, SRGB), grey), evaluateLayers(stack, grey)];
    a.data.forEach((value, i) => { expect(Math.abs(value - b.data[i]!)).toBeLessThan(3 / 255); });
  });
});
