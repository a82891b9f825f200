import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { gaussianKernel, convolve, smearKernel } from '../../evaluate/blur-kernels';
import { round8 } from '../../evaluate/restoration-faults';
import { seededRandom, type Random } from '@photocrafter/shared/random/seeded-random';
import { gridTrace } from './block-grid';
import { edgeSpread } from './edge-spread';
import { noiseBlocks, noiseByBrightness } from './noise-blocks';
import { streaks } from './streaks';

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function draw(width: number, height: number, value: (x: number, y: number, c: number) => number): FloatImage {
  const image = createFloatImage(width, height, SRGB);
  for (let i = 0; i < image.data.length; i++) image.data[i] = value(Math.floor(i / 3) % width, Math.floor(i / 3 / width), i % 3);
  return image;
}

describe('noise', () => {
  it.each([1.5, 5, 20])('of sigma %d is measured within a tenth on a picture whose left half is texture', (sigma) => {
    const random = seededRandom(7);
    const image = round8(draw(256, 256, (x, y) => 0.45 + (x < 128 ? 0.2 * Math.sin(x * 1.3) * Math.cos(y * 0.9) : 0.001 * (y - 128)) + (sigma / 255) * normal(random)));
    const { output } = noiseByBrightness(noiseBlocks([image])).find(({ input }) => input > 90 && input < 140)!;
    expect(Math.abs(output - sigma) / sigma).toBeLessThan(0.1);
  });

  it('is told apart by brightness', () => {
    const random = seededRandom(8);
    const image = draw(256, 128, (x) => (x < 128 ? 0.15 + (3 / 255) * normal(random) : 0.75 + (12 / 255) * normal(random)));
    const curve = noiseByBrightness(noiseBlocks([image]));
    expect(curve[0]!.output).toBeLessThan(4);
    expect(curve.at(-2)!.output).toBeGreaterThan(10);
  });
});

describe('block grid', () => {
  it('finds blocks at any phase and none in plain noise', () => {
    const random = seededRandom(9);
    const blocky = draw(128, 128, (x, y) => 0.4 + 0.02 * ((Math.floor((x + 5) / 8) * 7 + Math.floor((y + 3) / 8) * 3) % 5));
    const plain = draw(128, 128, () => 0.5 + 0.02 * normal(random));
    for (const axis of ['across', 'down'] as const) {
      expect(gridTrace(blocky, axis).excess).toBeGreaterThan(2);
      expect(gridTrace(plain, axis).excess).toBeLessThan(0.2);
    }
  });
});

describe('edge spread', () => {
  const sharp = draw(256, 256, (x, y) => ((Math.floor(x / 13) * 5 + Math.floor(y / 11) * 3) % 4) / 4);
  it('falls with defocus in all directions, with a smear along it', () => {
    const [, soft, smeared] = [sharp, convolve(sharp, gaussianKernel(2)), convolve(sharp, smearKernel(9, 0))].map(edgeSpread);
    expect(Math.max(...soft!.fine)).toBeLessThan(0.6 * Math.max(...edgeSpread(sharp).fine));
    // horizontal steps are gone, vertical ones are there
    expect(smeared!.fine[0]!).toBeLessThan(0.75 * smeared!.fine[2]!);
  });
});

describe('streaks', () => {
  it('sees bright slanted lines and not dark ones', () => {
    const lines = (sign: number): FloatImage => draw(128, 128, (x, y) => 0.4 + ((x + Math.round(0.2 * y)) % 16 === 0 ? 0.15 * sign : 0));
    expect(streaks(lines(1)).bright).toBeGreaterThan(0.02);
    expect(streaks(lines(-1)).bright).toBe(0);
  });
});
