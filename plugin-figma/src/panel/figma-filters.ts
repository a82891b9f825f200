import { evaluateLayers, mapPixels } from '@photocrafter/shared/adjustments/evaluate';
import type { RealmCall } from '@photocrafter/shared/host/realm-bridge';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { FigmaCalls, FilterValues, PictureReference } from '../bridge/figma-calls';
import { calibrate, calibrationChart } from '../filters/calibrate';
import { predictFilters, type FilterModel } from '../filters/filter-model';
import { NO_FILTERS } from '../filters/filter-values';
import { fitFilters, type FilterFit } from '../filters/fit-filters';
import type { DecodeProxy } from './figma-picture';
import type { ImageCutter } from './image-canvas';

/** Longest side of the exports that filters are tried on: enough for every tone, and some 10 kB each. */
const TRIAL_SIDE = 96;
const MODEL = 'filterModel';
const EVERY_PIXEL = 1_000_000;

export interface FilterParts { readonly call: RealmCall<FigmaCalls>; readonly decode: DecodeProxy; readonly cutter: ImageCutter }

/**
 * The filters that come nearest to a plan's look, found by trying them on the picture in Figma. Undefined where filters cannot stand for
 * the plan at all: the picture is no single image fill, or the plan makes new pixels.
 */
export async function fitPlanToFilters(parts: FilterParts, picture: PictureReference, plan: EditPlan): Promise<FilterFit | undefined> {
  if (picture.source.kind !== 'fill' || plan.steps.some(({ lane, enabled }) => lane === 'pixels' && enabled)) return undefined;
  const layers = lowerPlan(plan, SRGB);
  const look = (image: FloatImage): FloatImage => evaluateLayers(layers, image);
  const show = async (filters: readonly FilterValues[]): Promise<readonly FloatImage[]> => toImages(parts, await parts.call('tryFilters', { picture, filters, maxSide: TRIAL_SIDE }));
  const model = await recallModel(parts);
  if (model === undefined) return fitFilters(show, look);
  const [plain] = await show([NO_FILTERS]);
  const guess = await fitFilters((filters) => Promise.resolve(filters.map((values) => predict(model, values, plain!))), look);
  return fitFilters(show, look, guess.filters);
}

/** Measures Figma's filters on a chart and keeps the fitted model. Returns how well it describes what was seen, mean CIEDE2000. */
export async function calibrateFilters(parts: FilterParts): Promise<number> {
  const chart = calibrationChart();
  const { width, height } = chart;
  const bytes = await parts.cutter.encode(chart);
  const model = await calibrate(async (filters) => toImages(parts, await parts.call('tryFiltersOn', { bytes, width, height, filters })));
  await parts.call('remember', { key: MODEL, value: JSON.stringify(model) });
  return model.meanDeltaE;
}

function predict(model: FilterModel, values: FilterValues, image: FloatImage): FloatImage {
  const map = predictFilters(model, values);
  return mapPixels(image, (rgb) => { rgb.set(map([rgb[0]!, rgb[1]!, rgb[2]!])); });
}

async function recallModel({ call }: FilterParts): Promise<FilterModel | undefined> {
  const text = await call('recall', { key: MODEL });
  const model = text === undefined ? undefined : JSON.parse(text) as FilterModel;
  // the version is the model's, not the file's: another build may have written another one
  return (model?.version as number | undefined) === 1 ? model : undefined;
}

function toImages({ decode }: FilterParts, files: readonly Uint8Array[]): Promise<readonly FloatImage[]> {
  return Promise.all(files.map(async (bytes): Promise<FloatImage> => {
    const { width, height, data } = await decode(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }), EVERY_PIXEL);
    const samples = new Float32Array(width * height * 3);
    for (let i = 0; i < width * height; i++) for (let channel = 0; channel < 3; channel++) samples[i * 3 + channel] = data[i * 4 + channel]! / 255;
    return { width, height, data: samples, encoding: SRGB };
  }));
}
