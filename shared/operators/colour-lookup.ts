import { evaluateAdjustment } from '../adjustments/evaluate';
import { LUT_SIZE } from '../adjustments/lut3d';
import { defineOperator } from './operator';

/** A free colour transform as a 33^3 table: what is left of an edit when the named operators have said what they can. */
export const colourLookup = defineOperator({
  id: 'colour-lookup',
  version: 1,
  label: 'Colour lookup',
  params: { table: { kind: 'table', label: 'Table', size: LUT_SIZE, default: '' } },
  space: 'encoded',
  tolerance: { meanDeltaE: 0, p95DeltaE: 0 },
  apply: (image, { table }) => (table === '' ? image : evaluateAdjustment({ kind: 'lut3d', size: LUT_SIZE, table }, image)),
  lower: ({ table }) => (table === '' ? [] : [{ adjustment: { kind: 'lut3d', size: LUT_SIZE, table } }]),
  examples: [],
});
