import { judge } from './judge';
import { PLAIN_EVIDENCE, evidenceWith, globalWith, subjectWith, tones } from './evidence.fixture';
import type { CriticEvidence, Intent, IntentId } from './evidence';
import { suggest } from './suggest';

const intent = (id: IntentId): { intents: Intent[] } => ({ intents: [{ id, confidence: 1, because: 'it says so at L* 10' }] });
const p = PLAIN_EVIDENCE;
const cast = (miredShift: number, tint: number, confidence = 0.8): Partial<CriticEvidence> => ({ cast: { miredShift, tint, confidence, votes: [] } });
const dark = tones(0, 1, 4, 12, 22, 34, 52, 62, 80);
const bright = { ...tones(5, 20, 35, 60, 78, 95, 100, 100, 100), ...globalWith({ clippedHighlights: 0.12, exposure: 76 }) };
const sure = (degrees: number): Partial<CriticEvidence> => ({ composition: { ...p.composition, horizonDegrees: degrees, horizonConfidence: 0.95 } });

/** A fault, a picture that has it, a picture just inside what is tolerated, and the remedy. */
const FAULTS: readonly { id: string; has: Partial<CriticEvidence>; tolerates: readonly Partial<CriticEvidence>[]; remedy?: string }[] = [
  { id: 'underexposed', has: dark, tolerates: [tones(0, 2, 8, 24, 38, 55, 74, 88, 99), { ...dark, ...intent('lowKey') }, { ...dark, ...intent('night') }], remedy: 'increase exposure' },
  { id: 'overexposed', has: bright, tolerates: [tones(5, 15, 30, 50, 66, 80, 92, 97, 100), { ...bright, ...intent('highKey') }], remedy: 'decrease exposure' },
  { id: 'subjectDark', has: { ...subjectWith({ attributes: { exposure: 20, luminanceEv: -3 } }) }, tolerates: [subjectWith({ attributes: { exposure: 38, luminanceEv: -1.2 } }), { ...subjectWith({ attributes: { exposure: 20, luminanceEv: -3 } }), ...intent('silhouette') }, subjectWith({ confidence: 0.4, attributes: { exposure: 20, luminanceEv: -3 } })], remedy: 'increase exposure subject' },
  { id: 'clippedHighlights', has: globalWith({ clippedHighlights: 0.09 }), tolerates: [globalWith({ clippedHighlights: 0.02 })], remedy: 'decrease highlights' },
  { id: 'clippedShadows', has: globalWith({ clippedShadows: 0.3 }), tolerates: [globalWith({ clippedShadows: 0.1 })], remedy: 'increase shadows' },
  { id: 'flatContrast', has: { ...globalWith({ contrast: 34 }), ...tones(10, 22, 30, 40, 48, 56, 64, 70, 78) }, tolerates: [globalWith({ contrast: 48 }), { ...globalWith({ contrast: 34 }), ...tones(0, 3, 30, 40, 48, 56, 64, 90, 99) }, { ...globalWith({ contrast: 34 }), ...tones(10, 22, 30, 40, 48, 56, 64, 70, 78), ...intent('softContrast') }], remedy: 'increase contrast' },
  { id: 'harshContrast', has: globalWith({ clippedShadows: 0.25, clippedHighlights: 0.25 }), tolerates: [globalWith({ clippedShadows: 0.25, clippedHighlights: 0.05 })], remedy: 'decrease contrast' },
  { id: 'warmCast', has: cast(34, 0), tolerates: [cast(16, 0), cast(34, 0, 0.1), { ...cast(34, 0), ...intent('warmLight') }], remedy: 'decrease colourTemperature' },
  { id: 'coolCast', has: cast(-34, 0), tolerates: [cast(-16, 0), { ...cast(-34, 0), ...intent('coolGrade') }], remedy: 'increase colourTemperature' },
  { id: 'greenCast', has: cast(0, 7), tolerates: [cast(0, 3.5)], remedy: 'increase tint' },
  { id: 'magentaCast', has: cast(0, -7), tolerates: [cast(0, -3.5), { ...cast(0, -7), ...intent('colourGrade') }], remedy: 'decrease tint' },
  { id: 'dull', has: { ...globalWith({ saturation: 5 }), palette: { ...p.palette, topChroma: 10 } }, tolerates: [globalWith({ saturation: 6 }), { ...globalWith({ saturation: 6 }), ...intent('monochrome'), palette: { ...p.palette, topChroma: 12 } }], remedy: 'increase saturation' },
  { id: 'oversaturated', has: globalWith({ saturation: 60 }), tolerates: [globalWith({ saturation: 46 })], remedy: 'decrease saturation' },
  { id: 'haze', has: { ...tones(20, 26, 36, 50, 62, 70, 78, 84, 88), ...globalWith({ haze: 0.4 }) }, tolerates: [globalWith({ haze: 0.4 }), { ...tones(20, 26, 36, 50, 62, 70, 78, 84, 88), ...globalWith({ haze: 0.4 }), ...intent('softContrast') }], remedy: 'remove haze' },
  { id: 'noise', has: globalWith({ noise: 6 }), tolerates: [globalWith({ noise: 2.5 })], remedy: 'remove noise' },
  { id: 'softFocus', has: { focus: { ...p.focus, sharpestBlur: 0.6 } }, tolerates: [{ focus: { ...p.focus, sharpestBlur: 0.44 } }, { focus: { ...p.focus, texturedShare: 0.02, sharpestBlur: 0.6 } }], remedy: 'remove blur' },
  { id: 'motionBlur', has: { focus: { ...p.focus, sharpestBlur: 0.6, directionality: 0.3 } }, tolerates: [{ focus: { ...p.focus, sharpestBlur: 0.4, directionality: 0.3 } }], remedy: 'remove blur' },
  { id: 'tiltedHorizon', has: sure(2.5), tolerates: [sure(0.6), { composition: { ...p.composition, horizonDegrees: 6, horizonConfidence: 0.6 } }], remedy: 'remove horizon' },
  { id: 'lowHeadroom', has: { ...subjectWith({}), composition: { ...p.composition, headroom: 0.01 } }, tolerates: [{ ...subjectWith({}), composition: { ...p.composition, headroom: 0.05 } }] },
  { id: 'clutter', has: { ...subjectWith({}), composition: { ...p.composition, clutter: 0.75 } }, tolerates: [{ ...subjectWith({}), composition: { ...p.composition, clutter: 0.5 } }], remedy: 'decrease depthOfField background' },
];

