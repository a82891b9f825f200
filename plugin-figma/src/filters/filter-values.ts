import type { FilterValues } from '../bridge/figma-calls';

/** Figma's seven image filters, in the order of its own panel. */
export const FILTER_NAMES = ['exposure', 'contrast', 'saturation', 'temperature', 'tint', 'highlights', 'shadows'] as const satisfies readonly (keyof FilterValues)[];

export const NO_FILTERS: FilterValues = { exposure: 0, contrast: 0, saturation: 0, temperature: 0, tint: 0, highlights: 0, shadows: 0 };

export function toValues(numbers: readonly number[]): FilterValues {
  // rounded to what Figma's sliders show, and kept in their range
  const at = (i: number): number => Math.round(Math.min(1, Math.max(-1, numbers[i]!)) * 1000) / 1000;
  return { exposure: at(0), contrast: at(1), saturation: at(2), temperature: at(3), tint: at(4), highlights: at(5), shadows: at(6) };
}

export function toNumbers(values: FilterValues): readonly number[] { return FILTER_NAMES.map((name) => values[name]); }
