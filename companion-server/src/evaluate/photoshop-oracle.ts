import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { initializeCanvas, readPsd, type Psd } from 'ag-psd';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { compositePsd } from './composite-psd';

/** How far our meaning of adjustments lies from a picture that Photoshop rendered: absolute differences in 8-bit levels. */
export interface OracleRow {
  readonly file: string;
  readonly kinds: readonly string[];
  readonly mode: 'RGB' | 'grey';
  readonly max: number;
  readonly mean: number;
  readonly p99: number;
}

/**
 * Compares the layers of every PSD of a folder, composited by our adjustments, with the merged picture that Photoshop stored in
 * the same file. (PNGs beside them are not used: where the document is greyscale they went through a colour conversion.)
 * Files without exposure, curves, levels or hue/saturation layers, or with more than such layers, pixel layers, masks and plain
 * groups, are passed over. Throws FILE_NOT_FOUND when the folder is missing or holds nothing to compare.
 */
export async function evaluateOracle(folder: string): Promise<OracleRow[]> {
  const entries = await readdir(folder).catch(() => { throw new AppError('FILE_NOT_FOUND', folder); });
  const rows: OracleRow[] = [];
  for (const file of entries.filter((name) => name.endsWith('.psd')).sort()) {
    const row = compare(file, await openPsd(path.join(folder, file)));
    if (row !== undefined) rows.push(row);
  }
  if (rows.length === 0) throw new AppError('FILE_NOT_FOUND', `${folder} holds no PSD with adjustments that can be compared`);
  return rows;
}

/** The rows as a Markdown table. */
export function printOracleTable(rows: readonly OracleRow[]): string {
  const lines = rows.map(({ file, kinds, mode, max, mean, p99 }) => `| ${file} | ${kinds.join(', ')} | ${mode} | ${max} | ${mean.toFixed(2)} | ${p99} |`);
  return ['| file | adjustments | mode | max | mean | p99 |', '|---|---|---|---|---|---|', ...lines].join('\n');
}

async function openPsd(file: string): Promise<Psd> {
  // ag-psd asks a canvas for its buffers, which Node lacks; with `useImageData` plain arrays do.
  initializeCanvas(
    () => { throw new Error('pixels are read without a canvas'); },
    (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4), colorSpace: 'srgb' }),
  );
  return readPsd(await readFile(file), { useImageData: true, skipThumbnail: true });
}

function compare(file: string, psd: Psd): OracleRow | undefined {
  const composite = psd.bitsPerChannel === 8 ? compositePsd(psd) : undefined;
  if (composite === undefined || composite.kinds.length === 0 || psd.imageData === undefined) return undefined;
  const reference = psd.imageData.data;
  const errors = composite.image.data
    .map((value, i) => Math.abs(Math.round(value * 255) - reference[4 * Math.floor(i / 3) + (i % 3)]!))
    .sort();
  return {
    file, kinds: composite.kinds, mode: composite.greyscale ? 'grey' : 'RGB',
    max: errors.at(-1)!, mean: errors.reduce((sum, error) => sum + error, 0) / errors.length, p99: errors[Math.floor(errors.length * 0.99)]!,
  };
}
