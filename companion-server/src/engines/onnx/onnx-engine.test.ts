import type { ProviderReport, Session } from '../engine';
import { createOnnxEngine } from './onnx-engine';

const report = (provider: string, usable = true): ProviderReport => ({ provider, usable, because: '' });
const model = { path: 'network.onnx', name: 'network' };

/** Sessions that fail as told: `open` names providers that cannot open, `run` gives the runs that one survives. */
function engineOf(providers: readonly ProviderReport[], { failToOpen = [], runs = {} }: { failToOpen?: readonly string[]; runs?: Readonly<Record<string, number>> } = {}) {
  const closed: string[] = [];
  const engine = createOnnxEngine({
    threads: 1, probeFile: '', probe: () => Promise.resolve(providers),
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
  return { engine, closed };
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

  it('gives up with every reason when none is left', async () => {
    const { engine } = engineOf([report('cuda'), report('cpu')], { runs: { cuda: 0, cpu: 0 } });
    const session = await engine.open(model);
    await expect(session.run(input)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE', detail: 'cuda failed while running: out of memory; cpu failed while running: out of memory' });
    await expect(engineOf([report('cpu', false)]).engine.open(model)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  });

  it('does not open for a job that was cancelled', async () => {
    await expect(engineOf([report('cpu')]).engine.open(model, AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
