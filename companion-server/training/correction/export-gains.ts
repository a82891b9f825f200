/** Prints [mired, tint, ln gain of R, G, B] over the white-balance operator's range as JSON: train.py fits its own version to it. */
import { whiteBalance } from '@photocrafter/shared/operators/white-balance';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';

const { toLinear } = compileTransfer(SRGB);
const GREY = 0.3;
const rows: number[][] = [];
for (let miredShift = -90; miredShift <= 90; miredShift += 10) {
  for (let tint = -70; tint <= 70; tint += 10) {
    const { data } = whiteBalance.apply({ width: 1, height: 1, data: Float32Array.of(GREY, GREY, GREY), encoding: SRGB }, { miredShift, tint });
    rows.push([miredShift, tint, ...[...data].map((value) => Math.log(toLinear(value) / toLinear(GREY)))]);
  }
}
process.stdout.write(JSON.stringify(rows));
