import fc from 'fast-check';
import { critique } from './critic';
import { PLAIN_EVIDENCE, evidenceWith, globalWith, subjectWith, tones } from './evidence.fixture';
import type { CriticEvidence } from './evidence';
import { detectIntents } from './intents/detect-intents';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** Evidence of any picture, consistent or not: the critic must never stumble. */
const anyEvidence: fc.Arbitrary<CriticEvidence> = fc.record({
  lightness: fc.array(between(0, 100), { minLength: 9, maxLength: 9 }),
  clipped: share, blocked: share, contrast: between(0, 100), saturation: between(0, 120), noise: between(0, 40), haze: share,
  mired: between(-90, 90), tint: between(-30, 30), sureCast: share, neutral: share, blur: share, textured: share, tilt: between(-10, 10), sureTilt: share,
  sureSubject: share, subjectEv: between(-6, 3), clutter: share, hues: fc.array(share, { minLength: 5, maxLength: 5 }), top: between(0, 120),
}).map((v) => {
  const changed = evidenceWith({
    ...tones(...([...v.lightness].sort((a, b) => a - b) as Parameters<typeof tones>)),
    ...globalWith({ clippedHighlights: v.clipped, clippedShadows: v.blocked, contrast: v.contrast, saturation: v.saturation, noise: v.noise, haze: v.haze }),
    ...subjectWith({ confidence: v.sureSubject, attributes: { exposure: 30, luminanceEv: v.subjectEv, clippedHighlights: v.clipped } }),
    cast: { miredShift: v.mired, tint: v.tint, confidence: v.sureCast, votes: [{ method: 'nearNeutrals', miredShift: v.mired, tint: v.tint, confidence: v.sureCast }] },
    neutralShare: v.neutral,
    focus: { texturedShare: v.textured, sharpShare: v.textured * v.blur, sharpestBlur: v.blur, directionality: v.blur / 2 },
    composition: { ...PLAIN_EVIDENCE.composition, horizonDegrees: v.tilt, horizonConfidence: v.sureTilt, clutter: v.clutter },
    palette: { ...PLAIN_EVIDENCE.palette, colourfulShare: v.hues[0]!, warmShare: v.hues[1]!, coolShare: v.hues[2]!, dominantShare: v.hues[3]!, hueConcentration: v.hues[4]!, topChroma: v.top },
  });
  return { ...changed, intents: detectIntents(changed) };
});

/** Every number that was measured, in the ways in which it may be printed. */
function printable(value: unknown, into = new Set<string>()): Set<string> {
  if (typeof value === 'number') for (const scaled of [value, 100 * value]) for (const digits of [0, 1, 2]) into.add(Math.abs(scaled).toFixed(digits).replace(/^0\.00$/, '0'));
  else if (typeof value === 'string') for (const n of value.match(/\d+(\.\d+)?/g) ?? []) into.add(n);
  else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) printable(part, into);
  return into;
}

/** Fixed figures of the wordings themselves: "of 255 levels", "within 30 degrees", "beyond chroma 70", "under 0.1 %". */
const FIXED = ['255', '30', '70', '0.1'];

describe('critique', () => {
  it('speaks only of numbers that were measured', () => {
    fc.assert(fc.property(anyEvidence, (evidence) => {
      const result = critique(evidence);
      const known = printable([evidence, result.findings.map((f) => f.evidence)], new Set(FIXED));
      for (const text of [...Object.values(result.sections), ...result.findings.map((f) => f.statement), ...result.suggestions.map((s) => s.reason)]) {
        const unknown = (text.match(/\d+(\.\d+)?/g) ?? []).filter((n) => !known.has(n));
        expect(unknown).toEqual([]);
        expect(text).not.toMatch(/NaN|undefined|Infinity|[[\]{}|]| {2}|\.\./);
      }
    }), { numRuns: 150 });
  });

  it('keeps suggestions few, sums its score and repeats itself exactly', () => {
    fc.assert(fc.property(anyEvidence, (evidence) => {
      const result = critique(evidence);
      expect(result.suggestions.length).toBeLessThanOrEqual(5);
      expect(Object.values(result.sections).every((text) => text.length > 20)).toBe(true);
      const { value, parts } = result.score!;
      expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(value);
      expect(parts.reduce((sum, part) => sum + part.maximum, 0)).toBe(100);
      expect(parts.every((part) => part.points >= 0 && part.points <= part.maximum && part.because.length > 0)).toBe(true);
      expect(critique(evidence)).toEqual(result);
    }), { numRuns: 80 });
  });

  it('tells a good picture that it needs nothing', () => {
    const { sections, suggestions } = critique(PLAIN_EVIDENCE);
    expect(suggestions).toEqual([]);
    expect(sections.overall).toMatch(/nothing should be changed|no correction|best left/i);
  });

  it('says which method found the subject', () => {
    expect(critique(PLAIN_EVIDENCE).critic).toBe('measured');
    expect(critique(evidenceWith(subjectWith({}))).critic).toBe('measured + u2netp');
  });

  it('varies its words from picture to picture', () => {
    const words = new Set([45, 46, 47, 48, 49, 50].map((median) => critique(evidenceWith(tones(0, 6, 16, 30, median, 62, 76, 90, 99))).sections.aesthetics.replace(/\d+/g, '')));
    expect(words.size).toBeGreaterThan(1);
  });
});
