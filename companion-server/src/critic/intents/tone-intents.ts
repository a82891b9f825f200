import { lightness, percent } from '../phrases/numbers';
import { ramp } from '../ramp';
import { bandLightness, tonePercentiles, type IntentRule } from './intent-rule';

/**
 * Thresholds are L* values at which photographers' terms start to fit, checked by eye on the development photos: an
 * accidental -2 EV also darkens the accents (p99 near L* 55), which is what separates it from low key.
 */
export const lowKey: IntentRule = {
  id: 'lowKey',
  confidence(picture) {
    const { p50, p75, p99 } = tonePercentiles(picture);
    return Math.min(ramp(p50, 26, 16), ramp(p75, 48, 34)) * ramp(p99, 52, 70);
  },
  because(picture) {
    const { p50, p75, p99 } = tonePercentiles(picture);
    return `median ${lightness(p50)}, three quarters of the frame below ${lightness(p75)}, and accents that still reach ${lightness(p99)}`;
  },
};

/** Dark from the top down with small lights: night streets, stars, fireworks. */
export const night: IntentRule = {
  id: 'night',
  confidence(picture) {
    const { p50, p95, p99 } = tonePercentiles(picture);
    const brightest = picture.lightnessPercentiles.at(-1)!;
    // stars are so few that only the very brightest pixels show them
    const lights = Math.max(ramp(p99, 62, 76), Math.min(ramp(brightest, 62, 76), ramp(brightest - p99, 14, 28)));
    return Math.min(ramp(p50, 30, 20), ramp(bandLightness(picture, 'top'), 34, 22), ramp(p95, 92, 78)) * lights;
  },
  because(picture) {
    const { p50 } = tonePercentiles(picture);
    return `a dark upper third (mean ${lightness(bandLightness(picture, 'top'))}), median ${lightness(p50)} and lights up to ${lightness(picture.lightnessPercentiles.at(-1)!)}`;
  },
};

/** Mostly near white up to real white, with hardly any dark tone: an overexposed everyday scene keeps its lower quarter much darker, a veil has no white. */
export const highKey: IntentRule = {
  id: 'highKey',
  confidence(picture) {
    const { p25, p50, p99 } = tonePercentiles(picture);
    return Math.min(ramp(p50, 72, 82), ramp(p25, 52, 64), ramp(p99, 90, 95));
  },
  because(picture) {
    const { p25, p50 } = tonePercentiles(picture);
    return `median ${lightness(p50)} and only a quarter of the frame below ${lightness(p25)}`;
  },
};

/** Two clear tone groups, the light one bright, the dark one black over a large part of the frame or without any texture. A dark pet on a dark sofa has neither. */
export const silhouette: IntentRule = {
  id: 'silhouette',
  confidence(picture) {
    const { toneSplit: t } = picture;
    const { p25 } = tonePercentiles(picture);
    const share = Math.min(ramp(t.darkShare, 0.05, 0.12), ramp(t.darkShare, 0.85, 0.7));
    const black = Math.max(ramp(p25, 12, 5), ramp(t.darkTexture, 0.9, 0.4));
    return Math.min(ramp(t.separability, 0.68, 0.74), ramp(t.darkLightness, 24, 17), ramp(t.lightLightness, 48, 60), black) * share;
  },
  because: ({ toneSplit: t }) =>
    `${percent(t.darkShare)} of the frame is dark at ${lightness(t.darkLightness)} against a background at ${lightness(t.lightLightness)}`,
};

/** Fog and mist: soft tones that are light, pale and mostly smooth. Dull contrast in a textured scene is not this. */
export const softContrast: IntentRule = {
  id: 'softContrast',
  confidence(picture) {
    const { p1, p5, p50 } = tonePercentiles(picture);
    // mist has something dark in front of it; a veil over everything has not
    return 0.8 * Math.min(ramp(p1, 50, 36), ramp(picture.global.contrast ?? 100, 55, 42), ramp(p5, 18, 30), ramp(p50, 42, 52), ramp(picture.focus.texturedShare, 0.6, 0.35));
  },
  because(picture) {
    const { p5, p95 } = tonePercentiles(picture);
    return `tones between ${lightness(p5)} and ${lightness(p95)} with texture in only ${percent(picture.focus.texturedShare)} of the frame, as mist has it`;
  },
};

/** A large bright, pale or sandy ground with real whites and something darker (a veil has neither): viewers expect it bright. */
export const snowOrSand: IntentRule = {
  id: 'snowOrSand',
  confidence(picture) {
    const { a, b, share } = picture.palette.lightTint;
    const { p1, p99 } = tonePercentiles(picture);
    const chroma = Math.hypot(a, b);
    const pale = ramp(chroma, 14, 9);
    const sand = b > 0 && b > Math.abs(a) ? Math.min(ramp(chroma, 5, 9), ramp(chroma, 32, 26)) : 0;
    return Math.max(pale, sand) * Math.min(ramp(share, 0.3, 0.45), ramp(bandLightness(picture, 'bottom'), 60, 70), ramp(p99, 86, 92), ramp(p1, 60, 45));
  },
  because: (picture) =>
    `${percent(picture.palette.lightTint.share)} of the frame is bright, pale ground and the lower third averages ${lightness(bandLightness(picture, 'bottom'))}`,
};
