import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Directions in which detail is compared, degrees from horizontal; a smear takes detail along itself. */
export const DIRECTIONS = [0, 45, 90, 135] as const;

export interface EdgeSpread {
  /** by direction: fine detail (steps over one pixel) against coarse (over four), in the blocks that have most of it; 1 is perfectly sharp */
  readonly fine: readonly number[];
  readonly middle: readonly number[];
  /** share of blocks with structure at all */
  readonly structured: number;
}

const SIDE = 32;
/** Root mean square of a step over four pixels, encoded 0..1, from which a block has structure. */
const STRUCTURE = 0.03;
/** The blocks that count: a picture is as sharp as its sharpest parts. */
const SHARPEST = 0.15;

interface BlockEnergy { readonly fine: readonly number[]; readonly middle: readonly number[]; readonly coarse: readonly number[] }

/** How quickly luma changes where it changes, at three distances and in four directions. Defocus lowers the fine part in all, a smear along itself. */
export function edgeSpread({ width, height, data }: FloatImage): EdgeSpread {
  const luma = new Float32Array(width * height);
  for (let i = 0, p = 0; i < luma.length; i++, p += 3) luma[i] = 0.299 * data[p]! + 0.587 * data[p + 1]! + 0.114 * data[p + 2]!;
  const blocks: BlockEnergy[] = [];
  for (let y = 4; y + SIDE + 4 <= height; y += SIDE) for (let x = 4; x + SIDE + 4 <= width; x += SIDE) blocks.push(energies(luma, width, x, y));
  const structured = blocks.filter(({ coarse }) => Math.max(...coarse) > STRUCTURE);
  if (structured.length === 0) return { fine: [0, 0, 0, 0], middle: [0, 0, 0, 0], structured: 0 };
  const sharpness = (block: BlockEnergy): number => Math.max(...DIRECTIONS.map((_, d) => block.fine[d]! / Math.max(block.coarse[d]!, STRUCTURE)));
  const sharpest = structured.sort((a, b) => sharpness(b) - sharpness(a)).slice(0, Math.max(3, Math.round(SHARPEST * structured.length)));
  const ratio = (part: 'fine' | 'middle'): number[] => DIRECTIONS.map((_, d) => {
    const top = Math.sqrt(sharpest.reduce((sum, block) => sum + block[part][d]! ** 2, 0)), bottom = Math.sqrt(sharpest.reduce((sum, block) => sum + block.coarse[d]! ** 2, 0));
    return top / Math.max(bottom, 1e-4);
  });
  return { fine: ratio('fine'), middle: ratio('middle'), structured: structured.length / blocks.length };
}

function energies(luma: Float32Array, width: number, left: number, top: number): BlockEnergy {
  const steps = [1, 1 - width, -width, -1 - width];
  const sums = { 1: [0, 0, 0, 0], 2: [0, 0, 0, 0], 4: [0, 0, 0, 0] };
  for (let y = top; y < top + SIDE; y++) {
    for (let x = left, i = y * width + left; x < left + SIDE; x++, i++) {
      for (let d = 0; d < 4; d++) {
        const step = steps[d]!;
        sums[1][d]! += (luma[i + step]! - luma[i]!) ** 2;
        sums[2][d]! += (luma[i + 2 * step]! - luma[i]!) ** 2;
        sums[4][d]! += (luma[i + 4 * step]! - luma[i]!) ** 2;
      }
    }
  }
  const root = (values: readonly number[]): number[] => values.map((value) => Math.sqrt(value / (SIDE * SIDE)));
  return { fine: root(sums[1]), middle: root(sums[2]), coarse: root(sums[4]) };
}
