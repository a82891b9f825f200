import type { CriticEvidence, SubjectEvidence } from './evidence';

/** An everyday picture that gives no rule anything to say, good or bad; tests change one thing at a time. */
export const PLAIN_EVIDENCE: CriticEvidence = {
  width: 1024, height: 683, analysisWidth: 512, analysisHeight: 341,
  global: {
    exposure: 46, luminanceEv: -0.5, contrast: 60, highlights: 70, shadows: 22, clippedHighlights: 0.02, clippedShadows: 0, saturation: 15,
    colourfulness: 30, dynamicRange: 6, sharpness: 30, noise: 2, haze: 0.08,
  },
  background: { exposure: 46, luminanceEv: -0.5, contrast: 60 },
  regions: [
    { name: 'top', box: { x: 0, y: 0, width: 1, height: 1 / 3 }, area: 1 / 3, attributes: { exposure: 52 } },
    { name: 'middle', box: { x: 0, y: 1 / 3, width: 1, height: 1 / 3 }, area: 1 / 3, attributes: { exposure: 46 } },
    { name: 'bottom', box: { x: 0, y: 2 / 3, width: 1, height: 1 / 3 }, area: 1 / 3, attributes: { exposure: 40 } },
  ],
  composition: { horizonConfidence: 0, thirdsDistance: 0.12, centreDistance: 0.12, headroom: 0.2, clutter: 0.4 },
  cast: { miredShift: 10, tint: 1, confidence: 0.5, votes: [] },
  intents: [],
  lightnessPercentiles: [0, 6, 16, 30, 46, 62, 76, 90, 99],
  neutralShare: 0.2,
  palette: {
    colourfulShare: 0.6, topChroma: 34, vividShare: 0, warmShare: 0.3, coolShare: 0.3, dominantHueDegrees: 60, dominantHue: 'orange', dominantShare: 0.25,
    hueConcentration: 0.3, shadowTint: { a: 1, b: 1, share: 0.25 }, lightTint: { a: 1, b: 2, share: 0.15 },
  },
  focus: { texturedShare: 0.7, sharpShare: 0.5, sharpestBlur: 0.4, directionality: 0.02 },
  toneSplit: { threshold: 45, separability: 0.6, darkShare: 0.5, darkLightness: 28, lightLightness: 63, darkTexture: 2 },
};

/** The plain picture with some measurements replaced; `lightness` names percentiles. */
export function evidenceWith(changes: Partial<CriticEvidence>): CriticEvidence {
  return { ...PLAIN_EVIDENCE, ...changes };
}

export function globalWith(changes: Partial<CriticEvidence['global']>): Partial<CriticEvidence> {
  return { global: { ...PLAIN_EVIDENCE.global, ...changes } };
}

/** L* percentiles 0, 1, 5, 25, 50, 75, 95, 99, 100. */
export function tones(...lightnessPercentiles: [number, number, number, number, number, number, number, number, number]): Partial<CriticEvidence> {
  return { lightnessPercentiles };
}

/** A sure subject of a tenth of the frame. */
export function subjectWith(changes: Partial<SubjectEvidence>): Partial<CriticEvidence> {
  const subject: SubjectEvidence = {
    method: 'u2netp', weights: new Float32Array(0), mask: { kind: 'raster', width: 1, height: 1, data: '/w==', label: 'subject' },
    box: { x: 0.3, y: 0.3, width: 0.3, height: 0.4 }, centre: [0.45, 0.5], area: 0.1, confidence: 0.9, attributes: { exposure: 46, luminanceEv: -0.5, clippedHighlights: 0 },
  };
  return { subject: { ...subject, ...changes } };
}
