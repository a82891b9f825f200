import type { Attribute } from './attribute';
import { weightedMean } from './weighted-mean';

/** Reflectance of a photographic grey card: 0 EV. */
export const MID_GREY = 0.18;
/** Darker luminance counts as this: the darkest step of 8-bit sRGB is 2^-11.7. */
export const LUMINANCE_FLOOR = 2 ** -12;

export const luminanceEv: Attribute = {
  id: 'luminanceEv', label: 'Log-average luminance', unit: 'EV', range: [Math.log2(LUMINANCE_FLOOR / MID_GREY), Math.log2(1 / MID_GREY)], tolerance: 0.05,
  source: 'Reinhard et al. 2002, key of a scene; in EV against 18 % grey',
  measure: weightedMean(({ luminance }) => {
    const stops = new Float32Array(luminance.length);
    for (let i = 0; i < stops.length; i++) stops[i] = Math.log2((luminance[i]! > LUMINANCE_FLOOR ? luminance[i]! : LUMINANCE_FLOOR) / MID_GREY);
    return stops;
  }),
};
