import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import golden from '../../../models/artist.golden.json';
import card from '../../../models/artist.json';
import { CORRECTION_NAMES, type Corrections } from '../../critic/corrections/corrections';
import { bundledNetworkPath } from '../../models/bundled-networks';
import { takeNoise } from './take-noise';

interface Answers {
  readonly answers: readonly { readonly shape: readonly number[]; readonly middle: readonly number[]; readonly takes: readonly number[] }[];
  readonly takes: readonly Corrections[];
  readonly more: number;
  readonly less: number;
  readonly heard: Corrections;
  readonly alone: Corrections;
  readonly plan: EditPlan;
  readonly take: EditPlan;
}

/** What learned-artist.fixture.ts prints. */
function askNetwork(): Answers {
  const alias = { '@photocrafter/shared': join(__dirname, '../../../../shared') };
  const { outputFiles } = buildSync({ entryPoints: [join(__dirname, 'learned-artist.fixture.ts')], bundle: true, write: false, platform: 'node', format: 'esm', packages: 'external', alias, logLevel: 'error' });
  const words = [dirname(bundledNetworkPath('artist')), join(__dirname, '../../../../samples/otters.jpg')];
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-', ...words], { cwd: __dirname, encoding: 'utf8', input: outputFiles[0]!.text });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return JSON.parse(stdout) as Answers;
}

describe('the artist network', () => {
  let found: Answers;
  beforeAll(() => { found = askNetwork(); }, 120_000);

  it('answers as PyTorch did, to 1e-4 of a full slider', () => {
    const worst = (values: readonly number[], wanted: readonly number[]): number => Math.max(...wanted.map((value, k) => Math.abs(values[k]! - value) / card.parameters[k % card.parameters.length]!.largest));
    golden.forEach(({ middle, takes }, i) => {
      expect(found.answers[i]!.shape).toEqual([takes.length / card.parameters.length, card.parameters.length]);
      expect(worst(found.answers[i]!.middle, middle)).toBeLessThan(1e-4);
      expect(worst(found.answers[i]!.takes, takes)).toBeLessThan(1e-4);
    });
  });
  it('draws the same take from the same seed and another from another', () => {
    expect(found.takes[0]).toEqual(found.takes[2]);
    expect(found.takes[0]).not.toEqual(found.takes[1]);
  });
  it('follows an explicit list: more light asked for is more light planned', () => {
    expect(found.more).toBeGreaterThan(0.2);
    expect(found.less).toBeLessThan(-0.2);
  });
  it('is not moved by silent states of a critic', () => {
    for (const name of CORRECTION_NAMES) expect(found.heard[name]).toBeCloseTo(found.alone[name], 3);
  });
  it('plans editable steps for what it proposed, and another plan for a take', () => {
    expect(found.plan.steps.map(({ operator }) => operator)).toContain('exposure');
    expect(found.take.steps.every(({ lane }) => lane === 'adjustments')).toBe(true);
  });
});

it('takeNoise is standard normal', () => {
  const noise = takeNoise(5, 20000);
  expect(noise.reduce((sum, value) => sum + value, 0) / noise.length).toBeCloseTo(0, 1);
  expect(noise.reduce((sum, value) => sum + value * value, 0) / noise.length).toBeCloseTo(1, 1);
});
