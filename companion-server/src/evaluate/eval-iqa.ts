import { AppError } from '@photocrafter/shared/errors/app-error';
import type { LoadImage } from './eval-pairs';
import { printTable } from './print-table';
import { pearson, spearman, spearmanInterval } from './statistics';

export interface RatedPicture { readonly name: string; readonly mos: number }

/** Rows of `name,MOS` (further columns and a header row are allowed). Throws BAD_USAGE when no row holds a number. */
export function parseRatings(csv: string): readonly RatedPicture[] {
  const rows = csv.split(/\r?\n/).map((line) => line.split(',')).flatMap(([name = '', mos = '']) => (name.trim() !== '' && mos.trim() !== '' && Number.isFinite(Number(mos)) ? [{ name: name.trim(), mos: Number(mos) }] : []));
  if (rows.length === 0) throw new AppError('BAD_USAGE', 'the CSV holds no row of a name and a number');
  return rows;
}

/** Correlations of one group of pictures; `interval` is the 95 % bootstrap interval of SRCC. */
export interface IqaRow { readonly group: string; readonly n: number; readonly SRCC: number; readonly interval: string; readonly PLCC: number }
export interface IqaResult { readonly rows: readonly IqaRow[]; readonly scores: readonly (RatedPicture & { readonly score: number })[] }

const EVALUATION_SIDE = 1024;

/** The critic's score against mean opinions: rank and linear correlation, over all and per group (first capture of `groupBy`). */
export async function evaluateIqa(rated: readonly RatedPicture[], pathOf: (name: string) => string, score: (image: Awaited<ReturnType<LoadImage>>) => number | Promise<number>, load: LoadImage, groupBy?: RegExp): Promise<IqaResult> {
  const scores: (RatedPicture & { score: number })[] = [];
  for (const picture of rated) scores.push({ ...picture, score: await score(await load(pathOf(picture.name), EVALUATION_SIDE)) });
  const groups = new Map<string, typeof scores>([['all', scores]]);
  for (const entry of groupBy ? scores : []) {
    const group = groupBy?.exec(entry.name);
    const name = group?.[1] ?? group?.[0];
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  const rows = [...groups].map(([group, entries]) => {
    const [x, y] = [entries.map((entry) => entry.score), entries.map((entry) => entry.mos)];
    return { group, n: entries.length, SRCC: spearman(x, y), interval: spearmanInterval(x, y).map((end) => end.toFixed(3)).join('..'), PLCC: pearson(x, y) };
  });
  return { rows, scores };
}

export function printIqa({ rows }: IqaResult): string {
  return `${printTable(rows.map((row) => ({ ...row })), 3)}\n`;
}
