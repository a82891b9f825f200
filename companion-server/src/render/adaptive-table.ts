import { clampUnit, type ScalarMap } from '@photocrafter/shared/adjustments/pixel-map';
import { TABLE_CELLS } from './wasm/program-layout';

/** Largest error of a table's linear interpolation, a fiftieth of a 16-bit level: a steep layer above multiplies it. */
const TOLERANCE = 3e-7;
/** Golden section: a second probe, since a kink with a bend beside it can meet the chord in the middle by chance. */
const OFF_CENTRE = 0.382;
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
 * Samples a function as densely as it bends, cell by cell, halving intervals until two points inside each lie on its chord
 * within the tolerance. Cells where that does not suffice, as where a gamma rises vertically, are divided like the whole.
 * Results are clamped to 0..1.
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
  const sample = (at: number): number => clampUnit(map(start + at * width));
  let values = Array.from({ length: LEAST_INTERVALS + 1 }, (_, i) => sample(i / LEAST_INTERVALS));
  for (let count = LEAST_INTERVALS; ; count *= 2) {
    /** how far the function lies from the chord of interval `i` at a fraction of the interval */
    const deviation = (i: number, fraction: number, value: number): number =>
      Math.abs(value - (values[i]! + (values[i + 1]! - values[i]!) * fraction));
    const finer: number[] = [values[0]!];
    let withinTolerance = true;
    for (let i = 0; i < count; i++) {
      const middle = sample((i + 0.5) / count);
      withinTolerance &&= deviation(i, 0.5, middle) <= TOLERANCE && deviation(i, OFF_CENTRE, sample((i + OFF_CENTRE) / count)) <= TOLERANCE;
      finer.push(middle, values[i + 1]!);
    }
    if (withinTolerance || count === MOST_INTERVALS) return { values, withinTolerance };
    values = finer;
  }
}
