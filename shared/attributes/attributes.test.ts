import fc from 'fast-check';
import { miredToXy } from '../pixels/colour-temperature';
import { chromaticityToXyz } from '../pixels/chromatic-adaptation';
import { SRGB } from '../pixels/colour-encoding';
import { labToLinear, lightnessToLuminance } from '../pixels/lab';
import { invertMatrix, transformVector, type Vector3 } from '../pixels/matrix3';
import { createFloatImage } from '../pixels/pixel-buffer';
import { compileTransfer } from '../pixels/transfer';
import { ATTRIBUTE_IDS, type AttributeId, type PhotometricPlanes } from './attribute';
import { ATTRIBUTES, measureAttributes } from './index';
import { NEUTRAL_WHITE } from './neutral-estimate';
import { computePlanes } from './planes';
import { sharpnessMap } from './sharpness';

const { toEncoded, toLinear } = compileTransfer(SRGB);
const SIDE = 64;

/** An sRGB picture from encoded colours by position. */
function picture(colourAt: (x: number, y: number) => Vector3, side = SIDE): PhotometricPlanes {
  const image = createFloatImage(side, side, SRGB);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) image.data.set(colourAt(x, y), (y * side + x) * 3);
  return computePlanes(image);
}
const grey = (value: number): Vector3 => [value, value, value];
const lab = (L: number, a: number, b: number): Vector3 => labToLinear(SRGB, L, a, b).map(toEncoded) as unknown as Vector3;
/** L* runs evenly from 0 to 100 from left to right. */
const ramp = picture((x) => lab((100 * (x + 0.5)) / SIDE, 0, 0));
const measure = (id: AttributeId, planes: PhotometricPlanes, weights?: Float32Array): number => {
  const value = ATTRIBUTES[id].measure(planes, weights);
  if (value === undefined) throw new Error(`${id} not measured`);
  return value;
};

