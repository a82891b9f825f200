import { lightnessToLuminance } from '@photocrafter/shared/pixels/lab';
import { tonePercentiles } from '../intents/intent-rule';
import type { CriticEvidence } from '../evidence';
import { ramp } from '../ramp';
import { ESTIMATE_CEILING, fact, fault, intentOf, strength, type Observation, type Rule } from './observation';

/** L* that the median and the lights of an everyday scene may reach; below both it is short of light (development photos: median 46, p99 93). */
const USUAL_MEDIAN = 44;
const USUAL_WHITE = 88;
/** L* from which a median with burnt-out lights is too much light (development photos: 9 in 10 burn out less than .5 % of the frame, after +1 EV half burn 8 %). */
const BRIGHT_MEDIAN = 58;
/** EV: below the first nobody notices, at the second it is the first thing one sees. */
const VISIBLE_EV = [0, 1.2] as const;
/** A tenth of the frame burnt out costs about this much exposure. */
const EV_PER_BURNT = 8;
/** Burnt-out or blocked share of the frame: visible, ruinous. */
const BURNT = [0.01, 0.12] as const;
const BLOCKED = [0.06, 0.35] as const;

/** Under- and overexposure: what the tones themselves lack, or what the estimator found, whichever is larger. */
export const exposureRule: Rule = (evidence) => {
  const { p50, p99 } = tonePercentiles(evidence);
  const mean = evidence.global.exposure ?? p50;
  const clipped = evidence.global.clippedHighlights ?? 0;
  const estimated = estimatedEv(evidence);
  const dark = 1 - intentOf(evidence, 'lowKey', 'night', 'silhouette');
  const bright = 1 - intentOf(evidence, 'highKey', 'snowOrSand');
  const lacking = Math.min(stopsBetween(p50, USUAL_MEDIAN), stopsBetween(p99, USUAL_WHITE));
  const short = Math.max(lacking, estimated);
  const surplus = Math.min(stopsBetween(BRIGHT_MEDIAN, p50), EV_PER_BURNT * clipped);
  const generous = Math.max(surplus, -estimated);
  const tones = [fact('mean', mean, 'L*'), fact('median', p50, 'L*', USUAL_MEDIAN), fact('whitePoint', p99, 'L*', USUAL_WHITE), fact('clipped', clipped, 'share', BURNT[0])];
  const under = fault({ id: 'underexposed', section: 'colourAndLight', severity: Math.max(ramp(lacking, ...VISIBLE_EV), ESTIMATE_CEILING * ramp(estimated, 0, 0.6)) * dark, evidence: [fact('need', short, 'EV', VISIBLE_EV[0]), ...tones] });
  if (under.length > 0) return under;
  const over = fault({ id: 'overexposed', section: 'colourAndLight', severity: Math.max(ramp(surplus, ...VISIBLE_EV), ESTIMATE_CEILING * ramp(-estimated, 0, 0.6)) * bright, evidence: [fact('need', generous, 'EV', VISIBLE_EV[0]), ...tones] });
  if (over.length > 0 || dark < 0.5 || bright < 0.5 || clipped > BURNT[0]) return over;
  return [strength({ id: 'wellExposed', section: 'colourAndLight', evidence: tones })];
};

/** Stops by which the simulated corrections would brighten the picture; negative darkens. */
function estimatedEv({ simulation }: CriticEvidence): number {
  return simulation === undefined ? 0 : (simulation.after.luminanceEv ?? 0) - (simulation.before.luminanceEv ?? 0);
}

/** EV from one lightness up to another; negative when it lies above. */
function stopsBetween(from: number, to: number): number {
  return Math.log2(lightnessToLuminance(to) / Math.max(lightnessToLuminance(from), 1e-4));
}

/** A subject this many stops below or above its surroundings is hard to read, from the first value on. */
const DARK_SUBJECT_EV = [1, 3] as const;
const BRIGHT_SUBJECT_EV = [1.5, 3.5] as const;
const SURE_SUBJECT = 0.5;
/** L* up to which a subject is in the dark at all. */
const DARK_SUBJECT = [40, 22] as const;

export const subjectLightRule: Rule = (evidence) => {
  const { subject, background } = evidence;
  const [own, behind] = [subject?.attributes.luminanceEv, background.luminanceEv];
  if (subject === undefined || subject.confidence < SURE_SUBJECT || own === undefined || behind === undefined) return [];
  const region = subject.box;
  const gap = own - behind;
  const light = subject.attributes.exposure ?? 50;
  const facts = [fact('gap', Math.abs(gap), 'EV', DARK_SUBJECT_EV[0]), fact('subject', light, 'L*'), fact('background', background.exposure ?? 50, 'L*')];
  if (gap < 0) {
    const severity = Math.min(ramp(-gap, ...DARK_SUBJECT_EV), ramp(light, ...DARK_SUBJECT)) * subject.confidence * (1 - intentOf(evidence, 'silhouette', 'lowKey', 'night'));
    return fault({ id: 'subjectDark', section: 'colourAndLight', severity, evidence: facts, region });
  }
  const burnt = subject.attributes.clippedHighlights ?? 0;
  const severity = Math.min(ramp(gap, ...BRIGHT_SUBJECT_EV), ramp(burnt, 0.02, 0.2)) * subject.confidence * (1 - intentOf(evidence, 'lowKey', 'night'));
  const bright = fault({ id: 'subjectBright', section: 'colourAndLight', severity, evidence: [...facts, fact('subjectClipped', burnt, 'share')], region });
  if (bright.length > 0 || gap < DARK_SUBJECT_EV[0]) return bright;
  return [strength({ id: 'subjectStandsOut', section: 'composition', evidence: facts, region })];
};

/** Tones lost at the ends, unless the picture is meant to live there. */
export const clippingRule: Rule = (evidence): readonly Observation[] => {
  const { clippedHighlights: white = 0, clippedShadows: black = 0 } = evidence.global;
  const bright = 1 - intentOf(evidence, 'highKey', 'snowOrSand', 'night', 'lowKey', 'silhouette');
  const dark = 1 - intentOf(evidence, 'lowKey', 'night', 'silhouette');
  return [
    ...fault({ id: 'clippedHighlights', section: 'colourAndLight', severity: 0.7 * ramp(white, ...BURNT) * bright, evidence: [fact('clipped', white, 'share', BURNT[0])] }),
    ...fault({ id: 'clippedShadows', section: 'colourAndLight', severity: 0.6 * ramp(black, ...BLOCKED) * dark, evidence: [fact('clipped', black, 'share', BLOCKED[0])] }),
  ];
};
