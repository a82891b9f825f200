import type { AttributeValues } from '@photocrafter/shared/attributes/attribute';
import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import { measureAttributes } from '@photocrafter/shared/attributes/index';
import { computePlanes } from '@photocrafter/shared/attributes/planes';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import { renderFloat } from '../../render/render-rows';
import { correctionPlan } from './correction-plan';
import type { Corrections } from './corrections';

/** Long side of the picture that corrections are tried on. */
export const SIMULATION_SIDE = 256;

/** What the corrections would do to a small picture: its attributes before and after, and how far its colours move (mean CIEDE2000). */
export interface Simulation { readonly before: AttributeValues; readonly after: AttributeValues; readonly meanDeltaE: number }

/** Applies the corrections as their plan would and measures. A picture of 256 px takes a few milliseconds. */
export function simulateCorrections(image: FloatImage, corrections: Corrections): Simulation {
  const edited = renderFloat(image, lowerPlan(correctionPlan(corrections, () => ''), image.encoding));
  return {
    before: measureAttributes(computePlanes(image)),
    after: measureAttributes(computePlanes(edited)),
    meanDeltaE: deltaEStats(image, edited).mean,
  };
}
