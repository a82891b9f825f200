import { join } from 'node:path';
import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import { parseInstruction } from '@photocrafter/shared/critique/instruction';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { parsePlan, serialisePlan } from '@photocrafter/shared/plan/plan-json';
import { applyCorrections, fitOperators } from './fit-operators';
import { NO_CORRECTIONS } from '../critic/corrections/corrections';
import { correctionPlan } from '../critic/corrections/correction-plan';
import { examinePhoto } from '../critic/examine-photo';
import type { Session } from '../engines/engine';
import { loadFloatImage } from '../pixels/float-image-files';
import { renderFloat } from '../render/render-rows';
import { enhancePhoto } from './enhance-photo';
import { findHarm } from './find-harm';
import { fitResidualLut } from './fit-residual-lut';
import { measuredArtist } from './measured-artist';
import { networkArtist } from './network-artist';
import { neverWorseGate } from './never-worse-gate';

const signal = new AbortController().signal;
const sample = (name: string): Promise<FloatImage> => loadFloatImage(join(__dirname, '../../../samples', name), 384);
const darken = (image: FloatImage, ev: number): FloatImage => applyCorrections(image, { ...NO_CORRECTIONS, exposureEv: ev });
const flat = (level: number, size = 32): FloatImage => ({ width: size, height: size, data: new Float32Array(size * size * 3).fill(level), encoding: SRGB });

describe('fitOperators', () => {
  it('finds the operators between two pictures again', async () => {
    const before = await sample('otters.jpg');
    const wanted = { ...NO_CORRECTIONS, exposureEv: 0.5, highlightProtection: 0.6, contrast: 15, saturation: 12 };
    const found = fitOperators(before, applyCorrections(before, wanted));
    // brightness can also be said by whites and highlights, so only the picture is unique
    expect(deltaEStats(applyCorrections(before, found), applyCorrections(before, wanted)).mean).toBeLessThan(0.6);
  });
  it('finds nothing between equal pictures', async () => {
    const image = await sample('cat.jpg');
    expect(deltaEStats(applyCorrections(image, fitOperators(image, image)), image).mean).toBeLessThan(0.05);
  });
});

describe('fitResidualLut', () => {
  it('closes a smooth global difference', async () => {
    const from = await sample('lake.jpg');
    const to = { ...from, data: from.data.map((value, i) => Math.min(1, value ** 0.9 * (i % 3 === 2 ? 0.95 : 1))) };
    const table = fitResidualLut(from, to);
    const after = renderFloat(from, [{ name: 'rest', stepId: 'rest', opacity: 1, adjustment: { kind: 'lut3d', size: 33, table } }]);
    expect(deltaEStats(after, to).mean).toBeLessThan(deltaEStats(from, to).mean / 4);
  });
});

describe('findHarm', () => {
  it.each([
    ['new clipping', flat(0.9), flat(1), /to white/],
    ['lost shadows', flat(0.1), flat(0), /to black/],
    ['white turned grey', flat(1), flat(0.8), /from white to grey/],
  ])('sees %s', (_, before, after, words) => {
    const { size, worst } = findHarm(before, after, {});
    expect(size).toBeGreaterThan(0);
    expect(worst).toMatch(words);
  });
  it('sees skin that changes hue, and only where the skin is', () => {
    const skin = { ...flat(0), data: Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => [0.8, 0.6, 0.5][i % 3]!) };
    const green = { ...skin, data: Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => [0.7, 0.7, 0.5][i % 3]!) };
    expect(findHarm(skin, green, { skin: new Float32Array(1024).fill(1) }).worst).toMatch(/hue of skin/);
    expect(findHarm(skin, green, {}).size).toBe(0);
    expect(findHarm(skin, skin, { skin: new Float32Array(1024).fill(1) }).size).toBe(0);
  });
});

describe('neverWorseGate', () => {
  it('passes a plan without harm as it is', () => {
    const plan = correctionPlan({ ...NO_CORRECTIONS, exposureEv: 0.3 }, () => '');
    const result = neverWorseGate(flat(0.3), plan, {});
    expect(result.plan).toBe(plan);
    expect(result.report).toEqual([]);
  });
  it('weakens the step that harms until nothing is harmed, and says so', () => {
    const bright = { ...flat(0), data: Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => 0.5 + 0.45 * (i / (32 * 32 * 3))) };
    const { plan, after, report } = neverWorseGate(bright, correctionPlan({ ...NO_CORRECTIONS, exposureEv: 2, contrast: 5 }, () => ''), {});
    expect(findHarm(bright, after, {}).size).toBe(0);
    expect(plan.steps.find(({ operator }) => operator === 'exposure')!.strength).toBeLessThan(1);
    expect(report.join()).toMatch(/^exposure: (weakened to \d+ %|left out), because it would have clipped/);
  });
});

