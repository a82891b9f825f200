import { createHash } from 'node:crypto';
import { noToken } from '@photocrafter/shared/client/no-token.fixture';
import type { Critique } from '@photocrafter/shared/critique/critique';
import type { Delivery } from '@photocrafter/shared/host/host-adapter';
import type { ContractBounds, HostStage } from '@photocrafter/shared/host/host-contract';
import { createPhotoshopHost, type PhotoshopHost } from '../src/host/photoshop-host';
import { COLOURS, toRgb, type SampleForm } from './fake-colour';
import { FakePhotoshop, type FakeOptions } from './fake-photoshop';
import { locate, walk, type FakeDocumentState, type FakeLayerState } from './fake-state';
import { render } from './composite';
import { ReferenceCompanion } from './reference-companion';

export const CRITIQUE: Critique = {
  schemaVersion: 1,
  sections: { quality: 'Sharp.', colourAndLight: 'Dark.', composition: 'Centred.', aesthetics: 'Calm – 静か.', overall: 'A quiet picture.' },
  findings: [{ id: 'dark', section: 'colourAndLight', polarity: 'fault', statement: 'The shore is dark.', evidence: [], severity: 0.5, region: { x: 0.25, y: 0.5, width: 0.5, height: 0.25 } }],
  suggestions: [{ attribute: 'exposure', direction: 'increase', magnitude: 'moderately', reason: 'dark' }],
  critic: 'test',
};

/** A fake Photoshop with one document, the plugin in it, and the reference companion. */
export interface PhotoshopStage extends HostStage {
  readonly photoshop: FakePhotoshop;
  readonly companion: ReferenceCompanion;
  readonly documentId: number;
  state(): FakeDocumentState;
}

/** The active layer of `document` is the picture; with none, the composite is. */
export function openPhotoshopStage(document: FakeDocumentState, options: Partial<FakeOptions> = {}): PhotoshopStage {
  const photoshop = new FakePhotoshop(options);
  const companion = new ReferenceCompanion();
  photoshop.open(document);
  const host = createHost(photoshop);
  const state = (): FakeDocumentState => photoshop.state(document.id);
  const [pictureId] = document.active;
  const original = (): FakeLayerState | undefined => (pictureId === undefined ? undefined : locate(state(), pictureId).layer);
  let calls = 0;
  return {
    host, photoshop, companion, state, documentId: document.id,
    document: () => plain(state()),
    original: () => plain(original() ?? { layers: state().layers.filter(({ name }) => name !== 'Photocrafter') }),
    originalBounds: () => (pictureId === undefined ? { left: 0, top: 0, width: document.width, height: document.height } : boundsOf(original()!)),
    placedBounds() {
      const group = [...walk(state().layers)].find(({ layer }) => layer.name === 'Photocrafter')?.layer;
      const pixels = group?.children?.find(({ pixels: some }) => some !== undefined);
      return pixels && boundsOf(pixels);
    },
    look: () => Promise.resolve(lookOf(state())),
    undoSteps: () => photoshop.history(document.id).steps.length,
    undo() {
      photoshop.undo(document.id);
      return Promise.resolve();
    },
    removeOriginal() {
      if (pictureId === undefined) photoshop.close(document.id);
      else locate(state(), pictureId).siblings.splice(locate(state(), pictureId).siblings.indexOf(original()!), 1);
      state().active = [];
      return Promise.resolve();
    },
    leaks: () => photoshop.openImages.size + Number(photoshop.isModal),
    onCall(n, action) {
      calls = 0;
      const count = (): void => { if (calls++ === n) action(); };
      photoshop.onCall = count;
      companion.onCall = count;
    },
    async delivery(picture, plan, choice): Promise<Delivery> {
      const { sha256 } = await picture.upload(companion.client, new AbortController().signal);
      return { picture, plan, critique: CRITIQUE, choice, client: companion.client, jobId: companion.render(sha256, plan, picture.capabilities ?? host.capabilities) };
    },
    close: () => Promise.resolve(),
  };
}

export function createHost(photoshop: FakePhotoshop, parts: Partial<Parameters<typeof createPhotoshopHost>[0]> = {}): PhotoshopHost {
  const shelf = new Map<string, string>();
  return createPhotoshopHost({
    context: { api: photoshop, after: () => Promise.resolve(), outOfTolerance: [] },
    fetch: () => Promise.reject(new Error('no network here')),
    token: noToken,
    shelf: {
      get: (key) => Promise.resolve(shelf.get(key)),
      set(key, value) {
        shelf.set(key, value);
        return Promise.resolve();
      },
    },
    copyText: () => Promise.resolve(), saveText: () => Promise.resolve(), saveBytes: () => Promise.resolve(),
    ...parts,
  });
}

/** R, G, B, A of the canvas, 0..1. */
export function lookOf(document: FakeDocumentState): number[] {
  const form: SampleForm = { mode: document.mode, profile: document.profile, bits: document.bits };
  const { colours, data } = render(document);
  const seen: number[] = [];
  for (let i = 0; i < data.length; i += COLOURS[document.mode] + 1) {
    const alpha = data[i + colours]!;
    seen.push(...(alpha === 0 ? [0, 0, 0] : toRgb(data.subarray(i, i + colours), form)), alpha);
  }
  return seen;
}

function boundsOf({ pixels }: FakeLayerState): ContractBounds {
  const { left, top, right, bottom } = pixels!;
  return { left, top, width: right - left, height: bottom - top };
}

/** Samples as their hash, so that whole documents compare quickly. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${createHash('sha256').update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)).digest('hex')}`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, plain(inner)]));
}
