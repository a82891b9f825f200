import { PLAIN_EVIDENCE, evidenceWith, globalWith, tones } from '../evidence.fixture';
import { INTENTS, type CriticEvidence, type IntentId } from '../evidence';
import { INTENT_RULES, detectIntents } from './detect-intents';

const p = PLAIN_EVIDENCE.palette;
const bands = (top: number, bottom: number): Partial<CriticEvidence> => ({
  regions: PLAIN_EVIDENCE.regions.map((r) => ({ ...r, attributes: { exposure: r.name === 'top' ? top : r.name === 'bottom' ? bottom : 40 } })),
});
const votes = (miredShift: number, confidence: number): Partial<CriticEvidence> => ({
  cast: { miredShift, tint: 0, confidence: 0.9, votes: [{ method: 'nearNeutrals', miredShift, tint: 0, confidence }] },
});

/** For each rule: pictures that have the intent, and near misses that have not. */
const CASES: Readonly<Record<IntentId, { yes: readonly Partial<CriticEvidence>[]; no: readonly Partial<CriticEvidence>[] }>> = {
  lowKey: {
    yes: [tones(0, 0, 1, 5, 14, 30, 60, 80, 99)],
    no: [tones(0, 0, 2, 8, 15, 30, 45, 52, 60), tones(0, 2, 6, 18, 32, 55, 80, 92, 99)],
  },
  night: {
    yes: [{ ...tones(0, 0, 1, 5, 14, 28, 60, 82, 99), ...bands(14, 20) }],
    no: [{ ...tones(0, 0, 1, 5, 14, 28, 60, 82, 99), ...bands(48, 10) }, { ...tones(0, 1, 4, 10, 19, 30, 48, 60, 70), ...bands(20, 18) }],
  },
  highKey: {
    yes: [tones(20, 40, 60, 82, 92, 95, 98, 99, 100)],
    no: [tones(5, 15, 25, 48, 75, 92, 100, 100, 100), tones(62, 64, 66, 70, 78, 84, 87, 89, 90)],
  },
  silhouette: {
    yes: [{ ...tones(0, 0, 0, 3, 60, 70, 80, 92, 97), toneSplit: { threshold: 40, separability: 0.88, darkShare: 0.4, darkLightness: 4, lightLightness: 68, darkTexture: 0.7 } }],
    no: [{ ...tones(0, 1, 2, 13, 35, 60, 80, 88, 96), toneSplit: { threshold: 40, separability: 0.79, darkShare: 0.53, darkLightness: 15, lightLightness: 62, darkTexture: 1.35 } }],
  },
  softContrast: {
    yes: [{ ...tones(20, 28, 40, 52, 62, 68, 76, 80, 85), ...globalWith({ contrast: 36 }), focus: { ...PLAIN_EVIDENCE.focus, texturedShare: 0.25 } }],
    no: [
      { ...tones(20, 28, 40, 52, 62, 68, 76, 80, 85), ...globalWith({ contrast: 36 }), focus: { ...PLAIN_EVIDENCE.focus, texturedShare: 0.8 } },
      { ...tones(60, 62, 64, 68, 72, 78, 84, 88, 90), ...globalWith({ contrast: 20 }), focus: { ...PLAIN_EVIDENCE.focus, texturedShare: 0.25 } },
    ],
  },
  snowOrSand: {
    yes: [
      { ...tones(2, 10, 25, 60, 80, 90, 95, 98, 100), ...bands(60, 84), palette: { ...p, lightTint: { a: -1, b: -5, share: 0.6 } } },
      { ...tones(2, 10, 25, 60, 78, 84, 90, 95, 100), ...bands(60, 78), palette: { ...p, lightTint: { a: 4, b: 18, share: 0.6 } } },
    ],
    no: [
      { ...tones(2, 10, 25, 60, 80, 90, 95, 98, 100), ...bands(90, 30), palette: { ...p, lightTint: { a: -1, b: -5, share: 0.6 } } },
      { ...tones(62, 64, 66, 70, 75, 80, 84, 88, 90), ...bands(80, 72), palette: { ...p, lightTint: { a: 0, b: 0, share: 0.99 } } },
    ],
  },
  monochrome: {
    yes: [{ neutralShare: 1 }, { ...globalWith({ saturation: 12, contrast: 60 }), neutralShare: 0.1, palette: { ...p, hueConcentration: 0.995 } }],
    no: [{ neutralShare: 0.9 }, { ...globalWith({ saturation: 7, contrast: 78 }), neutralShare: 0.5, palette: { ...p, hueConcentration: 0.99 } }],
  },
  warmLight: {
    yes: [{ palette: { ...p, warmShare: 0.7, lightTint: { a: 8, b: 22, share: 0.1 } } }, { ...bands(60, 12), palette: { ...p, warmShare: 0.2, lightTint: { a: 6, b: 22, share: 0.05 } } }],
    no: [
      { ...votes(45, 0.95), palette: { ...p, warmShare: 0.7, lightTint: { a: 8, b: 22, share: 0.1 } } },
      { palette: { ...p, warmShare: 0.7, lightTint: { a: -14, b: 22, share: 0.1 } } },
    ],
  },
  coolGrade: {
    yes: [{ palette: { ...p, coolShare: 0.85, shadowTint: { a: 0, b: -14, share: 0.3 }, lightTint: { a: -2, b: -10, share: 0.2 } } }],
    no: [
      { palette: { ...p, coolShare: 0.85, shadowTint: { a: 2, b: 6, share: 0.3 }, lightTint: { a: -2, b: -10, share: 0.2 } } },
      { ...votes(-45, 0.95), palette: { ...p, coolShare: 0.85, shadowTint: { a: 0, b: -14, share: 0.3 }, lightTint: { a: -2, b: -10, share: 0.2 } } },
    ],
  },
  colourGrade: {
    yes: [{ palette: { ...p, shadowTint: { a: -4, b: -12, share: 0.3 }, lightTint: { a: 4, b: 14, share: 0.3 } } }, { ...globalWith({ saturation: 40 }), neutralShare: 0.01, palette: { ...p, hueConcentration: 0.95 } }],
    no: [{ palette: { ...p, shadowTint: { a: 4, b: 12, share: 0.3 }, lightTint: { a: 4, b: 14, share: 0.3 } } }],
  },
  shallowFocus: {
    yes: [{ focus: { texturedShare: 0.4, sharpShare: 0.12, sharpestBlur: 0.28, subjectBlur: 0.3, backgroundBlur: 0.55, directionality: 0 } }],
    no: [
      { focus: { texturedShare: 0.9, sharpShare: 0.8, sharpestBlur: 0.22, subjectBlur: 0.25, backgroundBlur: 0.27, directionality: 0 } },
      { focus: { texturedShare: 0.4, sharpShare: 0, sharpestBlur: 0.6, directionality: 0 } },
    ],
  },
};

describe('detectIntents', () => {
  const confidence = (changes: Partial<CriticEvidence>, id: IntentId): number => detectIntents(evidenceWith(changes)).find((i) => i.id === id)?.confidence ?? 0;

  it('has one rule for every intent', () => {
    expect(INTENT_RULES.map((r) => r.id).sort()).toEqual([...INTENTS].sort());
  });

  it('finds nothing in an everyday picture', () => {
    expect(detectIntents(PLAIN_EVIDENCE)).toEqual([]);
  });

  it.each(INTENTS)('recognises %s and says why with numbers', (id) => {
    for (const changes of CASES[id].yes) {
      expect(confidence(changes, id)).toBeGreaterThan(0.5);
      expect(detectIntents(evidenceWith(changes)).find((i) => i.id === id)!.because).toMatch(/\d/);
    }
  });

  it.each(INTENTS)('does not mistake a near miss for %s', (id) => {
    for (const changes of CASES[id].no) expect(confidence(changes, id)).toBeLessThan(0.35);
  });
});
