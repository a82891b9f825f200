import { tonePercentiles } from '../intents/intent-rule';
import { ramp } from '../ramp';
import { fact, fault, intentOf, strength, type Rule } from './observation';

/** L* between the 5th and 95th percentile: development photos have a median of 68 and a lower decile of 45. */
const FLAT_SPREAD = [50, 22] as const;
const FULL_SPREAD = 66;
/** L* that a full scale reaches at both ends. */
const FULL_ENDS = [14, 82] as const;
/** Gain of the spread in per cent that the corrections ask for: noticeable, plain flatness. */
const WANTED_GAIN = [0, 40] as const;
/** Share of the frame beyond L* 5 and 95: both ends heavy at once is harsh. */
const HEAVY_END = [0.1, 0.3] as const;

export const contrastRule: Rule = (evidence) => {
  const { p5, p95 } = tonePercentiles(evidence);
  const spread = evidence.global.contrast ?? p95 - p5;
  const { before, after } = evidence.simulation ?? { before: {}, after: {} };
  const gain = 100 * ((after.contrast ?? spread) / Math.max(before.contrast ?? spread, 1) - 1);
  const facts = [fact('spread', spread, 'L*', FLAT_SPREAD[0]), fact('low', p5, 'L*'), fact('high', p95, 'L*')];
  const unmeant = 1 - intentOf(evidence, 'softContrast', 'highKey', 'lowKey', 'night', 'snowOrSand');
  const flat = fault({ id: 'flatContrast', section: 'colourAndLight', severity: Math.max(ramp(spread, ...FLAT_SPREAD), ramp(gain, ...WANTED_GAIN) * ramp(spread, FULL_SPREAD, FLAT_SPREAD[0])) * unmeant, evidence: facts });
  if (flat.length > 0) return flat;
  const { clippedShadows: blacks = 0, clippedHighlights: whites = 0 } = evidence.global;
  const harsh = fault({
    id: 'harshContrast', section: 'colourAndLight', severity: Math.min(ramp(blacks, ...HEAVY_END), ramp(whites, ...HEAVY_END)) * (1 - intentOf(evidence, 'silhouette')),
    evidence: [fact('blacks', blacks, 'share', HEAVY_END[0]), fact('whites', whites, 'share', HEAVY_END[0])],
  });
  if (harsh.length > 0 || spread < FULL_SPREAD || p5 > FULL_ENDS[0] || p95 < FULL_ENDS[1]) return harsh;
  return [strength({ id: 'fullTones', section: 'colourAndLight', evidence: facts })];
};
