import { spawnSync } from 'node:child_process';
import { buildSync } from 'esbuild';

/** Uses the real runtime, so it runs in a process of its own. The probe claims a provider that no platform but one has. */
const SOURCE = `
  import { mkdtemp, rm, writeFile } from 'node:fs/promises';
  import { tmpdir } from 'node:os';
  import { join } from 'node:path';
  import { knownAnswer, largestDifference } from './known-answer';
  import { createOnnxEngine } from './onnx-engine';
  const absent = process.platform === 'win32' ? 'coreml' : 'dml';
  const folder = await mkdtemp(join(tmpdir(), 'session-'));
  try {
    const { model, input, expected } = knownAnswer();
    const path = join(folder, 'network.onnx');
    await writeFile(path, model);
    const reports = [absent, 'cpu'].map((provider) => ({ provider, usable: true, because: 'claimed' }));
    const engine = createOnnxEngine({ threads: 1, probeFile: join(folder, 'providers.json'), probe: async () => reports });
    const session = await engine.open({ path, name: 'network' });
    const { output } = await session.run({ input });
    const wrongInput = await session.run({ input: { shape: [1], data: new Float32Array(1) } }).catch(({ code }) => code);
    const again = await session.run({ input });
    const missing = await engine.open({ path: path + '.absent', name: 'gone' }).catch(({ code }) => code);
    await session.close();
    console.log(JSON.stringify({
      provider: session.provider, reason: session.fallbackReason.replace(absent, 'ABSENT'), shape: output.shape,
      error: largestDifference(output.data, expected), again: largestDifference(again.output.data, expected), wrongInput, missing,
    }));
  } finally {
    await rm(folder, { recursive: true });
  }
`;

describe('a session of the real runtime', () => {
  it('opens on the CPU when a provider that passed its probe is gone, gives the known answer, and outlives a bad input', () => {
    const alias = { '@photocrafter/shared': `${__dirname}/../../../../shared` };
    const { outputFiles } = buildSync({ stdin: { contents: SOURCE, resolveDir: __dirname }, bundle: true, write: false, platform: 'node', format: 'esm', packages: 'external', alias, logLevel: 'error' });
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', outputFiles[0]!.text], { cwd: __dirname, encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout)).toEqual({
      provider: 'cpu', reason: expect.stringMatching(/^ABSENT could not open network: ./) as string, shape: [1, 8, 32, 32], error: 0, again: 0,
      wrongInput: 'ENGINE_UNAVAILABLE', missing: 'ENGINE_UNAVAILABLE',
    });
  });
});
