import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initializeCanvas, readPsd, type HueSaturationAdjustment, type Layer, type Psd } from 'ag-psd';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { sampleToLut3d } from '@photocrafter/shared/adjustments/lut3d';
import type { Critique } from '@photocrafter/shared/critique/critique';
import { encodeRasterMask } from '@photocrafter/shared/pixels/rasterise-mask';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { buildIccProfile } from '../pixels/build-icc-profile';
import { ScratchStore } from '../pixels/scratch-store';
import { psdAdjustmentLayer } from './psd-adjustment-layer';
import { psdLimits, writePsd, type PsdInput } from './psd';
import { PSD_TOOLS_PYTHON, readWithPsdTools } from '../../../test/psd-tools';

const WIDTH = 60, HEIGHT = 40;
const layer = (adjustment: AdjustmentLayer['adjustment'], more: Partial<AdjustmentLayer> = {}): AdjustmentLayer => ({ name: adjustment.kind, adjustment, opacity: 1, stepId: 's', ...more });
const LAYERS: readonly AdjustmentLayer[] = [
  layer({ kind: 'exposure', exposureEv: 0.5, offset: -0.01, gamma: 1.1 }, { opacity: 0.6 }),
  layer({ kind: 'curves', channels: { composite: [{ input: 0, output: 3.6 }, { input: 100, output: 120.4 }, { input: 255, output: 255 }], blue: [{ input: 0, output: 0 }, { input: 255, output: 240 }] } }),
  layer({ kind: 'hueSaturation', hue: 4, saturation: 12, lightness: 0, colorize: false, ranges: [{ beginRamp: 200, beginSustain: 215, endSustain: 250, endRamp: 275, hue: -5, saturation: 20, lightness: 1 }] },
    { mask: encodeRasterMask([0, 1, 0, 1], 2, 2, 'right half') }),
  layer({ kind: 'channelMatrix', matrix: [1.15, -0.1, -0.05, 0, 1, 0, 0.02, 0, 0.98], offset: [0.01, 0, -0.02] }),
  layer(sampleToLut3d(([red, green, blue]) => [blue, red, green], 9)),
];
const CRITIQUE: Critique = {
  schemaVersion: 1, critic: 'test',
  sections: { quality: 'Sharp.', colourAndLight: 'Dim.', composition: 'Centred.', aesthetics: 'Calm.', overall: 'Ein ruhiges Bild 写真.' },
  findings: [{ id: 'f', section: 'quality', polarity: 'fault', statement: 'The sky is burnt out', evidence: [], severity: 0.4, region: { x: 0.5, y: 0, width: 0.5, height: 0.5 } }],
  suggestions: [{ attribute: 'exposure', direction: 'decrease', magnitude: 'slightly', reason: 'The sky is burnt out.' }],
  score: { value: 71, parts: [] },
};
const PLAN: EditPlan = { schemaVersion: 1, steps: [], advice: { composition: 'Crop <left> & level "it"' } };
const PROFILE = buildIccProfile({ deviceClass: 'mntr', colourSpace: 'RGB ', connectionSpace: 'XYZ ', description: 'test', tags: [] });

let folder: string, path: string, psd: Psd, input: PsdInput;
beforeAll(async () => {
  // reading pixels asks for ImageData, which Node lacks; a canvas is never made
  initializeCanvas(() => { throw new Error('no canvas is needed'); }, (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as never);
  folder = await mkdtemp(join(tmpdir(), 'photocrafter-psd-'));
  path = join(folder, 'test.psd');
  input = { original: await store('original', 16, 0), enhanced: await store('enhanced', 16, 5000), layers: LAYERS, critique: CRITIQUE, plan: PLAN, iccProfile: PROFILE, date: "D:20260101000000+00'00'" };
  await writePsd(input, path);
  psd = readPsd(await readFile(path), { useImageData: true, skipThumbnail: true });
});
afterAll(async () => {
  await Promise.all([input.original, input.enhanced].map((opened) => opened.close()));
  await rm(folder, { recursive: true, force: true });
});

async function store(name: string, depth: 8 | 16, lift: number): Promise<ScratchStore> {
  const result = await ScratchStore.create(join(folder, `${name}.v`), { width: WIDTH, height: HEIGHT, channels: 3, depth });
  await result.writeRows(0, Uint16Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => ((i * 40503) % 60000) + lift));
  return result;
}

