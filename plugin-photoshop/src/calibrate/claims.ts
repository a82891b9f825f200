import { AppError } from '@photocrafter/shared/errors/app-error';
import { xmpWith, readXmp } from '@photocrafter/shared/plan/plan-xmp';
import { hasLayerMask } from '../capture/read-coverage';
import { makeAnnotations } from '../notes/annotations';
import { play } from '../photoshop/batch-play';
import type { ModalScope } from '../photoshop/in-modal';
import type { Box, DocumentApi, ImageData, LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';
import { putMask } from '../realise/mask';
import { CHART_HEIGHT, CHART_WIDTH, chartSamples } from './test-chart';

export interface ClaimBench { readonly api: PhotoshopApi; readonly document: DocumentApi; readonly chart: LayerApi; readonly scope: ModalScope }

/** Something that hosts.md, or we, hold of Photoshop without having seen it. Resolves to what was seen; rejects when it does not hold. */
export interface Claim { readonly claim: string; holds(bench: ClaimBench): Promise<string> }

const BOUNDS = { left: 0, top: 0, right: CHART_WIDTH, bottom: CHART_HEIGHT };
const SAMPLE_CRITIQUE = {
  schemaVersion: 1, sections: { quality: 'Note', colourAndLight: '', composition: '', aesthetics: '', overall: '写真' }, findings: [], suggestions: [], critic: 'calibration',
} as const;

export const CLAIMS: readonly Claim[] = [
  { claim: 'notes can be made and read back by descriptor (hosts.md 3.8)', async holds({ api, scope }) { await makeAnnotations(api.action, SAMPLE_CRITIQUE, BOUNDS, scope); return 'made and read back'; } },
  { claim: 'count items can be added', holds({ document }) { document.countItems.createGroup('Calibration'); document.countItems.add({ x: 5, y: 5 }); return Promise.resolve('added'); } },
  {
    claim: 'a layer keeps XMP (hosts.md 3.7)',
    async holds({ api, chart, scope }) {
      const target = [{ _property: 'metadata' }, { _ref: 'layer', _id: chart.id }];
      await scope.step(play(api.action, { _obj: 'set', _target: target, to: { _obj: 'metadata', layerXMP: xmpWith('edit', '{"π":"<&>"}') } }));
      const answer = await scope.step(play(api.action, { _obj: 'get', _target: target }));
      const kept = readXmp('edit', String((answer['metadata'] as { layerXMP?: unknown } | undefined)?.layerXMP));
      return expectEqual(kept, '{"π":"<&>"}');
    },
  },
  { claim: 'hasUserMask tells whether there is a mask', async holds({ api, chart, scope }) { return expectEqual(await scope.step(hasLayerMask(api, chart.id)), false); } },
  {
    claim: 'a group can be clipped to the layer below it, and reads so',
    async holds({ document, scope }) {
      const group = await scope.step(document.createLayerGroup({ name: 'Clipped' }));
      if (group === null) throw new AppError('HOST_REFUSED', 'group: none came');
      group.isClippingMask = true;
      const { isClippingMask } = group;
      group.delete();
      return expectEqual(isClippingMask, true);
    },
  },
  {
    claim: 'pixels that are put come back bit by bit',
    async holds({ api, document, chart, scope }) {
      const { imageData, sourceBounds } = await scope.step(api.imaging.getPixels({ documentID: document.id, layerID: chart.id }));
      try {
        const samples = await scope.step(imageData.getData({ chunky: true, fullRange: true }));
        const put = chartSamples();
        return expectSame((x, y) => samples[((y - sourceBounds.top) * imageData.width + x - sourceBounds.left) * imageData.components], (x, y) => put[(y * CHART_WIDTH + x) * 3]!, describe(imageData, sourceBounds));
      } finally {
        imageData.dispose();
      }
    },
  },
  {
    claim: 'a mask of a pixel layer is kept value by value',
    async holds({ api, document, chart, scope }) {
      const coverage = Uint8Array.from({ length: CHART_WIDTH * CHART_HEIGHT }, (_, i) => i % 256);
      await putMask(api, { document, layer: chart, bounds: BOUNDS, coverage }, scope);
      const { imageData, sourceBounds } = await scope.step(api.imaging.getLayerMask({ documentID: document.id, layerID: chart.id, kind: 'user' }));
      try {
        const samples = await scope.step(imageData.getData({ chunky: true, fullRange: true }));
        return expectSame((x, y) => samples[(y - sourceBounds.top) * imageData.width + x - sourceBounds.left], (x, y) => coverage[y * CHART_WIDTH + x]!, describe(imageData, sourceBounds));
      } finally {
        imageData.dispose();
      }
    },
  },
];

/** First components over the whole chart. */
function expectSame(found: (x: number, y: number) => number | undefined, wanted: (x: number, y: number) => number, form: string): Promise<string> {
  for (let y = 0; y < CHART_HEIGHT; y++) {
    for (let x = 0; x < CHART_WIDTH; x++) {
      if (found(x, y) !== wanted(x, y)) return Promise.reject(new AppError('HOST_REFUSED', `${found(x, y) ?? 'nothing'} instead of ${wanted(x, y)} at ${x}, ${y}; ${form}`));
    }
  }
  return Promise.resolve(form);
}

function describe({ components, componentSize, width, height, colorProfile }: ImageData, { left, top, right, bottom }: Box): string {
  return `${components} components of ${componentSize} bit, ${width} x ${height}, bounds ${[left, top, right, bottom].join(', ')}, profile "${colorProfile}"`;
}

function expectEqual(found: unknown, wanted: unknown): Promise<string> {
  return found === wanted ? Promise.resolve(`is ${String(found)}`) : Promise.reject(new AppError('HOST_REFUSED', `${String(found)} instead of ${String(wanted)}`));
}
