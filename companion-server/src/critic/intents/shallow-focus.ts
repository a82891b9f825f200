import { percent, twoDecimals } from '../phrases/numbers';
import { ramp } from '../ramp';
import type { IntentRule } from './intent-rule';

/** A crisp part while most of the frame is smooth: a wide aperture, not a missed focus. */
export const shallowFocus: IntentRule = {
  id: 'shallowFocus',
  confidence({ focus }) {
    if (focus.sharpestBlur === undefined) return 0;
    const crisp = ramp(focus.sharpestBlur, 0.44, 0.34);
    const few = ramp(focus.sharpShare, 0.35, 0.2);
    const apart = focus.subjectBlur === undefined ? 0.6 : focus.backgroundBlur === undefined ? 1 : ramp(focus.backgroundBlur - focus.subjectBlur, 0, 0.08);
    return Math.min(crisp, few, apart);
  },
  because: ({ focus }) =>
    `${percent(focus.sharpShare)} of the frame is in focus (blur ${twoDecimals(focus.sharpestBlur ?? 1)} where it is sharpest) and the rest dissolves`,
};
