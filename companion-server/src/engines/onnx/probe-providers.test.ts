import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderReport } from '../engine';
import { knownAnswer, largestDifference } from './known-answer';
import { cachedProbe, freshProbe } from './probe-cache';
import { probeProvider } from './probe-providers';
import { candidateProviders } from './providers';

/** Made by the build that runs before all tests. */
const CHILD = join(__dirname, '../../../dist/probe-child.js');

describe('probing', () => {
  let folder = '';
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'probe-')); });
  afterEach(async () => { await rm(folder, { recursive: true }); });
  const script = async (source: string): Promise<string> => {
    const path = join(folder, 'child.cjs');
    await writeFile(path, source);
    return path;
  };

  it('finds the CPU usable with the very answer, and explains a provider that this platform lacks', async () => {
    expect(existsSync(CHILD)).toBe(true);
    const cpu = await probeProvider('cpu', CHILD);
    expect(cpu).toMatchObject({ provider: 'cpu', usable: true });
    expect(cpu.because).toBe('known answer matched: largest error 0.0');
    expect(cpu.milliseconds).toBeGreaterThan(0);
    const absent = candidateProviders().includes('coreml') ? 'dml' : 'coreml';
    expect(await probeProvider(absent, CHILD)).toEqual({ provider: absent, usable: false, because: 'not part of onnxruntime-node on this platform' });
  });

  it('survives a driver that crashes, exits or hangs', async () => {
    const because = async (source: string, timeoutMs?: number): Promise<string> => (await probeProvider('cuda', await script(source), timeoutMs)).because;
    expect(await because('process.abort()')).toMatch(/ended without an answer \(SIG|exit code/);
    expect(await because('process.exit(3)')).toBe('its process ended without an answer (exit code 3)');
    expect(await because('setInterval(() => {}, 1000)', 300)).toBe('no answer within 0.3 s');
  });

  it('keeps one line of a long refusal, without the place in the source', async () => {
    const child = await script(`process.send({ provider: 'webgpu', usable: false, because: '/src/webgpu_context.cc:136 No supported adapters\\nstack' })`);
    expect((await probeProvider('webgpu', child)).because).toBe('No supported adapters');
  });

  it('remembers answers for a week, and asks again when the file is damaged', async () => {
    const file = join(folder, 'deep', 'providers.json');
    let asked = 0;
    const probe = (): Promise<ProviderReport[]> => Promise.resolve([{ provider: 'cpu', usable: true, because: String(++asked) }]);
    const now = 1e12;
    expect(await cachedProbe(file, probe, now)).toEqual([{ provider: 'cpu', usable: true, because: '1' }]);
    expect(await cachedProbe(file, probe, now + 1000)).toEqual([{ provider: 'cpu', usable: true, because: '1' }]);
    await cachedProbe(file, probe, now + 8 * 24 * 60 * 60 * 1000);
    expect(asked).toBe(2);
    await writeFile(file, '{');
    await cachedProbe(file, probe, now);
    expect(asked).toBe(3);
    // A time in the future is a clock that was wrong.
    await cachedProbe(file, probe, now - 8 * 24 * 60 * 60 * 1000);
    expect(asked).toBe(4);
    expect(await readdir(join(folder, 'deep'))).toEqual(['providers.json']);
  });
});

describe('what is remembered of a probe', () => {
  let file = '';
  beforeEach(async () => { file = join(await mkdtemp(join(tmpdir(), 'probe-')), 'providers.json'); });
  afterEach(async () => { await rm(join(file, '..'), { recursive: true }); });
  const answers = (because: string) => (): Promise<ProviderReport[]> => Promise.resolve([{ provider: 'cpu', usable: true, because }]);

  it('is forgotten with another runtime, driver or set of libraries', async () => {
    await cachedProbe(file, answers('old'));
    const kept = JSON.parse(await readFile(file, 'utf8')) as { machine: string };
    await writeFile(file, JSON.stringify({ ...kept, machine: kept.machine.replace(/onnxruntime-node [\d.]+/, 'onnxruntime-node 1.0.0') }));
    expect(await cachedProbe(file, answers('new'))).toMatchObject([{ because: 'new' }]);
    await writeFile(file, JSON.stringify({ ...kept, machine: `${kept.machine},libonnxruntime_providers_cuda.so` }));
    expect(await cachedProbe(file, answers('newer'))).toMatchObject([{ because: 'newer' }]);
  });

  it('is replaced by a fresh one', async () => {
    await cachedProbe(file, answers('old'));
    expect(await freshProbe(file, answers('new'))).toMatchObject([{ because: 'new' }]);
    expect(await cachedProbe(file, answers('not asked'))).toMatchObject([{ because: 'new' }]);
  });

  it('does not stand in the way when it cannot be written', async () => {
    await writeFile(file, 'a file, not a folder');
    expect(await freshProbe(join(file, 'providers.json'), answers('new'))).toMatchObject([{ because: 'new' }]);
  });
});

describe('the known answer', () => {
  it('is made the same every time, and is not trivial', () => {
    expect(Buffer.compare(knownAnswer().model, knownAnswer().model)).toBe(0);
    expect(new Set(knownAnswer().expected).size).toBeGreaterThan(20);
  });
  it('accepts no NaN and no other length', () => {
    const { expected } = knownAnswer();
    expect(largestDifference(expected, expected)).toBe(0);
    expect(largestDifference(expected.map(() => NaN), expected)).toBeNaN();
    expect(largestDifference(expected.slice(1), expected)).toBeNaN();
  });
});

describe('candidateProviders', () => {
  it.each([
    ['linux', 'x64', 'cuda'], ['win32', 'x64', 'dml'], ['win32', 'arm64', 'dml'], ['darwin', 'arm64', 'coreml'], ['linux', 'arm64', 'cpu'],
  ] as const)('begins on %s %s with %s', (platform, architecture, first) => {
    expect(candidateProviders(platform, architecture)[0]).toBe(first);
  });
  it('ends with the CPU wherever there is a runtime', () => {
    for (const [platform, architecture] of [['linux', 'x64'], ['linux', 'arm64'], ['win32', 'x64'], ['win32', 'arm64'], ['darwin', 'arm64']] as const) expect(candidateProviders(platform, architecture).at(-1)).toBe('cpu');
    expect(candidateProviders('darwin', 'x64')).toEqual([]);
  });
});
