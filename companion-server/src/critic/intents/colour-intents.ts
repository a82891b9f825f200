import { percent, twoDecimals, whole } from '../phrases/numbers';
import { ramp } from '../ramp';
import { bandLightness, type IntentRule, type MeasuredPicture } from './intent-rule';

/** Greys of all tones that share one shift are a cast of the light, not a choice of palette. */
function castOnGreys({ cast }: MeasuredPicture): number {
  const greys = cast.votes.find((v) => v.method === 'nearNeutrals');
  return greys === undefined ? 0 : greys.confidence * ramp(Math.abs(greys.miredShift), 10, 25);
}

/** No colour, or one single hue at low chroma (a toned print). */
export const monochrome: IntentRule = {
  id: 'monochrome',
  confidence(picture) {
    const grey = ramp(picture.neutralShare, 0.955, 0.985);
    const toned = Math.min(ramp(picture.neutralShare, 0.45, 0.25), ramp(picture.palette.hueConcentration, 0.97, 0.99), ramp(picture.global.saturation ?? 99, 26, 18), ramp(picture.global.contrast ?? 0, 25, 40));
    return Math.max(grey, 0.8 * toned);
  },
  because: (picture) => (picture.neutralShare > 0.95
    ? `${percent(picture.neutralShare)} of the pixels carry no colour`
    : `every tone shares one ${picture.palette.dominantHue} hue (concentration ${twoDecimals(picture.palette.hueConcentration)}) at a mean chroma of ${whole(picture.global.saturation ?? 0)}`),
};

/** Candle, tungsten, golden hour: a warm palette whose lights are the warmest part; or a low sun: warm lights above a dark ground. */
export const warmLight: IntentRule = {
  id: 'warmLight',
  confidence(picture) {
    const { palette } = picture;
    const { a, b } = palette.lightTint;
    // warmer than yellow-green: sunlit leaves are no warm light
    const warmLights = b > 0 && a > -0.2 * b ? ramp(Math.hypot(a, b), 9, 20) : 0;
    const glow = Math.min(ramp(palette.warmShare, 0.35, 0.55), palette.lightTint.share > 0.005 ? warmLights : 0.6) * (1 - castOnGreys(picture));
    const lowSun = Math.min(warmLights, ramp(palette.warmShare, 0.08, 0.15), ramp(palette.lightTint.share, 0.005, 0.03), ramp(bandLightness(picture, 'bottom'), 30, 18));
    return Math.max(glow, lowSun);
  },
  because: ({ palette }) => `${percent(palette.warmShare)} of the frame is warm and its light tones lean ${palette.lightTint.b > 0 ? 'yellow' : 'blue'} by ${whole(Math.hypot(palette.lightTint.a, palette.lightTint.b))} chroma`,
};

/** Blue hour, ice, a cool look: blue or teal rules lights and shadows alike. */
export const coolGrade: IntentRule = {
  id: 'coolGrade',
  confidence(picture) {
    const { palette } = picture;
    const shadows = palette.shadowTint.share < 0.02 ? 1 : ramp(-palette.shadowTint.b, 3, 9);
    const lights = palette.lightTint.share < 0.02 ? 1 : ramp(-palette.lightTint.b, 2, 7);
    return Math.min(ramp(palette.coolShare, 0.45, 0.7), shadows, lights) * (1 - castOnGreys(picture));
  },
  because: ({ palette }) => `${percent(palette.coolShare)} of the frame is blue or teal, in shadows and lights alike`,
};

/** Split toning (shadows and lights tinted apart), or one hue that has taken over a picture without greys. */
export const colourGrade: IntentRule = {
  id: 'colourGrade',
  confidence(picture) {
    const { shadowTint: s, lightTint: l, hueConcentration } = picture.palette;
    const sky = picture.regions.find((r) => r.name === 'sky')?.area ?? 0;
    const opposed = s.a * l.a + s.b * l.b < 0;
    const split = opposed ? Math.min(ramp(Math.hypot(s.a, s.b), 4, 9), ramp(Math.hypot(l.a, l.b), 4, 9), ramp(s.share, 0.05, 0.15), ramp(l.share, 0.05, 0.15), ramp(sky, 0.15, 0.05)) : 0;
    const oneHue = Math.min(ramp(hueConcentration, 0.75, 0.9), ramp(picture.neutralShare, 0.06, 0.02), ramp(picture.global.saturation ?? 0, 18, 30));
    return 0.8 * Math.max(split, oneHue) * (1 - castOnGreys(picture));
  },
  because({ palette, neutralShare }) {
    const { shadowTint: s, lightTint: l } = palette;
    return s.a * l.a + s.b * l.b < 0
      ? `shadows are tinted towards ${s.b < 0 ? 'blue' : 'yellow'} by ${whole(Math.hypot(s.a, s.b))} chroma while lights lean ${l.b < 0 ? 'blue' : 'yellow'} by ${whole(Math.hypot(l.a, l.b))}`
      : `one ${palette.dominantHue} hue covers ${percent(palette.dominantShare)} of the frame and only ${percent(neutralShare)} is grey`;
  },
};
