import { AppError } from '@photocrafter/shared/errors/app-error';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { createFloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { PlanStep } from '@photocrafter/shared/plan/edit-plan';
import type { Session } from '../engines/engine';
import { floatStore } from '../pixels/float-store';
import { restorePicture, restorationSteps, type RestoreTools } from './restore-picture';

const step = (operator: string, changes: Partial<PlanStep> = {}): PlanStep =>
  ({ id: operator, dimension: 'colourAndLight', lane: 'pixels', operator, version: 1, params: {}, reason: '', enabled: true, strength: 1, ...changes });

const grey = (width: number, height: number): ReturnType<typeof createFloatImage> => {
  const image = createFloatImage(width, height, SRGB);
  image.data.fill(0.5);
  return image;
};

/** A network that halves every sample, on providers that fail for tiles above a size: an out-of-memory ladder without a GPU. */
function sessionOf(largest: readonly { readonly provider: string; readonly side: number }[]): Session & { readonly seen: string[]; readonly names: string[] } {
  const left = [...largest], seen: string[] = [], names: string[] = [];
  let reason: string | undefined;
  return {
    seen, names,
    get provider() { return left[0]!.provider; },
    get fallbackReason() { return reason; },
    run: ({ input }, options) => {
      const [, channels, height, width] = input!.shape as [number, number, number, number];
      seen.push(`${left[0]!.provider} ${width}x${height}`);
      if (Math.max(width, height) > left[0]!.side) {
        expect(options).toEqual({ tellOutOfMemory: true });
        return Promise.reject(new AppError('OUT_OF_MEMORY', 'no room'));
      }
      return Promise.resolve({ output: { shape: [1, 3, height, width], data: input!.data.subarray(0, ((channels - 1) * input!.data.length) / channels).map((v) => v / 2) } });
    },
    fallBack: (why) => {
      if (left.length === 1) return Promise.resolve(false);
      left.shift();
      reason = why;
      return Promise.resolve(true);
    },
    close: () => Promise.resolve(),
  };
}

function tools(session: ReturnType<typeof sessionOf>, changes: Partial<RestoreTools> = {}): RestoreTools & { readonly images: ReturnType<typeof grey>[] } {
  const images: ReturnType<typeof grey>[] = [];
  return {
    images,
    open: (name) => { session.names.push(name); return Promise.resolve(session); },
    createStore: () => { images.push(createFloatImage(300, 200, SRGB)); return Promise.resolve(floatStore(images.at(-1)!)); },
    makeProxy: () => Promise.resolve(grey(8, 8)),
    side: 512,
    ...changes,
  };
}

const never = new AbortController().signal;

describe('restorePicture', () => {
  it('carries out steps in order, each on what the one before made, at their strengths', async () => {
    const session = sessionOf([{ provider: 'cpu', side: 9999 }]), all = tools(session);
    const fractions: number[] = [];
    const { store, notes } = await restorePicture(floatStore(grey(300, 200)), SRGB, [step('deblock'), step('deblur', { strength: 0.5 }), step('deblur', { enabled: false })], { ...all, onProgress: (fraction) => { fractions.push(fraction); } }, never);
    expect(session.names).toEqual(['small-deblock', 'small-deblur']);
    expect([all.images[0]!.data[0], all.images[1]!.data[0]]).toEqual([0.25, 0.1875]);
    expect(await store.readRows(0, 1)).toEqual(all.images[1]!.data.subarray(0, 900));
    expect(notes).toEqual([]);
    expect(fractions).toEqual([0.5, 1]);
  });

  it('changes nothing and opens nothing for a plan without enabled pixel steps', async () => {
    const source = floatStore(grey(300, 200)), session = sessionOf([{ provider: 'cpu', side: 1 }]);
    const { store } = await restorePicture(source, SRGB, [step('denoise', { strength: 0 }), step('exposure', { lane: 'adjustments' })], tools(session), never);
    expect(store).toBe(source);
    expect(session.names).toEqual([]);
  });

  it('goes on with smaller tiles, then on the next provider, and says both', async () => {
    const session = sessionOf([{ provider: 'cuda', side: 100 }, { provider: 'cpu', side: 9999 }]), all = tools(session);
    let spent = 0;
    const { notes } = await restorePicture(floatStore(grey(300, 200)), SRGB, [step('deblock')], { ...all, onOutOfMemory: () => { spent++; } }, never);
    expect(spent).toBe(3);
    expect(session.seen).toEqual(['cuda 304x200', 'cuda 256x200', 'cuda 128x128', 'cpu 304x200']);
    expect(all.images[0]!.data.every((v) => v === 0.25)).toBe(true);
    expect(notes).toEqual([
      'Remove JPEG artefacts: memory ran out on cuda with tiles of 512 px; went on with 256 px',
      'Remove JPEG artefacts: memory ran out on cuda with tiles of 256 px; went on with 128 px',
      'Remove JPEG artefacts: memory ran out on cuda; went on on cpu, which is slower',
      'Remove JPEG artefacts: ran on cpu (cuda ran out of memory)',
    ]);
  });

  it('gives up with OUT_OF_MEMORY when nothing smaller is left', async () => {
    await expect(restorePicture(floatStore(grey(300, 200)), SRGB, [step('deblock')], tools(sessionOf([{ provider: 'cpu', side: 10 }])), never)).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
  });

  it('refuses restorations and parameters that it does not know, also in steps that are switched off', () => {
    expect(() => restorationSteps([step('beautify')])).toThrow(expect.objectContaining({ code: 'INVALID_PLAN' }));
    expect(() => restorationSteps([step('deblur', { params: { radiusPx: 99 }, enabled: false })])).toThrow(expect.objectContaining({ code: 'INVALID_PLAN' }));
  });
});
