import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { DISPLAY_P3, SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { measureAttributes } from '@photocrafter/shared/attributes/index';
import { computePlanes } from '@photocrafter/shared/attributes/planes';
import { INTENTS } from '../evidence';
import { correctionOf } from './correction-of';
import { CORRECTION_FEATURE_COUNT, correctionFeatures } from './correction-features';
import { correctionPlan } from './correction-plan';
import { estimateCorrections } from './correction-estimator';
import { NO_CORRECTIONS } from './corrections';
import { decideCorrections } from './decide-corrections';
import { respectIntents } from './respect-intents';
import { simulateCorrections } from './simulate-corrections';
import { suggestCorrections } from './suggest-corrections';

/** A made scene with sky, ground, greys and some colour, all tones of a good exposure; `light` scales linear light. */
function scene(light: number, warm = 0): FloatImage {
  const width = 96, height = 64;
  const data = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
    const base = y < 0.4 ? [0.45 + 0.4 * x, 0.6 + 0.3 * x, 0.85 + 0.1 * x] : [0.08 + 0.5 * x * y, 0.1 + 0.45 * x * y, 0.06 + 0.3 * x * y];
    const grain = 0.06 * Math.sin(37 * x + 91 * y * x);
    const grey = x > 0.4 && x < 0.6 && y > 0.3 && y < 0.9 ? 0.15 + 0.7 * y : undefined;
    for (let c = 0; c < 3; c++) {
      const value = Math.min(1, Math.max(0, (grey ?? base[c]!) + grain));
      const cast = c === 0 ? 1 + warm : c === 2 ? 1 - warm : 1;
      data[3 * i + c] = Math.round(255 * Math.min(1, value * light ** (1 / 2.2) * cast)) / 255;
    }
  }
  return { width, height, data, encoding: SRGB };
}

const calm = { cast: { miredShift: 0, tint: 0, confidence: 0, votes: [] }, intents: [] };
const decide = (image: FloatImage) => decideCorrections(estimateCorrections(correctionFeatures(image)), calm);

describe('correctionFeatures', () => {
  it('are finite, about one in size, and as many as the networks expect', () => {
    const features = correctionFeatures(scene(1));
    expect(features).toHaveLength(CORRECTION_FEATURE_COUNT);
    for (const value of features) expect(Math.abs(value)).toBeLessThan(5);
  });
  it('do not depend on the order of pixels within a zone, and survive black, white and one pixel', () => {
    for (const level of [0, 1]) {
      for (const side of [1, 7]) {
        const flat = { width: side, height: side, data: new Float32Array(side * side * 3).fill(level), encoding: SRGB };
        expect([...correctionFeatures(flat)].every(Number.isFinite)).toBe(true);
      }
    }
  });
  it('read another encoding by its light, not by its numbers', () => {
    const grey = (encoding: FloatImage['encoding']): FloatImage => ({ width: 8, height: 8, data: new Float32Array(192).fill(0.5), encoding });
    const [a, b] = [correctionFeatures(grey(SRGB)), correctionFeatures(grey(DISPLAY_P3))];
    a.forEach((value, i) => { expect(b[i]).toBeCloseTo(value, 2); });
  });
});

describe('estimateCorrections', () => {
  it('brightens what is 1.5 EV short of light, and darkens less or not at all', () => {
    expect(estimateCorrections(correctionFeatures(scene(2 ** -1.5))).exposureEv).toBeGreaterThan(0.4);
  });
  it('refuses features of another count', () => {
    expect(() => estimateCorrections(new Float32Array(3))).toThrow(RangeError);
  });
});

describe('decideCorrections', () => {
  it('does what was proposed, brightens softly, and drops what nobody would see', () => {
    const decided = decideCorrections({ ...NO_CORRECTIONS, exposureEv: 0.6, contrast: 12, saturation: 1, midTones: 1 }, calm);
    expect(decided).toEqual({ ...NO_CORRECTIONS, exposureEv: 0.6, highlightProtection: 0.3, contrast: 12 });
  });
  it('takes green out with the warmth when the votes are sure of both', () => {
    const warm = { ...calm, cast: { miredShift: 30, tint: 6, confidence: 0.9, votes: [] } };
    const { miredShift, tint } = decideCorrections(estimateCorrections(correctionFeatures(scene(1, 0.25))), warm);
    expect(miredShift).toBeLessThan(-5);
    expect(tint).toBeGreaterThan(0);
  });
  it('weakens a white balance that sure votes speak against', () => {
    const dark = estimateCorrections(correctionFeatures(scene(1, 0.25)));
    const alone = decideCorrections(dark, calm).miredShift;
    expect(alone).toBeLessThan(0);
    const opposed = decideCorrections(dark, { ...calm, cast: { miredShift: -20, tint: 0, confidence: 0.9, votes: [] } }).miredShift;
    expect(Math.abs(opposed)).toBeLessThan(Math.abs(alone) / 2);
  });
});