describe('judge', () => {
  const faultsOf = (changes: Partial<CriticEvidence>) => judge(evidenceWith(changes)).filter((f) => f.polarity === 'fault');

  it('finds no fault in an everyday picture, and suggests nothing', () => {
    expect(faultsOf({})).toEqual([]);
    expect(suggest(judge(PLAIN_EVIDENCE))).toEqual([]);
  });

  it.each(FAULTS)('names $id when it hurts, with its numbers', ({ id, has }) => {
    const found = faultsOf(has).find((f) => f.id === id);
    expect(found).toBeDefined();
    expect(found!.severity).toBeGreaterThanOrEqual(0.3);
    expect(found!.severity).toBeLessThanOrEqual(1);
    expect(found!.statement).toMatch(/\d/);
    expect(found!.evidence.every((e) => Number.isFinite(e.value))).toBe(true);
  });

  it.each(FAULTS)('keeps quiet about $id when it is small or meant', ({ id, tolerates }) => {
    for (const changes of tolerates) expect(faultsOf(changes).map((f) => f.id)).not.toContain(id);
  });

  it.each(FAULTS.filter((f) => f.remedy !== undefined))('turns $id into "$remedy"', ({ has, remedy }) => {
    const said = suggest(judge(evidenceWith(has))).map((s) => `${s.direction} ${s.attribute} ${s.scope ?? ''}`.trim());
    expect(said).toContain(remedy);
  });

  it('puts the most severe fault first and never suggests more than five things', () => {
    const all = judge(evidenceWith({ ...globalWith({ clippedHighlights: 0.3, clippedShadows: 0.3, contrast: 30, noise: 9, saturation: 60 }), ...cast(40, 8), ...sure(4), focus: { ...p.focus, sharpestBlur: 0.7 } }));
    const severities = all.map((f) => f.severity);
    expect(severities).toEqual([...severities].sort((a, b) => b - a));
    expect(suggest(all)).toHaveLength(5);
  });

  it('grows a magnitude with what was measured', () => {
    const magnitude = (shift: number): string => suggest(judge(evidenceWith(cast(-shift, 0))))[0]!.magnitude;
    expect([magnitude(22), magnitude(32)]).toEqual(['moderately', 'plain']);
  });

  it('says that an intent is respected, in the words of its rule', () => {
    const [finding] = judge(evidenceWith(intent('lowKey'))).filter((f) => f.polarity === 'intent');
    expect(finding!.statement).toContain('it says so at L* 10');
  });
});
