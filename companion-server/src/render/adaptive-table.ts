import { clampUnit, type ScalarMap } from '@photocrafter/shared/adjustments/pixel-map';
import { TABLE_CELLS } from './wasm/program-layout';

/** Largest error of a table's linear interpolation, about an eighth of a 16-bit level. */
const TOLERANCE = 2e-6;
const LEAST_INTERVALS = 2;
const MOST_INTERVALS = 32;
/** Four tables one in the other reach 2^-37: between neighbouring float32 values there is nothing more to resolve. */
const MOST_DEPTH = 4;

/**
 * A function over 0..1 as straight pieces. Cell c has `intervals[c]` equal pieces, whose ends are the nodes from `starts[c]`
 * on; with 0 intervals it is a table of TABLE_CELLS cells itself, from cell `starts[c]` on. The outermost table comes first
 * and has one cell more, for the value 1.
 */
export interface AdaptiveTable { readonly nodes: readonly number[]; readonly starts: readonly number[]; readonly intervals: readonly number[] }

/**
 * Samples a function as densely as it bends, cell by cell, halving intervals until the middle of each lies on its chord
 * within the tolerance. (For a kink the error elsewhere is at most twice that of the middle.) Cells where that does not
 * suffice, as where a gamma rises vertically, are divided like the whole. Results are clamped to 0..1.
 */
export function buildAdaptiveTable(map: ScalarMap): AdaptiveTable {
  const nodes: number[] = [];
  const starts: number[] = [];
  const intervals: number[] = [];

  const addCells = (from: number, width: number, depth: number): number => {
    const first = starts.length;
    starts.length += depth === 1 ? TABLE_CELLS + 1 : TABLE_CELLS;
    for (let cell = first; cell < first + TABLE_CELLS; cell++) {
      const start = from + (cell - first) * width;
      const samples = sampleCell(map, start, width);
      if (samples.withinTolerance || depth === MOST_DEPTH) setCell(cell, samples.values);
      else {
        intervals[cell] = 0;
        starts[cell] = addCells(start, width / TABLE_CELLS, depth + 1);
      }
    }
    return first;
  };
  const setCell = (cell: number, values: readonly number[]): void => {
    starts[cell] = nodes.length;
    intervals[cell] = values.length - 1;
    nodes.push(...values);
  };

  addCells(0, 1 / TABLE_CELLS, 1);
  const end = clampUnit(map(1));
  setCell(TABLE_CELLS, [end, end]);
  return { nodes, starts, intervals };
}

function sampleCell(map: ScalarMap, start: number, width: number): { readonly values: readonly number[]; readonly withinTolerance: boolean } {
  const sample = (i: number, count: number): number => clampUnit(map(start + (i / count) * width));
  let values = Array.from({ length: LEAST_INTERVALS + 1 }, (_, i) => sample(i, LEAST_INTERVALS));
  for (let count = LEAST_INTERVALS; ; count *= 2) {
    const finer: number[] = [values[0]!];
    let error = 0;
    for (let i = 0; i < count; i++) {
      const middle = sample(2 * i + 1, 2 * count);
      error = Math.max(error, Math.abs(middle - (values[i]! + values[i + 1]!) / 2));
      finer.push(middle, values[i + 1]!);
    }
    if (error <= TOLERANCE || count === MOST_INTERVALS) return { values, withinTolerance: error <= TOLERANCE };
    values = finer;
  }
}