function find(name: string, layers: readonly Layer[] = psd.children!): Layer {
  const found = layers.flatMap((child) => [child, ...(child.children ?? [])]).find((child) => child.name === name);
  if (found === undefined) throw new Error(`no layer ${name}`);
  return found;
}

describe('writePsd', () => {
  it('rounds 16-bit samples to 8 and shows the result as the composite', async () => {
    const [before, after] = await Promise.all([input.original, input.enhanced].map(async (opened) => opened.readRows(0, HEIGHT)));
    const rgb = (data: ArrayLike<number>): number[] => Array.from(data).filter((_, i) => i % 4 !== 3);
    expect(rgb(find('Original').imageData!.data)).toEqual(Array.from(before!, (sample) => Math.round(sample / 257)));
    expect(rgb(psd.imageData!.data)).toEqual(Array.from(after!, (sample) => Math.round(sample / 257)));
  });

  it('keeps values, opacity and masks', () => {
    const exposure = find('exposure');
    expect(exposure.opacity).toBeCloseTo(0.6, 2);
    expect(exposure.adjustment).toMatchObject({ type: 'exposure', exposure: 0.5, offset: expect.closeTo(-0.01, 6), gamma: expect.closeTo(1.1, 6) });
    expect(find('curves').adjustment).toMatchObject({ rgb: [{ input: 0, output: 4 }, { input: 100, output: 120 }, { input: 255, output: 255 }], blue: [{ input: 0, output: 0 }, { input: 255, output: 240 }] });
    expect(find('channelMatrix').adjustment).toMatchObject({ red: { red: 115, green: -10, blue: -5, constant: 1 }, green: { red: 0, green: 100, blue: 0, constant: 0 }, blue: { red: 2, green: 0, blue: 98, constant: -2 } });
    const hue = find('hueSaturation');
    expect(hue.adjustment).toMatchObject({ master: { hue: 4, saturation: 12, lightness: 0 }, reds: { a: 315, b: 345, c: 15, d: 45 }, blues: { a: 200, b: 215, c: 250, d: 275, hue: -5, saturation: 20, lightness: 1 } });
    const mask = hue.mask!.imageData!.data;
    expect([mask[0], mask[4 * (WIDTH - 1)]]).toEqual([0, 255]);
  });

  it('carries the table as a DeviceLink and as .cube text', () => {
    const lookup = find('lut3d').adjustment as { profile: Uint8Array; lut3DFileData: Uint8Array };
    expect(Buffer.from(lookup.profile.subarray(12, 24)).toString('latin1')).toBe('linkRGB RGB ');
    expect(new TextDecoder().decode(lookup.lut3DFileData)).toContain('LUT_3D_SIZE 9');
  });

  it('places notes at the regions, with the words of the critique', () => {
    const [summary, finding] = psd.annotations!;
    expect(summary!.data).toContain('Score 71 of 100');
    expect(summary!.data).toContain('写真');
    expect(finding).toMatchObject({ data: 'The sky is burnt out', author: 'Photocrafter' });
    expect(finding!.iconLocation.left).toBeGreaterThanOrEqual(WIDTH / 2);
    expect(finding!.iconLocation.bottom).toBeLessThanOrEqual(HEIGHT);
  });

  it('embeds plan and profile', async () => {
    expect(psd.imageResources!.xmpMetadata).toContain('Crop &lt;left&gt; &amp; level');
    expect((await readFile(path)).includes(Buffer.from(PROFILE))).toBe(true);
  });

  it('never embeds a grey profile in the RGB file', async () => {
    const grey = buildIccProfile({ deviceClass: 'mntr', colourSpace: 'GRAY', connectionSpace: 'XYZ ', description: 'grey', tags: [] });
    const other = join(folder, 'grey.psd');
    await writePsd({ ...input, iccProfile: grey }, other);
    expect((await readFile(other)).includes(Buffer.from(grey))).toBe(false);
  });
});

