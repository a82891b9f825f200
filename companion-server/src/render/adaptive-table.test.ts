import { compileCurve } from '@photocrafter/shared/adjustments/curves';
import { levelsFunction } from '@photocrafter/shared/adjustments/levels';
import { clampUnit, type ScalarMap } from '@photocrafter/shared/adjustments/pixel-map';
import { buildAdaptiveTable, type AdaptiveTable } from './adaptive-table';
import { TABLE_CELLS } from './wasm/program-layout';

/** What the WebAssembly module does with a table, in float64. */
function lookUp({ nodes, starts, intervals }: AdaptiveTable, value: number): number {
  let position = value * TABLE_CELLS;
  let cell = Math.floor(position);
  while (intervals[cell] === 0) {
    position = (position % 1) * TABLE_CELLS;
    cell = starts[cell]! + Math.floor(position);
  }
  const inside = (position % 1) * intervals[cell]!;
  const node = starts[cell]! + Math.floor(inside);
  return nodes[node]! + (nodes[node + 1]! - nodes[node]!) * (inside % 1);
}

/** Over float32 values, which are what a pass meets: at, between and beside the samples of 8 and 16 bits. */
function worstError(map: ScalarMap): number {
  const table = buildAdaptiveTable(map);
  const values = Float32Array.from({ length: 65535 * 3 + 1 }, (_, i) => i / 65535 / 3);
  return values.reduce((worst, value) => Math.max(worst, Math.abs(lookUp(table, value) - clampUnit(map(value)))), 0);
}

/** A twentieth of a 16-bit level. */
const BOUND = 0.05 / 65535;

describe('buildAdaptiveTable', () => {
  it.each<[string, ScalarMap]>([
    ['a bent curve', compileCurve([{ input: 0, output: 20 }, { input: 60, output: 10 }, { input: 128, output: 200 }, { input: 255, output: 240 }])],
    ['kinks away from the nodes', (value) => Math.min(Math.max(1.7 * value - 0.31, 0), 0.83)],
    ['a gamma that starts vertically', levelsFunction({ inputBlack: 31, inputWhite: 250, gamma: 2.2, outputBlack: 0, outputWhite: 255 })],
    ['a rise that a chord meets in its middle by chance', levelsFunction({ inputBlack: 46.458, inputWhite: 195.12, gamma: 1.7126, outputBlack: 10.856, outputWhite: 205.236 })],
    ['values outside 0..1, which it clamps', (value) => 3 * value - 1],
  ])('follows %s', (_, map) => {
    expect(worstError(map)).toBeLessThan(BOUND);
  });

  it('spends nodes only where the function bends', () => {
    expect(buildAdaptiveTable((value) => value).nodes.length).toBe(3 * TABLE_CELLS + 2);
    expect(buildAdaptiveTable((value) => value ** 0.4).nodes.length).toBeLessThan(10_000);
  });
});
