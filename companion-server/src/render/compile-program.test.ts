import type { Adjustment, AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { sampleToLut3d } from '@photocrafter/shared/adjustments/lut3d';
import type { Mask } from '@photocrafter/shared/pixels/mask';
import { compileProgram } from './compile-program';

const layer = (adjustment: Adjustment, opacity = 1, mask?: Mask): AdjustmentLayer => ({ name: '', stepId: '', adjustment, opacity, ...(mask === undefined ? {} : { mask }) });
const exposure: Adjustment = { kind: 'exposure', exposureEv: 1, offset: 0, gamma: 1 };
const curves: Adjustment = { kind: 'curves', channels: { composite: [{ input: 0, output: 10 }, { input: 255, output: 255 }] } };
const balance: Adjustment = { kind: 'channelMatrix', matrix: [1.1, 0, 0, 0, 1, 0, 0, 0, 0.9], offset: [0, 0, 0] };
const mixing: Adjustment = { kind: 'channelMatrix', matrix: [0.5, 0.3, 0.2, 0.1, 0.8, 0.1, 0, 0.1, 0.9], offset: [0, 0, 0] };
const saturating: Adjustment = { kind: 'channelMatrix', matrix: [1.4, -0.3, -0.1, -0.1, 1.2, -0.1, -0.1, -0.3, 1.4], offset: [0, 0, 0] };
const hue: Adjustment = { kind: 'hueSaturation', hue: 10, saturation: 0, lightness: 0, colorize: false, ranges: [] };
const cube = sampleToLut3d(([r, g, b]) => [1 - r, 1 - g, 1 - b], 3);
const mask: Mask = { kind: 'radial', centreX: 0.5, centreY: 0.5, inner: 0, outer: 1 };

const kinds = (...layers: AdjustmentLayer[]): string[] => compileProgram(layers).map(({ run }) => run.kind);

describe('compileProgram', () => {
  it('makes one table of per-channel neighbours, whatever their kind and opacity', () => {
    expect(kinds(layer(exposure), layer(curves, 0.5), layer(balance))).toEqual(['table']);
  });

  it('leaves out what cannot be seen', () => {
    expect(kinds(layer(hue, 0), layer(exposure), layer(cube, 0))).toEqual(['table']);
  });

  it('multiplies matrices only when no clamp between them can matter', () => {
    expect(kinds(layer(mixing), layer(saturating))).toEqual(['matrix']);
    expect(kinds(layer(saturating), layer(mixing))).toEqual(['matrix', 'matrix']);
  });

  it('multiplies in the order of the stack', () => {
    const swap: Adjustment = { kind: 'channelMatrix', matrix: [0, 1, 0, 1, 0, 0, 0, 0, 1], offset: [0, 0, 0] };
    const [pass] = compileProgram([layer(swap), layer({ ...mixing, offset: [0.1, 0.2, 0.3] })]);
    expect(pass!.run).toEqual({ kind: 'matrix', matrix: [0.3, 0.5, 0.2, 0.8, 0.1, 0.1, 0.1, 0, 0.9], offset: [0.1, 0.2, 0.3] });
  });

  it('merges nothing across a mask', () => {
    expect(kinds(layer(exposure), layer(curves, 1, mask), layer(balance))).toEqual(['table', 'table', 'table']);
  });

  it('blends a cube with the identity in its nodes', () => {
    const [pass] = compileProgram([layer(cube, 0.5)]);
    expect(pass!.opacity).toBe(1);
    const { values } = pass!.run as { values: Float32Array };
    // halfway between the negative and the picture everything is mid-grey, up to the table's 16 bits
    for (const value of values) expect(value).toBeCloseTo(0.5, 4);
  });

  it('refuses malformed tables', () => {
    expect(() => compileProgram([layer({ ...cube, size: 4 })])).toThrow(expect.objectContaining({ code: 'INVALID_PLAN' }));
  });
});
