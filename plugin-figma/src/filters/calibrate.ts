import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { FilterValues } from '../bridge/figma-calls';
import { fitEffect, predictFilters, type ChartSample, type FilterEffect, type FilterModel } from './filter-model';
import { FILTER_NAMES, NO_FILTERS } from './filter-values';
import type { ShowFilters } from './fit-filters';

/** Settings that each filter is measured at (hosts.md 4.4). */
const SETTINGS = [-1, -0.75, -0.5, -0.25, 0.25, 0.5, 0.75, 1];
const GREYS = 64;
/** Levels a channel of the colour cube. */
const LEVELS = 6;
/** Pixels a side of one patch: its centre is not touched by whatever smoothing Figma does at edges. */
const PATCH = 6;
const COLUMNS = 20;
const COLOURS: readonly (readonly [number, number, number])[] = [
  ...Array.from({ length: GREYS }, (_, i) => { const grey = Math.round((i / (GREYS - 1)) * 255) / 255; return [grey, grey, grey] as const; }),
  ...Array.from({ length: LEVELS ** 3 }, (_, i) => [i % LEVELS, Math.floor(i / LEVELS) % LEVELS, Math.floor(i / LEVELS ** 2)].map((level) => level / (LEVELS - 1)) as unknown as readonly [number, number, number]),
];
const ROWS = Math.ceil(COLOURS.length / COLUMNS);

/** The chart: 64 greys and a cube of 6 x 6 x 6 colours as patches of 6 pixels. 8-bit RGBA, sRGB. */
export function calibrationChart(): { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray<ArrayBuffer> } {
  const width = COLUMNS * PATCH, height = ROWS * PATCH;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = COLOURS[Math.floor(y / PATCH) * COLUMNS + Math.floor(x / PATCH)] ?? [0, 0, 0];
      data.set([...colour.map((share) => Math.round(share * 255)), 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** Measures every filter by itself inside of Figma and fits the model to what was seen. `show` shows the chart. 57 exports. */
export async function calibrate(show: ShowFilters): Promise<FilterModel> {
  const [plain] = await show([NO_FILTERS]);
  const before = readPatches(plain!);
  const effects = { exposure: [], contrast: [], saturation: [], temperature: [], tint: [], highlights: [], shadows: [] } as Record<keyof FilterValues, FilterEffect[]>;
  const seen: { readonly values: FilterValues; readonly after: readonly Rgb[] }[] = [];
  for (const name of FILTER_NAMES) {
    const settings = SETTINGS.map((value) => ({ ...NO_FILTERS, [name]: value }));
    const shown = await show(settings);
    for (const [i, image] of shown.entries()) {
      const after = readPatches(image);
      effects[name].push(fitEffect(SETTINGS[i]!, before.map((colour, at): ChartSample => ({ before: colour, after: after[at]! }))));
      seen.push({ values: settings[i]!, after });
    }
  }
  const model: FilterModel = { version: 1, effects, meanDeltaE: 0 };
  const errors = seen.map(({ values, after }) => deltaEStats(asImage(before.map(predictFilters(model, values))), asImage(after)).mean);
  return { ...model, meanDeltaE: errors.reduce((sum, error) => sum + error, 0) / errors.length };
}

type Rgb = readonly [number, number, number];

function readPatches({ width, height, data }: FloatImage): readonly Rgb[] {
  const scale = width / (COLUMNS * PATCH), down = height / (ROWS * PATCH);
  return COLOURS.map((_colour, i) => {
    const x = Math.floor(((i % COLUMNS) + 0.5) * PATCH * scale), y = Math.floor((Math.floor(i / COLUMNS) + 0.5) * PATCH * down);
    const at = (y * width + x) * 3;
    return [data[at]!, data[at + 1]!, data[at + 2]!];
  });
}

function asImage(colours: readonly Rgb[]): FloatImage {
  return { width: colours.length, height: 1, data: Float32Array.from(colours.flat()), encoding: SRGB };
}