describe('enhancePhoto', () => {
  it('brings a dark photo nearer to the original, does what it suggests, and plans only what a plan file can hold', async () => {
    const clean = await sample('otters.jpg');
    const dark = darken(clean, -1.5);
    const examination = examinePhoto(dark);
    const result = await enhancePhoto(dark, examination, { artist: measuredArtist, strength: 1 }, signal);
    expect(deltaEStats(renderFloat(dark, result.layers), clean).mean).toBeLessThan(0.7 * deltaEStats(dark, clean).mean);
    expect(examination.critique.suggestions.some(({ attribute, direction }) => attribute === 'exposure' && direction === 'increase')).toBe(true);
    expect(result.compliance.value).toBe(1);
    expect(parsePlan(serialisePlan(result.plan))).toEqual(result.plan);
  });
  it.each(['low-key-cafe.jpg', 'night-city.jpg', 'high-key-tea.jpg', 'monochrome-mountains.jpg', 'silhouette-gate.jpg', 'cat.jpg'])('leaves the finished %s nearly alone', async (name) => {
    const image = await sample(name);
    const { layers } = await enhancePhoto(image, examinePhoto(image), { artist: measuredArtist, strength: 1 }, signal);
    expect(deltaEStats(renderFloat(image, layers), image).mean).toBeLessThan(2);
  });
  it('does half at half strength and nothing at none', async () => {
    const dark = darken(await sample('otters.jpg'), -1.5);
    const examination = examinePhoto(dark);
    const moved = async (strength: number): Promise<number> => {
      const { layers } = await enhancePhoto(dark, examination, { artist: measuredArtist, strength }, signal);
      return deltaEStats(renderFloat(dark, layers), dark).mean;
    };
    const [full, half, none] = [await moved(1), await moved(0.5), await moved(0)];
    expect(half).toBeGreaterThan(0.3 * full);
    expect(half).toBeLessThan(0.7 * full);
    expect(none).toBe(0);
  });
  it('executes an instruction with its magnitudes and names what it cannot', async () => {
    const image = await sample('otters.jpg');
    const { suggestions } = parseInstruction('remove blur, slightly decrease exposure and moderately increase saturation');
    const { plan, compliance, notExecuted } = await enhancePhoto(image, examinePhoto(image), { artist: measuredArtist, strength: 1, instruction: suggestions }, signal);
    expect(plan.steps.map(({ operator, params }) => [operator, Object.values(params)[0]])).toEqual([['exposure', -0.25], ['saturation', 15]]);
    expect(compliance.value).toBe(1);
    expect(notExecuted.map(({ suggestion }) => suggestion.attribute)).toEqual(['blur']);
  });
  it('keeps a named region out of an edit, and says when there is none', async () => {
    const image = await sample('lake.jpg');
    const examination = examinePhoto(image);
    const wish = parseInstruction('brighten the background').suggestions;
    const { plan, notExecuted } = await enhancePhoto(image, { ...examination, evidence: withoutSubject(examination.evidence) }, { artist: measuredArtist, strength: 1, instruction: wish }, signal);
    expect(plan.steps).toEqual([]);
    expect(notExecuted[0]!.because).toMatch(/background/);
  });
});

function withoutSubject<T extends { readonly subject?: unknown }>(evidence: T): T {
  return Object.fromEntries(Object.entries(evidence).filter(([name]) => name !== 'subject')) as T;
}

describe('networkArtist', () => {
  /** A network that always answers with the brightest version of everything. */
  const session = (asked: { count: number }): Session => ({
    provider: 'fake',
    run: ({ input }) => {
      asked.count++;
      return Promise.resolve({ output: { shape: input!.shape, data: input!.data.map((value) => Math.min(1, value ** 0.5)) } });
    },
    close: () => Promise.resolve(),
  });
  it('does not even ask the network about a photo without a fault', async () => {
    const asked = { count: 0 };
    const image = await sample('cat.jpg');
    const plan = await networkArtist(() => Promise.resolve(session(asked))).plan({ proxy: image, ...examinePhoto(image) }, signal);
    expect(asked.count).toBe(0);
    expect(plan.steps).toEqual([]);
  });
  it('lets the network set the amount of a proved fault, within bounds', async () => {
    const asked = { count: 0 };
    const dark = darken(await sample('otters.jpg'), -1.5);
    const examination = examinePhoto(dark);
    const plan = await networkArtist(() => Promise.resolve(session(asked))).plan({ proxy: dark, ...examination }, signal);
    expect(asked.count).toBe(1);
    const exposure = plan.steps.find(({ operator }) => operator === 'exposure')!.params['exposureEv'] as number;
    expect(exposure).toBeGreaterThan(0);
    expect(exposure).toBeLessThanOrEqual(1.6 * examination.evidence.corrections!.exposureEv + 0.05);
  });
});
