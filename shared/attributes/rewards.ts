import type { AttributeId, AttributeValues } from './attribute';
import { ATTRIBUTES } from './index';

/**
 * The forms of the attribute reward r_k. `printed` is equation 11 of SmartPhotoCrafter letter by letter: an ERROR ratio where the
 * text wants improvement, kept for comparison only. `repaired` restores the lost "1 -" and clips. `soft` equals `repaired` for
 * |reference| >= tolerance and is continuous below it: the one to use.
 */
export type RewardForm = 'soft' | 'repaired' | 'printed';

/** Keeps the printed form's quotient finite. */
const EPSILON = 1e-9;

/**
 * r_k: how well the change of one attribute (`deltaEdited` = edited - input) meets the wanted one (`deltaReference` = reference - input).
 * 1 is perfect; 0..1 for `soft` and `repaired`, unbounded for `printed`. `tolerance` > 0 is tau_k in the attribute's unit.
 */
export function rAttr(form: RewardForm, deltaEdited: number, deltaReference: number, tolerance: number): number {
  const miss = Math.abs(deltaEdited - deltaReference), wanted = Math.abs(deltaReference);
  if (form === 'soft') return 1 - Math.min(1, miss / Math.max(wanted, tolerance));
  if (wanted < tolerance) return Math.abs(deltaEdited) <= tolerance ? 1 : 0;
  const ratio = miss / (wanted + EPSILON);
  return form === 'printed' ? ratio : 1 - Math.min(1, ratio);
}

/** The attributes that SmartPhotoCrafter's r_photo is made of. */
export const PHOTO_ATTRIBUTES: readonly AttributeId[] = ['exposure', 'contrast', 'saturation', 'colourTemperature'];

export interface PhotoReward {
  /** the mean of the parts, 0..1 for `soft`; undefined when no attribute could be measured on all three pictures */
  readonly value?: number;
  readonly parts: Partial<Record<AttributeId, number>>;
}

/** r_photo: the mean of r_k over `attributes`, leaving out those that one of the three pictures cannot tell. */
export function rPhoto(
  input: AttributeValues, edited: AttributeValues, reference: AttributeValues,
  form: RewardForm = 'soft', attributes: readonly AttributeId[] = PHOTO_ATTRIBUTES,
): PhotoReward {
  const parts: Partial<Record<AttributeId, number>> = {};
  for (const id of attributes) {
    const from = input[id], to = edited[id], wanted = reference[id];
    if (from === undefined || to === undefined || wanted === undefined) continue;
    parts[id] = rAttr(form, to - from, wanted - from, ATTRIBUTES[id].tolerance);
  }
  const values = Object.values(parts);
  return values.length === 0 ? { parts } : { value: values.reduce((sum, value) => sum + value, 0) / values.length, parts };
}
