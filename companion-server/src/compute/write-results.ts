import { stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { printCritique } from '@photocrafter/shared/critique/grammar';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { serialisePlan } from '@photocrafter/shared/plan/plan-json';
import type { Examination } from '../critic/examine-photo';
import type { DecodedImage, RowStore } from '../pixels/decoded-image';
import { encodeImage } from '../pixels/encode';
import type { ComputeJob, ResultFile } from './messages';

export interface ResultsInput {
  readonly job: ComputeJob;
  readonly image: DecodedImage;
  readonly proxy: FloatImage;
  readonly examination: Examination;
  readonly enhanced?: { readonly store: RowStore; readonly plan: EditPlan; readonly layers: readonly AdjustmentLayer[] };
  readonly signal: AbortSignal;
}

/** Writes what the job asked for into its output folder: `<name>.enhanced.<ext>`, `<name>.plan.json`, `<name>.critique.json|txt`, `<name>.psd`, `.xmp`, `.cube`. */
export async function writeResults(input: ResultsInput): Promise<readonly ResultFile[]> {
  const { job, image, examination: { critique }, enhanced, signal } = input;
  const name = basename(job.input.name, extname(job.input.name));
  const files: ResultFile[] = [];
  const text = async (kind: ResultFile['kind'], suffix: string, mediaType: string, content: string): Promise<void> => {
    const path = join(job.outputFolder, `${name}.${suffix}`);
    await writeFile(path, content);
    files.push({ kind, fileName: basename(path), mediaType, bytes: (await stat(path)).size });
  };
  if (enhanced && job.formats.includes('image')) {
    const file = await encodeImage(enhanced.store, image, join(job.outputFolder, `${name}.enhanced${imageExtension(image.format, extname(job.input.name))}`), signal);
    files.push({ kind: 'image', ...file });
  }
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
