import { DEGRADATIONS, type DegradationKind, type Diagnosis } from './diagnosis';
import { ALARM_LEVELS } from './calibration';

/** Faults that are restored without being asked: severity above the level that at most two in a hundred clean training photos reach. */
export function alarms({ severity }: Diagnosis): readonly DegradationKind[] {
  return DEGRADATIONS.filter((kind) => severity[kind] >= ALARM_LEVELS[kind]);
}

/** Why, with the measured numbers. */
export function describeDegradation(kind: DegradationKind, { severity, noise, compressionLevel, blurRadiusPx, motionDegrees }: Diagnosis): string {
  const share = `severity ${severity[kind].toFixed(2)}`;
  switch (kind) {
    case 'noise': {
      const levels = noise.map(({ output }) => output);
      return `noise of ${Math.min(...levels).toFixed(1)} to ${Math.max(...levels).toFixed(1)} levels of 255 at full resolution (${share})`;
    }
    case 'compression': return `JPEG blocks as of quality ${Math.round(100 - 100 * compressionLevel)} (${share})`;
    case 'blur': return `even the sharpest detail is blurred by about ${blurRadiusPx.toFixed(1)} px (${share})`;
    case 'motionBlur': return `detail is smeared at ${Math.round(motionDegrees)} degrees (${share})`;
    case 'haze': return `a veil over the scene (${share})`;
    case 'lowLight': return `taken in too little light (${share})`;
    case 'rain': return `rain streaks (${share})`;
  }
}
