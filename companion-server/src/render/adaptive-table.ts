import { clampUnit, type ScalarMap } from '@photocrafter/shared/adjustments/pixel-map';
import { TABLE_CELLS } from './wasm/program-layout';

/** Largest error of a table's linear interpolation, about an eighth of a 16-bit level. */
const TOLERANCE = 2e-6;
const LEAST_INTERVALS = 2;
/** Where a function rises too steeply for TOLERANCE (a gamma at black), intervals end at 2^-22: a sixty-fourth of a 16-bit level. */
const MOST_INTERVALS = 2 ** 14;

/** A function over 0..1 as straight pieces: cell c has `intervals[c]` equal pieces from `nodes[starts[c]]` on. */
export interface AdaptiveTable { readonly nodes: Float32Array; readonly starts: Uint32Array; readonly intervals: Float32Array }

/**
 * Samples a function as densely as it bends, cell by cell, halving intervals until the middle of each lies on its chord
 * within the tolerance. (For a kink the error elsewhere is at most twice that of the middle.) The last, single-point cell
 * is there for the value 1. Results are clamped to 0..1.
 */
export function buildAdaptiveTable(map: ScalarMap): AdaptiveTable {
  const nodes: number[] = [];
  const starts = new Uint32Array(TABLE_CELLS + 1);
  const intervals = new Float32Array(TABLE_CELLS + 1).fill(1);
  for (let cell = 0; cell < TABLE_CELLS; cell++) {
    const samples = sampleCell(map, cell);
    starts[cell] = nodes.length;
    intervals[cell] = samples.length - 1;
    // the cell's last node is the next one's first
    for (let i = 0; i < samples.length - 1; i++) nodes.push(samples[i]!);
  }
  starts[TABLE_CELLS] = nodes.length;
  const end = clampUnit(map(1));
  nodes.push(end, end);
  return { nodes: Float32Array.from(nodes), starts, intervals };
}

function sampleCell(map: ScalarMap, cell: number): readonly number[] {
  const sample = (count: number, i: number): number => clampUnit(map((cell + i / count) / TABLE_CELLS));
  let samples = Array.from({ length: LEAST_INTERVALS + 1 }, (_, i) => sample(LEAST_INTERVALS, i));
  for (let count = LEAST_INTERVALS; count < MOST_INTERVALS; count *= 2) {
    const finer: number[] = [samples[0]!];
    let error = 0;
    for (let i = 0; i < count; i++) {
      const middle = sample(2 * count, 2 * i + 1);
      error = Math.max(error, Math.abs(middle - (samples[i]! + samples[i + 1]!) / 2));
      finer.push(middle, samples[i + 1]!);
    }
    if (error <= TOLERANCE) return samples;
    samples = finer;
  }
  return samples;
}
