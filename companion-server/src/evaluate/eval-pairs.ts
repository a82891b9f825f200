import { AppError } from '@photocrafter/shared/errors/app-error';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { BASELINES } from './baselines';
import { comparePictures, type Comparison } from './compare-pictures';
import type { EnhanceForEval } from './enhance-for-eval';
import { printTable } from './print-table';
import { bootstrapInterval, mean } from './statistics';

export interface PairFile { readonly name: string; readonly input: string; readonly target: string }
export type LoadImage = (path: string, maxSide?: number) => Promise<FloatImage>;

export interface PairsResult {
  readonly pairs: number;
  /** one row a method, means over all pairs; the interval is of the mean CIEDE2000 */
  readonly rows: readonly (Record<string, number | string>)[];
  readonly perPair: readonly { readonly name: string; readonly method: string; readonly comparison: Comparison }[];
}

/** Pictures are compared at this long side at most: every method on the same pixels. */
const EVALUATION_SIDE = 1024;

/** Input, our full result, our editable layers alone and the classic baselines against the targets: same pairs, same metric code. */
export async function evaluatePairs(files: readonly PairFile[], enhancers: Readonly<Record<string, EnhanceForEval>>, load: LoadImage, onDone: (name: string) => void = () => undefined): Promise<PairsResult> {
  if (files.length === 0) throw new AppError('BAD_USAGE', 'no two files of one name in the two folders');
  const perPair: { name: string; method: string; comparison: Comparison }[] = [];
  for (const file of files) {
    const [input, target] = [await load(file.input, EVALUATION_SIDE), await load(file.target, EVALUATION_SIDE)];
    if (input.width !== target.width || input.height !== target.height) throw new AppError('BAD_USAGE', `${file.name}: input and target have different sizes`);
    const add = (method: string, edited: FloatImage): void => { perPair.push({ name: file.name, method, comparison: comparePictures(input, edited, target) }); };
    add('input', input);
    for (const [name, enhance] of Object.entries(enhancers)) {
      const edit = await enhance(input);
      add(`${name}, full`, edit.full);
      add(`${name}, adjustments only`, edit.adjustmentsOnly);
    }
    for (const [name, baseline] of Object.entries(BASELINES)) add(name, baseline(input));
    onDone(file.name);
  }
  const methods = [...new Set(perPair.map(({ method }) => method))];
  return { pairs: files.length, rows: methods.map((method) => rowOf(method, perPair.filter((entry) => entry.method === method).map(({ comparison }) => comparison))), perPair };
}

function rowOf(method: string, all: readonly Comparison[]): Record<string, number | string> {
  const average = (value: (c: Comparison) => number | undefined): number => mean(all.map(value).filter((v): v is number => v !== undefined && Number.isFinite(v)));
  const [low, high] = bootstrapInterval(all.map(({ meanDeltaE }) => meanDeltaE));
  const attributes = [...new Set(all.flatMap(({ rAttr }) => Object.keys(rAttr)))];
  return {
    method, PSNR: average((c) => c.psnr), SSIM: average((c) => c.ssim), 'dE00': average((c) => c.meanDeltaE), '95 %': `${low.toFixed(2)}..${high.toFixed(2)}`,
    'p95 dE00': average((c) => c.p95DeltaE), dE76: average((c) => c.meanDeltaE76),
    ...Object.fromEntries(attributes.map((id) => [`r ${id}`, average((c) => c.rAttr[id])])), r_photo: average((c) => c.rPhoto),
  };
}

export function printPairs({ pairs, rows }: PairsResult): string {
  return `${pairs} pairs\n\n${printTable(rows)}\n`;
}
