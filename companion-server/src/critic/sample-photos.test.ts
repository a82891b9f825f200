import { join } from 'node:path';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import { loadFloatImage } from '../pixels/float-image-files';
import { examinePhoto } from './examine-photo';
import { hashNoise, mapSamples } from './synthetic-picture.fixture';

/** The real photos that the repository holds, small: the intents and the restraint of the critic on known pictures. */
const SIDE = 256;
const load = (name: string): Promise<FloatImage> => loadFloatImage(join(__dirname, '../../../samples', `${name}.jpg`), SIDE);
const { toLinear, toEncoded } = compileTransfer(SRGB);
const linear = (change: (value: number, channel: number) => number) => (image: FloatImage): FloatImage => mapSamples(image, (v, c) => toEncoded(Math.min(1, change(toLinear(v), c))));

describe('the critic on the sample photos', () => {
  it.each([
    ['low-key-cafe', 'lowKey'], ['night-city', 'lowKey'], ['high-key-tea', 'highKey'], ['silhouette-gate', 'silhouette'],
  ])('recognises what %s is meant to be (%s), and does not undo it', async (name, intent) => {
    const { critique } = examinePhoto(await load(name));
    expect(critique.findings.filter((f) => f.polarity === 'intent').map((f) => f.id)).toContain(intent);
    expect(critique.findings.map((f) => f.id)).not.toContain(intent === 'highKey' ? 'overexposed' : 'underexposed');
  });

  it.each(['cat', 'fountain', 'garden-passage', 'otters', 'sunset-boardwalk', 'monochrome-mountains'])('leaves %s alone', async (name) => {
    const { critique } = examinePhoto(await load(name));
    expect(critique.findings.filter((f) => f.polarity === 'fault' && f.severity > 0.5)).toEqual([]);
    expect(critique.suggestions.length).toBeLessThanOrEqual(1);
    expect(critique.score!.value).toBeGreaterThanOrEqual(75);
  });

  /** One kind of harm at growing strength; the score must fall with it. */
  const HARMS: readonly [string, string, (strength: number) => (image: FloatImage) => FloatImage, readonly number[]][] = [
    ['darker', 'otters', (ev) => linear((v) => v * 2 ** -ev), [0, 1, 2]],
    ['brighter', 'fountain', (ev) => linear((v) => v * 2 ** ev), [0, 1, 2]],
    ['warmer', 'fountain', (k) => linear((v, c) => v * (c === 0 ? 1 + 0.5 * k : c === 2 ? 1 - k : 1)), [0, 0.25, 0.5]],
    ['noisier', 'otters', (sigma) => (image) => ({ ...image, data: image.data.map((v, i) => Math.min(1, Math.max(0, v + (3.46 * sigma * hashNoise(i, 0)) / 255))) }), [0, 5, 15]],
    ['flatter', 'otters', (k) => (image) => mapSamples(image, (v) => 0.46 + (v - 0.46) * (1 - k)), [0, 0.3, 0.6]],
    ['blurrier', 'fountain', blurred, [0, 2, 4]],
  ];
  it.each(HARMS)('scores a picture lower the %s it gets', async (_, name, harm, strengths) => {
    const image = await load(name);
    const scores = strengths.map((strength) => examinePhoto(harm(strength)(image)).critique.score!.value);
    expect(scores[1]).toBeLessThan(scores[0]!);
    expect(scores[2]).toBeLessThan(scores[1]!);
  });
});

/** Two passes of a box of `radius` in both directions. */
function blurred(radius: number): (image: FloatImage) => FloatImage {
  return (image) => {
    const { width, height } = image;
    let data = image.data;
    const { floor, max, min } = Math;
    for (const [stepX, stepY] of [[1, 0], [0, 1], [1, 0], [0, 1]] as const) {
      data = data.map((_, i) => {
        const [c, x, y] = [i % 3, floor(i / 3) % width, floor(i / 3 / width)];
        let sum = 0;
        for (let k = -radius; k <= radius; k++) sum += data[(min(height - 1, max(0, y + k * stepY)) * width + min(width - 1, max(0, x + k * stepX))) * 3 + c]!;
        return sum / (2 * radius + 1);
      });
    }
    return { ...image, data };
  };
}
