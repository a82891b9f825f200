import { computePlanes } from '@photocrafter/shared/attributes/planes';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import { estimateCast } from './neutral-estimate';
import { hashNoise, mapSamples, pictureOf } from './synthetic-picture.fixture';
import { nearWhiteDeviation, whiteDeviation } from './white-deviation';

const { toLinear, toEncoded } = compileTransfer(SRGB);

/** A street: patches of concrete, plaster and slate in all tones with a few painted things. */
const scene = pictureOf(240, 160, (x, y) => {
  const [column, row] = [x >> 4, y >> 4];
  const tone = 0.5 + 0.75 * hashNoise(column, row) + 0.06 * hashNoise(x, y, 7);
  const paint = hashNoise(column, row, 3) > 0.3 ? 0.25 : 0.02;
  return [0, 1, 2].map((c) => Math.min(0.95, Math.max(0.08, tone + paint * hashNoise(column, row, 11 + c)))) as [number, number, number];
});
/** The same under a light whose linear channels are scaled. */
const under = (...gains: [number, number, number]) => mapSamples(scene, (v, channel) => toEncoded(toLinear(v) * gains[channel]!));

describe('estimateCast', () => {
  const cast = (image: typeof scene) => estimateCast(computePlanes(image));

  it('leaves a neutral scene within 12 mired and says that the votes agree', () => {
    const { miredShift, tint, confidence, votes } = cast(scene);
    expect(Math.abs(miredShift)).toBeLessThan(12);
    expect(Math.abs(tint)).toBeLessThan(2);
    expect(confidence).toBeGreaterThan(0.8);
    expect(votes.map((v) => v.method)).toEqual(['greyWorld', 'shadesOfGrey', 'greyEdge', 'nearNeutrals', 'highlights']);
  });

  it('sees warm, cool, green and magenta light on the side where it is', () => {
    const neutral = cast(scene);
    const [warm, cool, green, magenta] = [cast(under(1.2, 1, 0.72)), cast(under(0.8, 1, 1.3)), cast(under(0.92, 1.08, 0.92)), cast(under(1.06, 0.92, 1.06))];
    expect(warm.miredShift).toBeGreaterThan(neutral.miredShift + 15);
    expect(cool.miredShift).toBeLessThan(neutral.miredShift - 15);
    expect(green.tint).toBeGreaterThan(neutral.tint + 3);
    expect(magenta.tint).toBeLessThan(neutral.tint - 3);
  });

  it('grows with the cast', () => {
    const shifts = [1, 0.9, 0.8, 0.7].map((blue) => cast(under(1, 1, blue)).miredShift);
    expect(shifts).toEqual([...shifts].sort((a, b) => a - b));
  });

  it('is unsure of a picture where shadows and lights disagree', () => {
    const split = mapSamples(scene, (v, channel) => v + (channel === 2 ? 0.3 * (0.5 - v) : channel === 0 ? 0.3 * (v - 0.5) : 0));
    expect(cast(split).confidence).toBeLessThan(cast(scene).confidence);
    expect(cast(split).votes.find((v) => v.method === 'nearNeutrals')!.confidence).toBeLessThan(0.5);
  });

  it('says nothing of a burnt-out or tiny picture', () => {
    expect(cast(pictureOf(64, 64, () => [1, 1, 1]))).toEqual({ miredShift: 0, tint: 0, confidence: 0, votes: [] });
    expect(cast(pictureOf(1, 1, () => [0.4, 0.5, 0.6])).confidence).toBe(0);
  });
});

describe('whiteDeviation', () => {
  it('is zero at D65 and has the signs of the contract', () => {
    expect(whiteDeviation(0.95047, 1, 1.08883).miredShift).toBeCloseTo(0, 1);
    expect(whiteDeviation(0.95047, 1, 1.08883).tint).toBeCloseTo(0, 1);
    // CIE illuminant A is 2856 K = 350 mired; D65 is 153.8
    expect(whiteDeviation(1.0985, 1, 0.35585).miredShift).toBeCloseTo(350.1 - 153.8, 0);
    expect(whiteDeviation(0.9, 1, 1.04).tint).toBeGreaterThan(3);
  });

  it('agrees with its first-order version near neutral', () => {
    const [exact, near] = [whiteDeviation(0.97, 1, 0.98), nearWhiteDeviation(0.97, 1, 0.98)];
    expect(near.miredShift / exact.miredShift).toBeCloseTo(1, 1);
    expect(near.tint).toBeCloseTo(exact.tint, 0);
  });
});
