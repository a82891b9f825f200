/**
 * How the photo would have to change to look like a well-made one: amounts of editable operators, zero where nothing is wrong.
 * Units are those of the operators in shared/operators: EV, percent of slope at mid-grey, mired (positive = warmer), -100..100.
 */
export interface Corrections {
  readonly exposureEv: number;
  /** 0..1, how softly a brightening ends at white */
  readonly highlightProtection: number;
  readonly whites: number;
  readonly blacks: number;
  readonly contrast: number;
  readonly highlights: number;
  readonly shadows: number;
  /** how many 8-bit levels the tone curve is moved at TONE_KNOTS, -24..24 */
  readonly darkTones: number;
  readonly midTones: number;
  readonly lightTones: number;
  readonly miredShift: number;
  readonly tint: number;
  readonly saturation: number;
}

/** Inputs of the three tone-curve knots, 8-bit levels: the quarters of the scale. */
export const TONE_KNOTS = { darkTones: 64, midTones: 128, lightTones: 192 } as const;

export type CorrectionName = keyof Corrections;

export const NO_CORRECTIONS: Corrections = {
  exposureEv: 0, highlightProtection: 0, whites: 0, blacks: 0, contrast: 0, highlights: 0, shadows: 0,
  darkTones: 0, midTones: 0, lightTones: 0, miredShift: 0, tint: 0, saturation: 0,
};

export const CORRECTION_NAMES = Object.keys(NO_CORRECTIONS) as readonly CorrectionName[];

/** Scales some of the amounts; names that are not given keep theirs. */
export function scaleCorrections(corrections: Corrections, factors: Partial<Record<CorrectionName, number>>): Corrections {
  const scaled: Record<CorrectionName, number> = { ...corrections };
  for (const name of CORRECTION_NAMES) scaled[name] *= factors[name] ?? 1;
  return scaled;
}
