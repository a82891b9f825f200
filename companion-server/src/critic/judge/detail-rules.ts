import { alarms } from '../diagnosis/alarms';
import { SHARP_TILE_BLUR } from '../focus';
import { tonePercentiles } from '../intents/intent-rule';
import { ramp } from '../ramp';
import { fact, fault, intentOf, MIN_SEVERITY, strength, type Observation, type Rule } from './observation';

/** Re-blur value of the sharpest tenth at which softness starts to show at 1024 px, and at which nothing is left. */
const SOFT_BLUR = [0.46, 0.75] as const;
/** Difference of horizontal and vertical blur that tells movement from defocus. */
const MOTION_DIRECTIONALITY = 0.18;
/** Less texture than this (fog, plain walls) cannot tell focus. */
const MIN_TEXTURE = 0.06;

export const focusRule: Rule = (evidence) => {
  const { focus } = evidence;
  if (focus.sharpestBlur === undefined || focus.texturedShare < MIN_TEXTURE) return [];
  const facts = [fact('blur', focus.sharpestBlur, 're-blur 0..1', SHARP_TILE_BLUR), fact('crispBlur', SHARP_TILE_BLUR, 're-blur 0..1')];
  const severity = (focus.sharpestBlur < SOFT_BLUR[0] ? 0 : 0.3 + 0.7 * ramp(focus.sharpestBlur, ...SOFT_BLUR)) * (1 - 0.5 * intentOf(evidence, 'softContrast'));
  const moving = focus.directionality > MOTION_DIRECTIONALITY;
  const blurred = fault(moving
    ? { id: 'motionBlur', section: 'quality', severity, evidence: [...facts, fact('directionality', focus.directionality, 're-blur 0..1', MOTION_DIRECTIONALITY)] }
    : { id: 'softFocus', section: 'quality', severity, evidence: facts });
  return focus.sharpestBlur < SHARP_TILE_BLUR - 0.06 ? [strength({ id: 'crisp', section: 'quality', evidence: facts })] : blurred;
};

/** Immerkaer sigma in 8-bit levels: from the first value noise shows on flat areas at viewing size, at the second it covers everything. */
const NOISE_LEVELS = [3, 14] as const;
const CLEAN_NOISE = 1.5;

export const noiseRule: Rule = ({ global, diagnosis }) => {
  if (diagnosis !== undefined && alarms(diagnosis).includes('noise')) {
    const strongest = Math.max(...diagnosis.noise.map(({ output }) => output));
    return [named({ id: 'noise', section: 'quality', severity: diagnosis.severity.noise, evidence: [fact('noise', strongest, 'levels of 255', NOISE_LEVELS[0])] })];
  }
  if (global.noise === undefined) return [];
  const facts = [fact('noise', global.noise, 'levels of 255', NOISE_LEVELS[0])];
  if (global.noise < CLEAN_NOISE) return [strength({ id: 'clean', section: 'quality', evidence: facts })];
  return fault({ id: 'noise', section: 'quality', severity: global.noise < NOISE_LEVELS[0] ? 0 : 0.3 + 0.7 * ramp(global.noise, ...NOISE_LEVELS), evidence: facts });
};

/** What restoration was calibrated for is said as it was calibrated: at least as severe as a finding must be to be named. */
function named(observation: Omit<Observation, 'polarity'>): Observation {
  return { ...observation, polarity: 'fault', severity: Math.max(MIN_SEVERITY, observation.severity) };
}

export const compressionRule: Rule = ({ diagnosis }) => {
  if (diagnosis === undefined || !alarms(diagnosis).includes('compression')) return [];
  return [named({ id: 'compressed', section: 'quality', severity: diagnosis.severity.compression, evidence: [fact('jpegQuality', Math.round(100 * (1 - diagnosis.compressionLevel)), 'JPEG quality')] })];
};

export const rainRule: Rule = ({ diagnosis }) => {
  if (diagnosis === undefined || !alarms(diagnosis).includes('rain')) return [];
  return [named({ id: 'rain', section: 'quality', severity: diagnosis.severity.rain, evidence: [fact('streaks', diagnosis.severity.rain, 'severity 0..1')] })];
};

/** Dark-channel index (attributes/haze) and darkest tone at which a veil shows. */
const HAZE_INDEX = [0.2, 0.42] as const;
const VEIL_BLACK = [14, 28] as const;
/** A plain sky or a soft backdrop has no depth that a veil could take: share of textured tiles. */
const VEILED_TEXTURE = [0.12, 0.3] as const;

export const hazeRule: Rule = (evidence): readonly Observation[] => {
  const haze = evidence.global.haze ?? 0;
  const { p1, p50 } = tonePercentiles(evidence);
  // a veil is light: dark scenes with lifted blacks are flat, not hazy
  const severity = Math.min(ramp(haze, ...HAZE_INDEX), ramp(p1, ...VEIL_BLACK), ramp(p50, 40, 55), ramp(evidence.focus.texturedShare, ...VEILED_TEXTURE));
  return fault({
    id: 'haze', section: 'quality',
    severity: severity * (1 - intentOf(evidence, 'highKey', 'softContrast', 'snowOrSand')),
    evidence: [fact('haze', haze, 'index', HAZE_INDEX[0]), fact('blackPoint', p1, 'L*', VEIL_BLACK[0])],
  });
};
