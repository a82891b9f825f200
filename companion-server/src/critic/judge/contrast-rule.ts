import { tonePercentiles } from '../intents/intent-rule';
import { ramp } from '../ramp';
import { ESTIMATE_CEILING, fact, fault, intentOf, strength, type Rule } from './observation';

/** L* between the 5th and 95th percentile: development photos have a median of 68 and a lower decile of 45. */
const FLAT_SPREAD = [56, 24] as const;
/** A flat picture lacks black, or white: one-coloured and softly focused pictures have a small spread but a real black. L* of p1 and p99. */
const LIFTED_BLACK = [6, 14] as const;
const LOW_WHITE = [80, 68] as const;
const FULL_SPREAD = 66;
/** L* that a full scale reaches at both ends. */
const FULL_ENDS = [14, 82] as const;
/** Gain of the spread in per cent that the corrections ask for: noticeable, plain flatness. */
const WANTED_GAIN = [0, 30] as const;
/** Blurred surroundings and graded light are soft by nature. */
const SOFTENED = 0.4;
/** Share of the frame beyond L* 5 and 95: both ends heavy at once is harsh. */
const HEAVY_END = [0.1, 0.3] as const;

export const contrastRule: Rule = (evidence) => {
  const { p1, p5, p95, p99 } = tonePercentiles(evidence);
  const spread = evidence.global.contrast ?? p95 - p5;
  const { before, after } = evidence.simulation ?? { before: {}, after: {} };
  const gain = 100 * ((after.contrast ?? spread) / Math.max(before.contrast ?? spread, 1) - 1);
  const facts = [fact('spread', spread, 'L*', FLAT_SPREAD[0]), fact('low', p5, 'L*'), fact('high', p95, 'L*')];
  const unmeant = (1 - SOFTENED * intentOf(evidence, 'shallowFocus', 'warmLight', 'coolGrade', 'colourGrade')) * (1 - intentOf(evidence, 'softContrast', 'highKey', 'lowKey', 'night', 'snowOrSand'));
  const lacking = Math.max(ramp(p1, ...LIFTED_BLACK), 0.6 * ramp(p99, ...LOW_WHITE));
  const flat = fault({ id: 'flatContrast', section: 'colourAndLight', severity: Math.max(ramp(spread, ...FLAT_SPREAD) * lacking, ESTIMATE_CEILING * ramp(gain, ...WANTED_GAIN) * ramp(spread, FULL_SPREAD, FLAT_SPREAD[0])) * unmeant, evidence: facts });
  if (flat.length > 0) return flat;
  const { clippedShadows: blacks = 0, clippedHighlights: whites = 0 } = evidence.global;
  const harsh = fault({
    id: 'harshContrast', section: 'colourAndLight', severity: Math.min(ramp(blacks, ...HEAVY_END), ramp(whites, ...HEAVY_END)) * (1 - intentOf(evidence, 'silhouette')),
    evidence: [fact('blacks', blacks, 'share', HEAVY_END[0]), fact('whites', whites, 'share', HEAVY_END[0])],
  });
  if (harsh.length > 0 || spread < FULL_SPREAD || p5 > FULL_ENDS[0] || p95 < FULL_ENDS[1]) return harsh;
  return [strength({ id: 'fullTones', section: 'colourAndLight', evidence: facts })];
};
