import { ramp } from '../ramp';
import { fact, fault, strength, type Observation, type Rule } from './observation';

/** Degrees: below the first a tilt is not seen, at the second it is the first thing one sees. */
const VISIBLE_TILT = [1, 5] as const;

/** The larger a tilt, the likelier it is a slope or a roof: it must be surer. */
export const horizonRule: Rule = ({ composition: c }) => {
  if (c.horizonDegrees === undefined) return [];
  const tilt = Math.abs(c.horizonDegrees);
  const evidence = [fact('tilt', tilt, 'degrees', VISIBLE_TILT[0]), fact('confidence', c.horizonConfidence, '0..1')];
  if (tilt < VISIBLE_TILT[0] / 2) return [strength({ id: 'level', section: 'composition', evidence })];
  const sure = ramp(c.horizonConfidence, 0.45 + 0.05 * tilt, 0.65 + 0.05 * tilt);
  const severity = tilt < VISIBLE_TILT[0] ? 0 : (0.3 + 0.7 * ramp(tilt, ...VISIBLE_TILT)) * sure;
  return fault({ id: 'tiltedHorizon', section: 'composition', severity, evidence, words: { highSide: c.horizonDegrees > 0 ? 'right' : 'left' } });
};

/** A subject must be sure before its place is judged. */
const SURE_SUBJECT = 0.45;
/** Distance from a thirds crossing or from the centre, share of the diagonal, that reads as "on it". */
const NEAR_THIRDS = 0.07;
const NEAR_CENTRE = 0.06;
/** Share of the height above the subject. */
const LOW_HEADROOM = 0.02;
const CUT_MARGIN = 0.005;

export const placementRule: Rule = ({ subject, composition: c }) => {
  if (subject === undefined || subject.confidence < SURE_SUBJECT || subject.area > 0.45) return [];
  const region = subject.box;
  const right = 1 - region.x - region.width;
  const observations: Observation[] = [];
  const cutSide = region.x < CUT_MARGIN ? 'left' : right < CUT_MARGIN ? 'right' : undefined;
  if (cutSide === undefined && c.headroom < LOW_HEADROOM && c.headroom >= CUT_MARGIN) {
    observations.push(...fault({ id: 'lowHeadroom', section: 'composition', severity: 0.25 * subject.confidence + 0.1, evidence: [fact('headroom', c.headroom, 'share of height', LOW_HEADROOM)], region }));
  }
  if (c.thirdsDistance < NEAR_THIRDS) observations.push(strength({ id: 'onThirds', section: 'composition', evidence: [fact('thirds', c.thirdsDistance, 'share of diagonal', NEAR_THIRDS)], region }));
  else if (c.centreDistance < NEAR_CENTRE) observations.push(strength({ id: 'centred', section: 'composition', evidence: [fact('centre', c.centreDistance, 'share of diagonal', NEAR_CENTRE)], region }));
  return observations;
};

/** Share of edge strength outside the subject: plain below, distracting above. */
const PLAIN = 0.25;
const BUSY = [0.55, 0.75] as const;

export const clutterRule: Rule = ({ subject, composition: c }) => {
  if (subject === undefined || subject.confidence < SURE_SUBJECT) return [];
  const evidence = [fact('clutter', c.clutter, 'share of edge strength', BUSY[0])];
  if (c.clutter < PLAIN) return [strength({ id: 'plainBackground', section: 'composition', evidence, region: subject.box })];
  return fault({ id: 'clutter', section: 'composition', severity: 0.5 * ramp(c.clutter, ...BUSY) * subject.confidence, evidence, region: subject.box });
};
