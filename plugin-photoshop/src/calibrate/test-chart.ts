import type { Adjustment, AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { sampleToLut3d } from '@photocrafter/shared/adjustments/lut3d';

/** Side of the chart in pixels: a cube of colours, 17 steps a channel, laid out in rows. */
export const CHART_WIDTH = 17 * 17;
export const CHART_HEIGHT = 17;

/** Every 16th level of each channel against every other: interleaved R, G, B of 8 bit. */
export function chartSamples(): Uint8Array {
  const samples = new Uint8Array(CHART_WIDTH * CHART_HEIGHT * 3);
  const level = (step: number): number => Math.min(255, step * 16);
  for (let y = 0, at = 0; y < CHART_HEIGHT; y++) {
    for (let x = 0; x < CHART_WIDTH; x++, at += 3) samples.set([level(x % 17), level(Math.floor(x / 17)), level(y)], at);
  }
  return samples;
}

/** One adjustment of each kind that is neither weak nor at its limits. */
export const CHART_ADJUSTMENTS: readonly Adjustment[] = [
  { kind: 'exposure', exposureEv: 0.7, offset: 0, gamma: 1 },
  { kind: 'curves', channels: { composite: [{ input: 0, output: 0 }, { input: 80, output: 64 }, { input: 180, output: 200 }, { input: 255, output: 255 }], green: [{ input: 0, output: 10 }, { input: 255, output: 250 }] } },
  { kind: 'levels', channels: { composite: { inputBlack: 12, inputWhite: 240, gamma: 1.2, outputBlack: 0, outputWhite: 255 } } },
  { kind: 'hueSaturation', hue: 8, saturation: 20, lightness: 0, colorize: false, ranges: [{ beginRamp: 195, beginSustain: 225, endSustain: 255, endRamp: 285, hue: 0, saturation: -30, lightness: 0 }] },
  { kind: 'channelMatrix', matrix: [1.1, -0.1, 0, 0.05, 0.9, 0.05, 0, 0.1, 0.9], offset: [0, 0, 0.02] },
  sampleToLut3d(([red, green, blue]) => [red ** 0.9, 0.9 * green + 0.1 * red, 0.05 + 0.9 * blue]),
];

export function chartLayer(adjustment: Adjustment): AdjustmentLayer {
  return { name: adjustment.kind, adjustment, opacity: 1, stepId: adjustment.kind };
}
