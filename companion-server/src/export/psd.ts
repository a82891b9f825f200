import { writeFile } from 'node:fs/promises';
import { writePsdUint8Array, type Layer, type Psd } from 'ag-psd';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { Critique } from '@photocrafter/shared/critique/critique';
import { maxSample, type RasterDescription } from '@photocrafter/shared/pixels/pixel-buffer';
import { serialisePlan } from '@photocrafter/shared/plan/plan-json';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import type { RowStore } from '../pixels/decoded-image';
import { critiqueAnnotations, critiqueTextLayer } from './critique-notes';
import { embedIccProfile } from './embed-icc';
import { planXmp } from '@photocrafter/shared/plan/plan-xmp';
import { psdAdjustmentLayer } from './psd-adjustment-layer';

export interface PsdInput {
  readonly original: RowStore;
  /** the original with its pixel lane carried out: what the adjustments apply to */
  readonly restored?: RowStore;
  readonly enhanced: RowStore;
  readonly layers: readonly AdjustmentLayer[];
  readonly critique: Critique;
  readonly plan: EditPlan;
  readonly iccProfile?: Uint8Array;
  /** PDF date of the notes; fixed by the caller so that the same job gives the same bytes */
  readonly date: string;
}

/** The writer holds several copies of both pictures in memory: beyond this many pixels no PSD is written. */
export const PSD_PIXEL_LIMIT = 40_000_000;

/** A PSD's sides end here (Adobe Photoshop File Formats Specification, file header). */
const PSD_SIDE_LIMIT = 30_000;

/** Why a picture gets no PSD, or what its PSD cannot keep; undefined when all is well. */
export function psdLimits({ width, height, depth }: RasterDescription): { readonly possible: boolean; readonly note?: string } {
  if (width * height > PSD_PIXEL_LIMIT) return { possible: false, note: `no PSD: ${(width * height / 1e6).toFixed(0)} megapixels are more than the ${PSD_PIXEL_LIMIT / 1e6} that can be written` };
  if (Math.max(width, height) > PSD_SIDE_LIMIT) return { possible: false, note: `no PSD: the format's sides end at ${PSD_SIDE_LIMIT} pixels` };
  return depth === 8 ? { possible: true } : { possible: true, note: `the PSD holds 8 bit a channel (the picture has ${depth}); the enhanced picture keeps its depth` };
}

/**
 * Writes a layered PSD, 8 bit RGB, bottom to top: the original; the restored pixels if there are any; a hidden pixel layer with the enhanced picture; the visible
 * group "Photocrafter" with one adjustment layer each step; the hidden critique. Notes are real annotations. The composite shows the result.
 */
export async function writePsd(input: PsdInput, path: string): Promise<number> {
  const { original, restored, enhanced, layers, critique, plan, iccProfile, date } = input;
  const { width, height } = original;
  const composite = await rgba8(enhanced);
  const adjustments: Layer[] = layers.map((layer) => psdAdjustmentLayer(layer, width, height));
  const psd: Psd = {
    width, height, channels: 3, bitsPerChannel: 8, colorMode: 3,
    imageData: composite,
    annotations: critiqueAnnotations(critique, width, height, date),
    imageResources: { xmpMetadata: planXmp(serialisePlan(plan)) },
    children: [
      { name: 'Original', imageData: await rgba8(original) },
      ...(restored === undefined ? [] : [{ name: 'Restored', imageData: await rgba8(restored) }]),
      { name: 'Enhanced', hidden: true, imageData: composite },
      { name: 'Photocrafter', opened: true, blendMode: 'pass through', children: adjustments },
      critiqueTextLayer(critique, width, height),
    ],
  };
  const bytes = writePsdUint8Array(psd, { noBackground: true });
  // a grey picture is written as RGB: its grey profile does not fit there
  const file = iccProfile !== undefined && isRgbProfile(iccProfile) ? embedIccProfile(bytes, iccProfile) : bytes;
  await writeFile(path, file);
  return file.length;
}

/** The data colour space of an ICC profile, ICC.1:2022 7.2.8. */
function isRgbProfile(profile: Uint8Array): boolean {
  return String.fromCharCode(...profile.subarray(16, 20)) === 'RGB ';
}

const ROWS_AT_ONCE = 256;

/** A whole picture as RGBA, 8 bit, rounded; grey is spread over the channels. */
async function rgba8(store: RowStore): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  const { width, height, channels, depth } = store;
  const data = new Uint8ClampedArray(width * height * 4);
  const scale = 255 / maxSample(depth);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  const alpha = channels === 2 ? 1 : channels === 4 ? 3 : -1;
  for (let y = 0; y < height; y += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, height - y);
    const rows = await store.readRows(y, count);
    for (let i = 0, from = 0, to = 4 * y * width; i < count * width; i++, from += channels, to += 4) {
      // Uint8ClampedArray rounds to the nearest on assignment
      data[to] = rows[from]! * scale;
      data[to + 1] = rows[from + green]! * scale;
      data[to + 2] = rows[from + blue]! * scale;
      data[to + 3] = alpha < 0 ? 255 : rows[from + alpha]! * scale;
    }
  }
  return { width, height, data };
}
