import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import golden from '../../../models/critic-golden.json';
import { CONTEXT_LENGTH, MOST_WORDS, STATE_WIDTH } from './vocabulary';

const MODELS = join(__dirname, '../../../models');
/** The bound for PyTorch against ONNX Runtime, and for critic and artist together. */
const PARITY = 1e-4;
const LARGEST_BYTES = 6e6;

type Answers = Record<'quality' | 'context' | 'states' | 'logits' | 'shape', readonly number[]> & { readonly heard: number };

/** What critic-parity.fixture.ts prints. */
function askNetwork(): Answers {
  const alias = { '@photocrafter/shared': join(__dirname, '../../../../shared') };
  const { outputFiles } = buildSync({ entryPoints: [join(__dirname, 'critic-parity.fixture.ts')], bundle: true, write: false, platform: 'node', format: 'esm', packages: 'external', alias, logLevel: 'error' });
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-', MODELS], { cwd: __dirname, encoding: 'utf8', input: outputFiles[0]!.text });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return JSON.parse(stdout) as Answers;
}

const farthest = (values: readonly number[], wanted: readonly number[]): number => Math.max(...wanted.map((value, i) => Math.abs(values[i]! - value)));

it('answers as PyTorch did, within 1e-4, and H_c has the agreed shape', () => {
  const found = askNetwork();
  for (const name of ['quality', 'context', 'states', 'logits'] as const) expect(farthest(found[name], golden[name])).toBeLessThan(PARITY);
  expect(found.shape).toEqual([1, CONTEXT_LENGTH + MOST_WORDS, STATE_WIDTH]);
  expect(found.heard).toBe(CONTEXT_LENGTH + 5);
}, 120_000);

it('leaves room: critic and artist are 6 MB together', async () => {
  const sizes = await Promise.all(['critic-context', 'critic-decoder', 'artist'].map(async (name) => (await stat(join(MODELS, `${name}.onnx`))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LARGEST_BYTES);
});
