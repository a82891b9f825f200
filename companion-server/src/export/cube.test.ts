import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { evaluateLayers } from '@photocrafter/shared/adjustments/evaluate';
import { encodeLutTable } from '@photocrafter/shared/adjustments/lut-table';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { writeCube } from './cube';

const layer = (adjustment: AdjustmentLayer['adjustment'], more: Partial<AdjustmentLayer> = {}): AdjustmentLayer => ({ name: adjustment.kind, adjustment, opacity: 1, stepId: 's', ...more });

/** Reads a .cube as other programs do. */
function parseCube(text: string): { size: number; values: Float32Array } {
  const rows = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const size = Number(/^LUT_3D_SIZE (\d+)$/m.exec(text)![1]);
  return { size, values: Float32Array.from(rows.filter((row) => /^[-\d.]/.test(row)).flatMap((row) => row.split(/\s+/).map(Number))) };
}

describe('writeCube', () => {
  const layers = [
    layer({ kind: 'exposure', exposureEv: 0.4, offset: 0, gamma: 1 }),
    layer({ kind: 'hueSaturation', hue: 0, saturation: 20, lightness: 0, colorize: false, ranges: [] }, { opacity: 0.5 }),
  ];

  it('says what the layers say, opacity included', () => {
    const { size, values } = parseCube(writeCube(layers, SRGB, 'test').text);
    expect([size, values.length]).toEqual([33, 33 ** 3 * 3]);
    const colours = Float32Array.from([0.21, 0.4, 0.66, 0.8, 0.3, 0.1, 0.5, 0.5, 0.5, 0.93, 0.9, 0.7]);
    const image = { width: 4, height: 1, data: colours, encoding: SRGB };
    const direct = evaluateLayers(layers, image).data;
    const cube = evaluateLayers([layer({ kind: 'lut3d', size, table: encodeLutTable(values) })], image).data;
    direct.forEach((value, i) => { expect(Math.abs(cube[i]! - value)).toBeLessThan(1.5 / 255); });
  });

  it('runs red fastest', () => {
    const { values } = parseCube(writeCube([], SRGB, 'identity').text);
    expect([...values.subarray(0, 6)].map((value) => Math.round(value * 32))).toEqual([0, 0, 0, 1, 0, 0]);
  });

  it('names masked layers as missing and keeps the head on single lines', () => {
    const masked = layer({ kind: 'exposure', exposureEv: 1, offset: 0, gamma: 1 }, { name: 'Sky\nonly', mask: { kind: 'radial', centreX: 0.5, centreY: 0.5, inner: 0, outer: 1 } });
    const { text, omitted } = writeCube([masked], SRGB, 'a "title"\nLUT_3D_SIZE 2');
    expect(omitted).toEqual(['Sky\nonly']);
    expect(text).toContain('# not in this table: Sky only\n');
    expect(parseCube(text).size).toBe(33);
  });
});
