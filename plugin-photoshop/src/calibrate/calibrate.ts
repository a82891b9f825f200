import { evaluateAdjustment } from '@photocrafter/shared/adjustments/evaluate';
import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { CLAIMS } from './claims';
import type { Calibration } from './calibration';
import { activeDocument } from '../photoshop/active-document';
import { inModal, type ModalScope } from '../photoshop/in-modal';
import type { DocumentApi, LayerApi } from '../photoshop/photoshop-api';
import type { PluginContext } from '../plugin-context';
import { makeAdjustmentLayer } from '../realise/adjustment-layer';
import { CHART_ADJUSTMENTS, CHART_HEIGHT, CHART_WIDTH, chartLayer, chartSamples } from './test-chart';

const BOUNDS = { left: 0, top: 0, right: CHART_WIDTH, bottom: CHART_HEIGHT };

export interface CalibrationRun { readonly photoshop: string; readonly when: string; /** ICC DeviceLink of the chart's lookup table, base64, as the companion makes it */ readonly deviceLink: string; readonly signal: PortableSignal }

/**
 * Tries in the Photoshop that runs what hosts.md only claims: every adjustment against our meaning of it on a chart of 4913 colours, then
 * notes, masks, metadata, clipping and ranges. Works in the active document, which must be RGB, 8 bit, sRGB and at least 289 x 17, and takes
 * everything back at the end. Throws NOTHING_SELECTED without such a document.
 */
export async function calibrate({ api, after }: PluginContext, { photoshop, when, deviceLink, signal }: CalibrationRun): Promise<Calibration> {
  const document = activeDocument(api.app);
  if (document === undefined || document.mode !== 'RGBColorMode' || document.bitsPerChannel !== 'bitDepth8' || document.colorProfileName !== 'sRGB IEC61966-2.1' || document.width < CHART_WIDTH || document.height < CHART_HEIGHT) {
    throw new AppError('NOTHING_SELECTED', `open a new document: RGB, 8 bit, sRGB, at least ${CHART_WIDTH} x ${CHART_HEIGHT} pixels`);
  }
  const found: { result?: Calibration } = {};
  try {
    await inModal(api, { name: 'Photocrafter: Calibrate', changes: document.id, after, signal, before: () => undefined }, async (scope) => {
      const chart = await drawChart(api, document, scope);
      const adjustments = [];
      for (const adjustment of CHART_ADJUSTMENTS) adjustments.push(await measure({ api, document, chart, deviceLink, scope }, adjustment));
      const claims = [];
      for (const { claim, holds } of CLAIMS) {
        claims.push(await holds({ api, document, chart, scope }).then((detail) => ({ claim, holds: true, detail }), (error: unknown) => ({ claim, holds: false, detail: toAppError(error).message })));
      }
      found.result = { schemaVersion: 1, photoshop, when, adjustments, claims };
      // nothing of this stays in the document
      throw new AppError('CANCELLED', 'calibration is done');
    });
  } catch (error) {
    if (found.result === undefined) throw error;
  }
  return found.result!;
}

async function drawChart({ imaging }: PluginContext['api'], document: DocumentApi, { step }: ModalScope): Promise<LayerApi> {
  const layer = await step(document.createPixelLayer({ name: 'Chart' }));
  if (layer === null) throw new AppError('HOST_REFUSED', 'pixel layer: none came');
  const imageData = await imaging.createImageDataFromBuffer(chartSamples(), { width: CHART_WIDTH, height: CHART_HEIGHT, components: 3, chunky: true, colorSpace: 'RGB', colorProfile: 'sRGB IEC61966-2.1', fullRange: true });
  try {
    await step(imaging.putPixels({ documentID: document.id, layerID: layer.id, imageData, replace: true, targetBounds: { left: 0, top: 0, width: CHART_WIDTH, height: CHART_HEIGHT } }));
  } finally {
    imageData.dispose();
  }
  return layer;
}

interface Bench { readonly api: PluginContext['api']; readonly document: DocumentApi; readonly chart: LayerApi; readonly deviceLink: string; readonly scope: ModalScope }

async function measure({ api, document, deviceLink, scope }: Bench, adjustment: (typeof CHART_ADJUSTMENTS)[number]): Promise<Calibration['adjustments'][number]> {
  const { kind } = adjustment;
  const group = await scope.step(document.createLayerGroup({ name: kind }));
  if (group === null) throw new AppError('HOST_REFUSED', 'group: none came');
  try {
    await makeAdjustmentLayer(api, { document, bounds: BOUNDS, group, above: undefined, isClipped: false }, chartLayer(adjustment), kind === 'lut3d' ? deviceLink : '', scope);
    const seen = await readComposite(api, document, scope);
    const { mean, p95 } = deltaEStats(evaluateAdjustment(adjustment, toFloat(chartSamples(), 3)), seen);
    return { kind, meanDeltaE: mean, p95DeltaE: p95 };
  } catch (error) {
    return { kind, refused: toAppError(error).message };
  } finally {
    group.delete();
  }
}

async function readComposite({ imaging }: PluginContext['api'], document: DocumentApi, { step }: ModalScope): Promise<FloatImage> {
  const { imageData } = await imaging.getPixels({ documentID: document.id, sourceBounds: { ...BOUNDS } });
  try {
    return toFloat(await step(imageData.getData({ chunky: true, fullRange: true })), imageData.components);
  } finally {
    imageData.dispose();
  }
}

function toFloat(samples: ArrayLike<number>, components: number): FloatImage {
  const data = new Float32Array(CHART_WIDTH * CHART_HEIGHT * 3);
  for (let pixel = 0; pixel < CHART_WIDTH * CHART_HEIGHT; pixel++) for (let c = 0; c < 3; c++) data[3 * pixel + c] = samples[pixel * components + c]! / 255;
  return { width: CHART_WIDTH, height: CHART_HEIGHT, data, encoding: SRGB };
}