describe('respectIntents', () => {
  const all = { ...NO_CORRECTIONS, exposureEv: 1, shadows: 30, contrast: 20, miredShift: -20, tint: 8, saturation: 15, whites: 10, blacks: 5, highlights: 10 };
  it.each(INTENTS.map((id) => [id]))('%s takes back corrections only towards nothing', (id) => {
    const kept = respectIntents(all, [{ id, confidence: 1, because: '' }]);
    for (const [name, value] of Object.entries(kept)) {
      const before = all[name as keyof typeof all];
      expect(value * before).toBeGreaterThanOrEqual(0);
      expect(Math.abs(value)).toBeLessThanOrEqual(Math.abs(before));
    }
  });
  it('holds back what would undo a choice, and half of all colour where a choice is about colour', () => {
    const kept = (id: (typeof INTENTS)[number], confidence = 1) => respectIntents(all, [{ id, confidence, because: '' }]);
    expect(kept('lowKey').exposureEv).toBeCloseTo(0.8);
    expect(kept('lowKey', 0.5).exposureEv).toBeCloseTo(0.9);
    expect(kept('monochrome')).toMatchObject({ saturation: all.saturation / 2, tint: all.tint / 2 });
    expect(kept('warmLight').miredShift).toBeCloseTo(-16);
    expect(kept('highKey').exposureEv).toBe(1);
  });
});

describe('correctionPlan, simulateCorrections and suggestCorrections', () => {
  it('plans steps in a photographer\'s order, on slider steps, and only where something changes', () => {
    const { steps } = correctionPlan({ ...NO_CORRECTIONS, saturation: 11.4, exposureEv: 0.333, highlightProtection: 0.4 }, (operator) => `because ${operator}`);
    expect(steps.map(({ operator }) => operator)).toEqual(['exposure', 'saturation']);
    expect(steps[0]!.params).toEqual({ exposureEv: 0.35, highlightProtection: 0.4 });
    expect(steps[1]!.params).toEqual({ amount: 11 });
    expect(steps[0]!.reason).toBe('because exposure');
    expect(correctionPlan(NO_CORRECTIONS, () => '').steps).toEqual([]);
    expect(correctionPlan({ ...NO_CORRECTIONS, highlightProtection: 0.9 }, () => '').steps).toEqual([]);
  });
  it('says in words what the simulated edit measurably does', () => {
    const dark = scene(2 ** -1.2);
    const corrections = { ...NO_CORRECTIONS, exposureEv: 0.8, saturation: 25, miredShift: 0 };
    const simulation = simulateCorrections(dark, corrections);
    expect(simulation.meanDeltaE).toBeGreaterThan(3);
    const suggestions = suggestCorrections(simulation.before, simulation.after, corrections);
    expect(suggestions.map(({ attribute, direction }) => `${direction} ${attribute}`)).toEqual(expect.arrayContaining(['increase exposure', 'increase saturation']));
    for (const { reason } of suggestions) expect(reason).toMatch(/\d/);
  });
  it('has no words for nothing', () => {
    const attributes = measureAttributes(computePlanes(scene(1)));
    expect(suggestCorrections(attributes, attributes, NO_CORRECTIONS)).toEqual([]);
  });
  it('leaves a well-exposed scene nearly alone', () => {
    expect(simulateCorrections(scene(1), decide(scene(1))).meanDeltaE).toBeLessThan(4);
  });
});

describe('correctionOf', () => {
  it.each([
    [{ attribute: 'exposure', direction: 'decrease', magnitude: 'plain' }, 'exposureEv', -0.8],
    [{ attribute: 'colourTemperature', direction: 'increase', magnitude: 'slightly' }, 'miredShift', 10],
    [{ attribute: 'tint', direction: 'increase', magnitude: 'slightly' }, 'tint', 6],
    [{ attribute: 'saturation', direction: 'increase', magnitude: 'plain' }, 'saturation', 100 * (1 - 1 / 1.28)],
    [{ attribute: 'saturation', direction: 'decrease', magnitude: 'plain' }, 'saturation', -28],
  ] as const)('%o', (suggestion, name, amount) => {
    expect(correctionOf({ ...suggestion, reason: '' })).toEqual({ name, amount: expect.closeTo(amount, 5) as number });
  });
  it('leaves parts of the picture and restoration to others', () => {
    expect(correctionOf({ attribute: 'exposure', direction: 'increase', magnitude: 'plain', scope: 'subject', reason: '' })).toBeUndefined();
    expect(correctionOf({ attribute: 'noise', direction: 'remove', magnitude: 'plain', reason: '' })).toBeUndefined();
  });
});
