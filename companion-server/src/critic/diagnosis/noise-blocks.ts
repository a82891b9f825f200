import type { CurvePoint } from '@photocrafter/shared/adjustments/adjustment';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** A square of the picture as noise sees it; deviations in 8-bit levels, root mean square over the channels. */
export interface NoiseBlock {
  /** mean of the channels, 0..255 */
  readonly level: number;
  /** what is left when a slanted plane is taken away: all noise, plus whatever structure is there */
  readonly deviation: number;
  /** diagonal Haar band: texture and edges hardly reach it, white noise has it in full */
  readonly diagonal: number;
  /** the larger one of the two other Haar bands: as strong as the diagonal for white noise, stronger for structure */
  readonly straight: number;
  /** deviation of the colour differences (R - G, B - G), by the diagonal band */
  readonly colour: number;
}

const SIDE = 16;
/** A block with more clipped samples than this share has lost its noise. */
const MOST_CLIPPED = 0.02;

/** All 16 px blocks of the places. */
export function noiseBlocks(places: readonly FloatImage[]): readonly NoiseBlock[] {
  return places.flatMap((image) => {
    const blocks: NoiseBlock[] = [];
    for (let y = 0; y + SIDE <= image.height; y += SIDE) for (let x = 0; x + SIDE <= image.width; x += SIDE) {
      const block = measureBlock(image, x, y);
      if (block !== undefined) blocks.push(block);
    }
    return blocks;
  });
}

function measureBlock({ width, data }: FloatImage, left: number, top: number): NoiseBlock | undefined {
  const count = SIDE * SIDE, centre = (SIDE - 1) / 2;
  // sum of squared distances from the centre along one axis, over the block
  const spread = (SIDE * count * (SIDE * SIDE - 1)) / (12 * SIDE);
  let clipped = 0, level = 0, residual = 0, diagonal = 0, across = 0, down = 0, colour = 0;
  for (let c = 0; c < 3; c++) {
    let sum = 0, squares = 0, sx = 0, sy = 0;
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0, i = ((top + y) * width + left) * 3 + c; x < SIDE; x++, i += 3) {
        const value = 255 * data[i]!;
        if (value < 0.5 || value > 254.5) clipped++;
        sum += value;
        squares += value * value;
        sx += value * (x - centre);
        sy += value * (y - centre);
      }
    }
    level += sum / count / 3;
    residual += Math.max(0, squares - (sum * sum) / count - (sx * sx + sy * sy) / spread) / (count - 3) / 3;
  }
  if (clipped > MOST_CLIPPED * 3 * count) return undefined;
  for (let y = 0; y < SIDE; y += 2) {
    for (let x = 0; x < SIDE; x += 2) {
      const i = ((top + y) * width + left + x) * 3, below = i + 3 * width;
      const d: number[] = [];
      for (let c = 0; c < 3; c++) {
        const p = 255 * data[i + c]!, q = 255 * data[i + 3 + c]!, r = 255 * data[below + c]!, s = 255 * data[below + 3 + c]!;
        d.push((p - q - r + s) / 2);
        diagonal += d[c]! ** 2;
        across += ((p - q + r - s) / 2) ** 2;
        down += ((p + q - r - s) / 2) ** 2;
      }
      colour += ((d[0]! - d[1]!) ** 2 + (d[2]! - d[1]!) ** 2) / 2;
    }
  }
  const per = count / 4;
  return {
    level, deviation: Math.sqrt(residual), diagonal: Math.sqrt(diagonal / (3 * per)),
    straight: Math.sqrt(Math.max(across, down) / (3 * per)), colour: Math.sqrt(colour / per),
  };
}

/** Brightness bands in which noise is told apart, and how many of a band's blocks count: the flattest. */
const BANDS = 6;
const FLATTEST = 0.15;
const FEWEST_BLOCKS = 6;
/** Smoothed noise (demosaicing, light JPEG) has up to so much more deviation than its diagonal band shows; structure has much more. */
const SMOOTHED = 2;

/** Noise deviation of a block with as little structure as possible. */
export function blockNoise({ deviation, diagonal }: NoiseBlock): number { return Math.min(deviation, SMOOTHED * diagonal); }

/** For the amount to remove, caution: texture in every block must not pass for noise, and too little removed is better than too much. */
const REMOVABLE = 1.25;

/**
 * Noise by brightness, in 8-bit levels, from the flattest blocks of each band (the lower tail of a band underestimates by a few per cent, which
 * its size sets right). At least two points; a picture without enough blocks in a band takes its neighbours' value.
 */
export function noiseByBrightness(blocks: readonly NoiseBlock[]): readonly CurvePoint[] {
  const whole = flattest(blocks);
  const points = Array.from({ length: BANDS }, (_, band) => {
    const inside = blocks.filter(({ level }) => Math.min(BANDS - 1, Math.floor((level / 256) * BANDS)) === band);
    return { input: Math.round(((band + 0.5) / BANDS) * 255), output: inside.length < FEWEST_BLOCKS ? undefined : flattest(inside) };
  });
  const known = points.filter((point) => point.output !== undefined);
  const nearest = (input: number): number => known.reduce<CurvePoint | undefined>((best, point) => (best === undefined || Math.abs(point.input - input) < Math.abs(best.input - input) ? { input: point.input, output: point.output! } : best), undefined)?.output ?? whole;
  return points.map(({ input, output }) => ({ input, output: Math.round(10 * Math.min(80, output ?? nearest(input))) / 10 }));
}

function flattest(blocks: readonly NoiseBlock[]): number {
  if (blocks.length === 0) return 0;
  const deviations = blocks.map(({ deviation, diagonal }) => Math.min(deviation, REMOVABLE * diagonal)).sort((a, b) => a - b);
  return deviations[Math.floor(FLATTEST * (deviations.length - 1))]!;
}