describe('psdAdjustmentLayer', () => {
  it('writes colorize where Photoshop does', () => {
    const { adjustment } = psdAdjustmentLayer(layer({ kind: 'hueSaturation', hue: 242, saturation: 45, lightness: 14, colorize: true, ranges: [] }), 4, 4);
    expect((adjustment as HueSaturationAdjustment).master).toEqual({ a: 256, b: -118, c: 45, d: 14, hue: 0, saturation: 0, lightness: 0 });
  });

  it('gives every hue range a slot of its own', () => {
    const range = (shift: number) => ({ beginRamp: 200, beginSustain: 215 + shift, endSustain: 250, endRamp: 275, hue: shift, saturation: 0, lightness: 0 });
    const { adjustment } = psdAdjustmentLayer(layer({ kind: 'hueSaturation', hue: 0, saturation: 0, lightness: 0, colorize: false, ranges: [range(1), range(2), range(3)] }), 4, 4);
    const hues = Object.values(adjustment as unknown as Record<string, { hue?: number }>).map(({ hue }) => hue).filter((hue) => hue !== undefined && hue !== 0);
    expect(hues.sort()).toEqual([1, 2, 3]);
  });

  it('turns levels into curves', () => {
    const { adjustment } = psdAdjustmentLayer(layer({ kind: 'levels', channels: { composite: { inputBlack: 20, inputWhite: 235, gamma: 1, outputBlack: 0, outputWhite: 255 } } }), 4, 4);
    expect(adjustment).toMatchObject({ type: 'curves', red: expect.arrayContaining([{ input: 20, output: 0 }, { input: 235, output: 255 }]) });
  });
});

describe('psdLimits', () => {
  it('refuses sides that the format cannot hold', () => {
    expect(psdLimits({ width: 1, height: 40000, channels: 3, depth: 8 }).possible).toBe(false);
  });
});

const SCRIPT = `
import json, sys
from psd_tools import PSDImage
from psd_tools.constants import Tag
psd = PSDImage.open(sys.argv[1])
notes = psd.tagged_blocks.get_data(Tag.ANNOTATIONS)
print(json.dumps({
  'layers': [[l.kind, l.name, l.visible] for l in psd.descendants()],
  'exposure': [[l.exposure, l.opacity] for l in psd.descendants() if l.kind == 'exposure'],
  'masked': [l.name for l in psd.descendants() if l.has_mask()],
  'notes': [[n.author, n.data.decode('utf-16') if isinstance(n.data, bytes) else str(n.data)] for n in notes],
}))`;

(PSD_TOOLS_PYTHON === undefined ? it.skip : it)('an independent reader (python3-psd-tools; skipped where that is not installed) finds the same', () => {
  const seen = readWithPsdTools(SCRIPT, path) as Record<string, unknown[]>;
  expect(seen['layers']).toEqual([
    ['pixel', 'Original', true], ['pixel', 'Enhanced', false], ['group', 'Photocrafter', true], ['exposure', 'exposure', true], ['curves', 'curves', true],
    ['huesaturation', 'hueSaturation', true], ['channelmixer', 'channelMatrix', true], ['colorlookup', 'lut3d', true], ['type', 'Critique', false],
  ]);
  expect(seen['exposure']).toEqual([[0.5, 153]]);
  expect(seen['masked']).toEqual(['hueSaturation']);
  expect(seen['notes']).toEqual([['Photocrafter', expect.stringContaining('写真')], ['Photocrafter', expect.stringContaining('The sky is burnt out')]]);
});
