import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { evaluateLayers } from '../../shared/adjustments/evaluate';
import { createLocalClient } from '../../shared/client/local-client';
import type { Critique } from '../../shared/critique/critique';
import { hostContract, type ContractBounds, type HostStage } from '../../shared/host/host-contract';
import type { EditPlan } from '../../shared/plan/edit-plan';
import { lowerPlan } from '../../shared/plan/lower-plan';
import { SRGB } from '../../shared/pixels/colour-encoding';
import { bounds } from '../fake/matrix';
import { openStage } from './figma-stage';

const WIDTH = 48, HEIGHT = 32;
const CRITIQUE: Critique = {
  schemaVersion: 1,
  sections: { quality: 'Sharp.', colourAndLight: 'Dark.', composition: 'Centred.', aesthetics: 'Calm – 静か.', overall: 'A quiet picture.' },
  findings: [{ id: 'dark', section: 'colourAndLight', polarity: 'fault', statement: 'The shore is dark.', evidence: [], severity: 0.5, region: { x: 0.25, y: 0.5, width: 0.5, height: 0.25 } }],
  suggestions: [{ attribute: 'exposure', direction: 'increase', magnitude: 'moderately', reason: 'dark' }],
  critic: 'test',
};
const step = { dimension: 'colourAndLight', lane: 'adjustments', version: 1, reason: '', enabled: true } as const;
const plan: EditPlan = { schemaVersion: 1, advice: {}, steps: [{ ...step, id: 'a', operator: 'exposure', params: { exposureEv: 0.6, highlightProtection: 0 }, strength: 0.8 }] };
const identity: EditPlan = { schemaVersion: 1, advice: {}, steps: [] };

/** Applies plans by their reference meaning: what a render job is, without a server. */
function referenceCompanion(hear: () => void) {
  const files = new Map<string, Uint8Array>();
  const plans: { readonly asset: string; readonly plan: EditPlan }[] = [];
  const render = async ({ asset, plan: wanted }: (typeof plans)[number]): Promise<Uint8Array> => {
    const { data, info: { width, height } } = await sharp(files.get(asset)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const image = evaluateLayers(lowerPlan(wanted, SRGB), { width, height, encoding: SRGB, data: Float32Array.from(data, (value) => value / 255) });
    return new Uint8Array(await sharp(Buffer.from(Uint8Array.from(image.data, (value) => Math.round(value * 255))), { raw: { width, height, channels: 3 } }).png().toBuffer());
  };
  const client = createLocalClient(async ({ path, body }) => {
    hear();
    if (path === '/v1/assets' && body instanceof Uint8Array) {
      const sha256 = createHash('sha256').update(body).digest('hex');
      files.set(sha256, body);
      return { status: 201, body: new Uint8Array(Buffer.from(JSON.stringify({ asset: { sha256 }, bytes: body.length }))) };
    }
    const [, job] = /^\/v1\/jobs\/(\d+)\/results\/image$/.exec(path) ?? [];
    return job === undefined ? { status: 404, body: new Uint8Array() } : { status: 200, body: await render(plans[Number(job)]!) };
  }, 'http://localhost:1');
  return { client, start: (asset: string, wanted: EditPlan): string => String(plans.push({ asset, plan: wanted }) - 1) };
}

async function open(): Promise<HostStage> {
  const stage = await openStage();
  const { engine, host, call } = stage;
  const { user } = engine;
  const pixels = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => (i * 37) % 180);
  const hash = engine.importImage(new Uint8Array(await sharp(Buffer.from(pixels), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } }).png().toBuffer()));
  user.addImage(hash, WIDTH, HEIGHT);
  const frame = user.build({ type: 'FRAME', name: 'Poster', width: 80, height: 60, x: 300, y: 200, children: [{ type: 'RECTANGLE', name: 'Photo', width: WIDTH, height: HEIGHT, x: 10, y: 8, props: { fills: [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: hash }] } }] });
  const [id] = user.children(frame) as [string];
  user.select([id]);
  let calls: { left: number; action: () => void } | undefined;
  const hear = (): void => { if (calls !== undefined && calls.left-- === 0) calls.action(); };
  const companion = referenceCompanion(hear);
  // what crosses the bridge is what the host is asked and what it answers: nothing can be cancelled in between
  engine.onMessage(hear);
  const { send } = engine;
  engine.send = (message) => { hear(); send(message); };
  const placed = (): string | undefined => user.children(frame).findLast((child) => child !== id);
  const boundsOf = (node: string): ContractBounds => {
    const { x, y, width, height } = bounds(user.cornersOf(node));
    return { left: x, top: y, width, height };
  };
  return {
    host,
    document: () => JSON.parse(user.state()),
    // annotations lie beside a layer in Figma's own terms: no pixel and no measure of it changes
    original: () => { const { props, ...rest } = user.node(id); return { ...rest, props: { ...props, annotations: undefined }, pluginData: undefined, image: createHash('sha1').update(engine.imageBytes(hash)).digest('hex') }; },
    originalBounds: () => boundsOf(id),
    placedBounds: () => { const node = placed(); return node === undefined ? undefined : boundsOf(node); },
    async look() {
      const { bytes } = await call('bytes', { nodeId: frame, name: '', source: { kind: 'shown' } });
      return Array.from(await sharp(bytes).ensureAlpha().raw().toBuffer(), (value) => value / 255);
    },
    undoSteps: () => user.undoSteps(),
    undo: () => { user.undo(); return Promise.resolve(); },
    removeOriginal: () => { user.remove(id); return Promise.resolve(); },
    leaks: () => user.children(user.page()).filter((child) => String(user.node(child).props['name']).startsWith('Photocrafter measures')).length,
    onCall(n, action) { calls = n === undefined ? undefined : { left: n, action }; },
    async delivery(picture, wanted, choice) {
      const { sha256 } = await picture.upload(companion.client, new AbortController().signal);
      return { picture, plan: wanted, critique: CRITIQUE, choice, client: companion.client, jobId: companion.start(sha256, wanted) };
    },
    close: () => { engine.close(); return Promise.resolve(); },
  };
}

describe('Figma keeps what every host promises', () => {
  const cases = hostContract({ open, newController: () => new AbortController(), plan, identity, tolerance: 0.01 });
  it.each(cases.map((contract) => [contract.name, contract] as const))('%s', (_name, contract) => contract.run(), 120_000);
});
