import { stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { Critique } from '@photocrafter/shared/critique/critique';
import { printCritique } from '@photocrafter/shared/critique/grammar';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { serialisePlan } from '@photocrafter/shared/plan/plan-json';
import { hostLayers } from '../export/host-layers';
import { writeCube } from '../export/cube';
import { psdLimits, writePsd } from '../export/psd';
import { writeXmp } from '../export/xmp';
import type { DecodedImage, RowStore } from '../pixels/decoded-image';
import { encodeImage } from '../pixels/encode';
import type { ScratchStore } from '../pixels/scratch-store';
import type { ComputeJob, ResultFile } from './messages';

/**
 * A finished edit. `picture` is the result at full size, where a format holds it; `placed` and `base` are for hosts: the layers above,
 * and the pixels below where they are not the source.
 */
export interface FinishedEdit {
  readonly picture?: ScratchStore;
  readonly plan: EditPlan;
  readonly layers: readonly AdjustmentLayer[];
  readonly placed: readonly AdjustmentLayer[];
  readonly base?: ScratchStore;
}

export interface ResultsInput {
  readonly job: ComputeJob;
  readonly image: DecodedImage;
  /** the picture as it came, where `image` was restored since */
  readonly original?: RowStore;
  readonly critique: Critique;
  readonly enhanced?: FinishedEdit;
  readonly signal: AbortSignal;
}

/** Notes carry no real date, so that the same job writes the same bytes. */
const NOTE_DATE = "D:20260101000000+00'00'";

/** Writes what the job asked for into its output folder: `<name>.enhanced.<ext>`, `<name>.plan.json`, `<name>.critique.json|txt`, `<name>.psd`, `.xmp`, `.cube`; for hosts `.pixels.raw`, `.base.raw`, `.layers.json`. */
export async function writeResults(input: ResultsInput): Promise<readonly ResultFile[]> {
  const { job, image, critique, enhanced, signal } = input;
  const name = basename(job.input.name, extname(job.input.name));
  const files: ResultFile[] = [];
  const text = async (kind: ResultFile['kind'], suffix: string, mediaType: string, content: string): Promise<void> => {
    const path = join(job.outputFolder, `${name}.${suffix}`);
    await writeFile(path, content);
    files.push({ kind, fileName: basename(path), mediaType, bytes: (await stat(path)).size });
  };
  const samples = async (kind: 'pixels' | 'base', store: ScratchStore): Promise<void> => {
    const path = join(job.outputFolder, `${name}.${kind}.raw`);
    await store.exportRaw(path);
    files.push({ kind, fileName: basename(path), mediaType: 'application/octet-stream', bytes: (await stat(path)).size });
  };
  if (enhanced?.picture && job.formats.includes('pixels')) await samples('pixels', enhanced.picture);
  if (enhanced && job.formats.includes('layers')) {
    const { placed, base } = enhanced;
    if (base) await samples('base', base);
    await text('layers', 'layers.json', 'application/json', JSON.stringify(hostLayers(image.store, placed, base ? 'base' : 'source')));
  }
  if (enhanced?.picture && job.formats.includes('image')) {
    const file = await encodeImage(enhanced.picture, image, join(job.outputFolder, `${name}.enhanced${imageExtension(image.format, extname(job.input.name))}`), signal);
    files.push({ kind: 'image', ...file });
  }
  if (enhanced?.picture && job.formats.includes('psd') && psdLimits(image.store).possible) {
    const path = join(job.outputFolder, `${name}.psd`);
    const bytes = await writePsd({ original: input.original ?? image.store, ...(input.original && { restored: image.store }), enhanced: enhanced.picture, layers: enhanced.layers, plan: enhanced.plan, critique, date: NOTE_DATE, ...(image.iccProfile && { iccProfile: image.iccProfile }) }, path);
    files.push({ kind: 'psd', fileName: basename(path), mediaType: 'image/vnd.adobe.photoshop', bytes });
  }
  if (enhanced && job.formats.includes('xmp')) await text('xmp', 'xmp', 'application/rdf+xml', writeXmp(enhanced.plan, critique).xml);
  if (enhanced && job.formats.includes('cube')) await text('cube', 'cube', 'text/plain; charset=utf-8', writeCube(enhanced.layers, image.encoding, name).text);
  if (job.formats.includes('json')) {
    await text('critiqueJson', 'critique.json', 'application/json', `${JSON.stringify(critique, null, 2)}\n`);
    await text('critiqueText', 'critique.txt', 'text/plain; charset=utf-8', printCritique(critique));
    if (enhanced) await text('plan', 'plan.json', 'application/json', serialisePlan(enhanced.plan));
  }
  return files;
}

const EXTENSIONS: Readonly<Record<DecodedImage['format'], readonly string[]>> = {
  jpeg: ['.jpg', '.jpeg', '.jpe'], png: ['.png'], webp: ['.webp'], tiff: ['.tif', '.tiff'], avif: ['.avif'], raw: ['.raw'],
};

/** The input's own ending where it tells the truth about the format, the usual one otherwise. */
function imageExtension(format: DecodedImage['format'], given: string): string {
  return EXTENSIONS[format].includes(given.toLowerCase()) ? given : EXTENSIONS[format][0]!;
}
