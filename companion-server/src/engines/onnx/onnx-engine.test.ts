import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderReport, Session } from '../engine';
import { createOnnxEngine } from './onnx-engine';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'engine-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

const report = (provider: string, usable = true): ProviderReport => ({ provider, usable, because: usable ? 'matched' : 'no driver' });
const model = { path: 'network.onnx', name: 'network' };

/** Sessions that fail as told: `open` names providers that cannot open, `run` gives the runs that one survives. */
function engineOf(providers: readonly ProviderReport[], { failToOpen = [], runs = {} }: { failToOpen?: readonly string[]; runs?: Readonly<Record<string, number>> } = {}) {
  const closed: string[] = [];
  let probes = 0;
  const engine = createOnnxEngine({
    threads: 1, probeFile: join(folder, 'providers.json'), probe: () => { probes++; return Promise.resolve(providers); },
    open: (_, provider) => {
      if (failToOpen.includes(provider)) return Promise.reject(new Error(`no ${provider}\nand a long story`));
      let left = runs[provider] ?? Infinity;
      const session: Session = {
        provider,
        run: (inputs) => (left-- > 0 ? Promise.resolve(inputs) : Promise.reject(new Error('out of memory'))),
        close: () => { closed.push(provider); return Promise.resolve(); },
      };
      return Promise.resolve(session);
    },
  });
  return { engine, closed, probes: () => probes };
}

describe('createOnnxEngine', () => {
  const input = { x: { shape: [1], data: Float32Array.of(1) } };

  it('opens on the first provider that passed its probe', async () => {
    const session = await engineOf([report('cuda', false), report('webgpu'), report('cpu')]).engine.open(model);
    expect(session.provider).toBe('webgpu');
    expect(session.fallbackReason).toBeUndefined();
  });

  it('goes on to the next when one cannot open the network, and says why', async () => {
    const session = await engineOf([report('cuda'), report('cpu')], { failToOpen: ['cuda'] }).engine.open(model);
    expect(session.provider).toBe('cpu');
    expect(session.fallbackReason).toBe('cuda could not open network: no cuda');
  });

  it('goes on to the next when one fails while running, and stays there', async () => {
    const { engine, closed } = engineOf([report('dml'), report('webgpu'), report('cpu')], { failToOpen: ['webgpu'], runs: { dml: 1 } });
    const session = await engine.open(model);
    await session.run(input);
    expect(session.provider).toBe('dml');
    expect(await session.run(input)).toBe(input);
    expect(session.provider).toBe('cpu');
    expect(session.fallbackReason).toBe('dml failed while running: out of memory; webgpu could not open network: no webgpu');
    await session.close();
    expect(closed).toEqual(['dml', 'cpu']);
  });

  it('tells who asks that memory ran out, keeps the provider, and gives it up on request', async () => {
    const session = await engineOf([report('cuda'), report('cpu')], { runs: { cuda: 0 } }).engine.open(model);
    for (let i = 0; i < 2; i++) await expect(session.run(input, { tellOutOfMemory: true })).rejects.toMatchObject({ code: 'OUT_OF_MEMORY', detail: 'cuda failed while running: out of memory' });
    expect(session.provider).toBe('cuda');
    expect(await session.fallBack!('too small a card')).toBe(true);
    expect([session.provider, session.fallbackReason]).toEqual(['cpu', 'too small a card']);
    expect(await session.fallBack!('again')).toBe(false);
  });

  it('gives up with every reason when none is left', async () => {
    const { engine } = engineOf([report('cuda'), report('cpu')], { runs: { cuda: 0, cpu: 0 } });
    const session = await engine.open(model);
    await expect(session.run(input)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE', detail: 'cuda failed while running: out of memory; cpu failed while running: out of memory' });
  });

  it('gives up with every reason when none can open', async () => {
    const opening = engineOf([report('cuda'), report('webgpu')], { failToOpen: ['cuda', 'webgpu'] }).engine.open(model);
    await expect(opening).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE', detail: 'cuda could not open network: no cuda; webgpu could not open network: no webgpu' });
  });

  it('says why each was refused when no provider passed its probe', async () => {
    const { engine } = engineOf([report('cuda', false), report('cpu', false)]);
    await expect(engine.open(model)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE', detail: 'cuda: no driver; cpu: no driver' });
  });

  it('keeps the last provider after a failure: the next picture may do', async () => {
    let runs = 0, closed = false;
    const flaky: Session = { provider: 'cpu', run: (inputs) => (closed || runs++ === 0 ? Promise.reject(new Error('out of memory')) : Promise.resolve(inputs)), close: () => { closed = true; return Promise.resolve(); } };
    const session = await createOnnxEngine({ threads: 1, probeFile: join(folder, 'providers.json'), probe: () => Promise.resolve([report('cpu')]), open: () => Promise.resolve(flaky) }).open(model);
    await expect(session.run(input)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    expect(await session.run(input)).toBe(input);
  });

  it('probes once for many networks, and anew when asked', async () => {
    const { engine, probes } = engineOf([report('cpu')]);
    await engine.open(model);
    await engine.open(model);
    expect(probes()).toBe(1);
    await engine.probe();
    expect(probes()).toBe(2);
  });

  it('does not open for a job that was cancelled', async () => {
    await expect(engineOf([report('cpu')]).engine.open(model, AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
