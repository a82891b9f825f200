import type { CriticEvidence, IntentId } from '../evidence';

/** What intents are told from. */
export type MeasuredPicture = Omit<CriticEvidence, 'intents'>;

/** One deliberate choice: how surely it is there (0..1), and the measured numbers that say so. */
export interface IntentRule {
  readonly id: IntentId;
  confidence(picture: MeasuredPicture): number;
  /** a clause with the numbers, e.g. "median L* 18 with accents up to L* 92" */
  because(picture: MeasuredPicture): string;
}

/** L* percentiles by name. */
export interface TonePercentiles { readonly p1: number; readonly p5: number; readonly p25: number; readonly p50: number; readonly p75: number; readonly p95: number; readonly p99: number }

export function tonePercentiles({ lightnessPercentiles: p }: Pick<MeasuredPicture, 'lightnessPercentiles'>): TonePercentiles {
  return { p1: p[1]!, p5: p[2]!, p25: p[3]!, p50: p[4]!, p75: p[5]!, p95: p[6]!, p99: p[7]! };
}

/** Mean L* of a band of the picture; mid-grey when it was not measured. */
export function bandLightness(picture: Pick<MeasuredPicture, 'regions'>, name: 'top' | 'middle' | 'bottom'): number {
  return picture.regions.find((r) => r.name === name)?.attributes.exposure ?? 50;
}