/** Normal noise from a fixed seed (mulberry32, Box-Muller). */
function seededNoise(): () => number {
  let state = 12345;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

describe('tone', () => {
  it('mean, spread and tails of an even ramp', () => {
    expect(measure('exposure', ramp)).toBeCloseTo(50, 2);
    // 64 steps: a percentile falls on a step, half a step (0.8 L*) off the continuous answer at most
    expect(Math.abs(measure('contrast', ramp) - 90)).toBeLessThan(1.6);
    expect(Math.abs(measure('highlights', ramp) - 87.5)).toBeLessThan(0.05);
    expect(Math.abs(measure('shadows', ramp) - 12.5)).toBeLessThan(0.05);
  });
  it('mid grey is 0 EV and doubling the light is +1 EV', () => {
    expect(measure('luminanceEv', picture(() => grey(toEncoded(0.18))))).toBeCloseTo(0, 4);
    expect(measure('luminanceEv', picture(() => grey(toEncoded(0.36))))).toBeCloseTo(1, 4);
    expect(measure('luminanceEv', picture(() => grey(0)))).toBeCloseTo(Math.log2(2 ** -12 / 0.18), 6);
  });
  it('dynamic range is the ratio of a bright and a dark half', () => {
    const planes = picture((x) => grey(toEncoded(x < SIDE / 2 ? 0.5 : 0.5 / 16)));
    expect(Math.abs(measure('dynamicRange', planes) - 4)).toBeLessThan(0.02);
  });
  it('counts burnt and black pixels, but not saturated colours', () => {
    const colours: Vector3[] = [[1, 1, 0.5], [1, 0.2, 0], [0, 0, 0], [0, 0, 1], grey(0.5), grey(254 / 255), grey(1 / 255), grey(1)];
    const planes = picture((x) => colours[x % 8]!);
    expect(measure('clippedHighlights', planes)).toBeCloseTo(2 / 8, 10);
    expect(measure('clippedShadows', planes)).toBeCloseTo(1 / 8, 10);
    expect(Array.from(planes.usable.slice(0, 8))).toEqual([0, 0, 0, 0, 1, 1, 1, 0]);
  });
});

describe('colour', () => {
  it('saturation is the mean chroma', () => {
    const planes = picture((x) => (x < SIDE / 4 ? lab(60, 24, 7) : lab(60, 0, 0)));
    expect(measure('saturation', planes)).toBeCloseTo(25 / 4, 2);
  });
  it('colourfulness follows the definition', () => {
    // two colours in equal parts: rg = +-100, yb = 50 +- 50 (in levels): sigma = sqrt(100^2 + 50^2), mu = 50
    const colours: Vector3[] = [[200, 100, 50], [100, 200, 150]];
    const planes = picture((x) => colours[x % 2]!.map((v) => v / 255) as unknown as Vector3);
    expect(measure('colourfulness', planes)).toBeCloseTo(Math.hypot(100, 50) + 0.3 * Math.hypot(0, 50), 2);
    expect(measure('colourfulness', picture(() => grey(0.4)))).toBeCloseTo(0, 3);
  });
  it('a neutral picture has the white of D65 and no tint', () => {
    expect(measure('colourTemperature', ramp)).toBeCloseTo(NEUTRAL_WHITE.mired, 2);
    expect(measure('tint', ramp)).toBeCloseTo(0, 2);
  });
  it.each([[190, 0.0032], [120, 0.0032], [160, 0.02], [150, -0.012]])('finds the light of %d mired, Duv %d on greys among colours', (mired, duv) => {
    const white = transformVector(invertMatrix(SRGB.rgbToXyz), chromaticityToXyz(miredToXy({ mired, duv })));
    const strongest = Math.max(...white);
    // half greys, a quarter saturated red, a quarter saturated blue
    const planes = picture((x, y) => {
      const reflectance = y >= SIDE / 2 ? grey(0.1 + 0.5 * (x / SIDE)) : y < SIDE / 4 ? [0.5, 0.05, 0.05] as const : [0.05, 0.08, 0.5] as const;
      return reflectance.map((value, i) => toEncoded((value * white[i]!) / strongest)) as unknown as Vector3;
    });
    expect(Math.abs(measure('colourTemperature', planes) - mired)).toBeLessThan(0.5);
    expect(Math.abs(measure('tint', planes) - 1000 * (duv - NEUTRAL_WHITE.duv))).toBeLessThan(0.2);
  });
  it('says warmer with MORE mired and greener with MORE tint', () => {
    const warm = picture((x) => [0.55 + x / 500, 0.5 + x / 500, 0.42 + x / 500]);
    const green = picture((x) => [0.48 + x / 500, 0.52 + x / 500, 0.48 + x / 500]);
    expect(measure('colourTemperature', warm)).toBeGreaterThan(NEUTRAL_WHITE.mired + 20);
    expect(measure('tint', green)).toBeGreaterThan(5);
  });
  it('cannot tell the white of pure colours, of black or of a burnt picture', () => {
    for (const colour of [[0.9, 0.1, 0.1], [0, 0, 0], [1, 1, 1]] as const) {
      const values = measureAttributes(picture(() => colour));
      expect(values).not.toHaveProperty('colourTemperature');
      expect(values).not.toHaveProperty('tint');
    }
  });
});

describe('detail', () => {
  it('sharpness of a step edge is its height spread over the block', () => {
    // the step lies in the middle of every 32 px block: two columns of 32 have a Laplacian of the step's height
    const planes = picture((x) => lab(x % 64 < 16 || x % 64 >= 48 ? 30 : 70, 0, 0));
    // the outer blocks lose their border column: 31 columns count
    expect(measure('sharpness', planes)).toBeCloseTo(40 * Math.sqrt(2 / 31), 2);
    expect(measure('sharpness', picture(() => grey(0.5)))).toBeCloseTo(0, 3);
  });
  it('sharpness falls with blur, and the map says where', () => {
    const soft = picture((x) => lab(50 + 20 * Math.tanh((x - 32) / 4), 0, 0));
    const hard = picture((x) => lab(x < 32 ? 30 : 70, 0, 0));
    expect(measure('sharpness', soft)).toBeLessThan(0.2 * measure('sharpness', hard));
    const map = sharpnessMap(picture((x, y) => grey(x < 32 && y < 32 ? (x + y) % 2 : 0.5)));
    expect([map.columns, map.rows]).toEqual([2, 2]);
    expect(map.values[0]).toBeGreaterThan(10 * map.values[3]!);
  });
  it.each([2, 6])('noise of sigma %d levels on a gradient beside a texture', (sigma) => {
    const normal = seededNoise();
    const planes = picture((x, y) => grey(0.3 + x / 1000 + (y >= 128 ? 0.2 * ((x + y) % 2) : 0) + (normal() * sigma) / 255), 256);
    expect(Math.abs(measure('noise', planes) / sigma - 1)).toBeLessThan(0.08);
  });
  it('noise cannot be told where all is clipped', () => {
    expect(ATTRIBUTES.noise.measure(picture(() => grey(1)))).toBeUndefined();
  });
  it('haze is 0 for a crisp picture, the veil itself for a flat one, and grows with the veil', () => {
    const scene = (x: number, y: number): Vector3 => [0, 0.4 + 0.5 * ((x + y) % 2), ((x * 7) % 11) / 11];
    const veiled = (veil: number): number => measure('haze', picture((x, y) => scene(x, y).map((v) => v * (1 - veil) + 0.8 * veil) as unknown as Vector3));
    expect(veiled(0)).toBe(0);
    expect(measure('haze', picture(() => grey(0.7)))).toBeCloseTo(0.7, 3);
    expect(veiled(0.3)).toBeGreaterThan(0.1);
    expect(veiled(0.6)).toBeGreaterThan(veiled(0.3) + 0.1);
  });
});

describe('all attributes', () => {
  it('know their ids and stay inside their ranges on any picture', () => {
    for (const id of ATTRIBUTE_IDS) expect(ATTRIBUTES[id].id).toBe(id);
    fc.assert(fc.property(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 48, maxLength: 48 }), (samples) => {
      const image = createFloatImage(4, 4, SRGB);
      image.data.set(samples);
      for (const [id, value] of Object.entries(measureAttributes(computePlanes(image)))) {
        const [low, high] = ATTRIBUTES[id as AttributeId].range;
        expect(value).toBeGreaterThan(low - 1e-3);
        expect(value).toBeLessThan(high + 1e-3);
      }
    }));
  });
  it('measure a weighted part as if it were the whole', () => {
    const normal = seededNoise();
    const part = (x: number): Vector3 => [0.2 + (x % 32) / 100, 0.3 + (x % 32) / 100, 0.25 + (x % 32) / 100];
    const noise = Array.from({ length: SIDE * SIDE }, () => normal() / 100);
    const left = (x: number, y: number): Vector3 => part(x).map((v) => v + noise[y * SIDE + (x % 32)]!) as unknown as Vector3;
    const both = picture((x, y) => (x < 32 ? left(x, y) : [0.9, 0.2, 0.8]));
    const weights = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i % SIDE < 32 ? 1 : 0));
    const alone = picture((x, y) => left(x, y));
    // block and patch measures cross the border of the part: their neighbours differ
    for (const id of ATTRIBUTE_IDS.filter((name) => name !== 'sharpness' && name !== 'noise' && name !== 'haze')) {
      expect(measure(id, both, weights)).toBeCloseTo(measure(id, alone), 4);
    }
    expect(measureAttributes(both, new Float32Array(SIDE * SIDE))).toEqual({});
  });
  it('work on pictures of one pixel and one row', () => {
    expect(measureAttributes(picture(() => grey(toEncoded(0.18)), 1)).exposure).toBeCloseTo(49.496, 2);
    const image = createFloatImage(100, 1, SRGB);
    image.data.fill(0.5);
    const values = measureAttributes(computePlanes(image));
    expect(values.exposure).toBeCloseTo(ATTRIBUTES.exposure.measure(picture(() => grey(0.5)))!, 3);
    expect(values).not.toHaveProperty('sharpness');
    expect(lightnessToLuminance(values.exposure!)).toBeCloseTo(toLinear(0.5), 4);
  });
});
