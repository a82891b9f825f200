import type { Finding, Suggestion, SuggestionAttribute, SuggestionDirection } from '@photocrafter/shared/critique/critique';
import { magnitudeOf } from '@photocrafter/shared/critique/magnitudes';

/** How a fault becomes something to do. `amount` (unsigned, in the attribute's unit) is read from the finding's facts; none for "remove". */
interface Remedy {
  readonly attribute: SuggestionAttribute;
  readonly direction: SuggestionDirection;
  readonly scope?: NonNullable<Suggestion['scope']>;
  amount?(facts: Readonly<Record<string, number>>): number;
}

/** Half of a measured gap is closed for subject and tails: closing all of it looks like flash or HDR. */
const HALF = 0.5;
/** More light on a part of the picture than this looks pasted in. */
const MOST_SUBJECT_EV = 0.6;
/** Contrast that is aimed at, L* between the 5th and 95th percentile: the median of the development photos. */
const USUAL_SPREAD = 68;
/** Chroma that is aimed at when colour is dull or loud. */
const USUAL_CHROMA = 20;
const LOUD_CHROMA = 42;
/** A sky or a wall can look like a larger cast than any lamp makes. */
const MOST_CAST_MIRED = 30;
const MAX_CONTRAST_GAIN = 45;
const MAX_SATURATION_GAIN = 45;

const REMEDIES: Readonly<Record<string, Remedy>> = {
  underexposed: { attribute: 'exposure', direction: 'increase', amount: (f) => f.need! },
  overexposed: { attribute: 'exposure', direction: 'decrease', amount: (f) => f.need! },
  subjectDark: { attribute: 'exposure', direction: 'increase', scope: 'subject', amount: (f) => Math.min(MOST_SUBJECT_EV, HALF * f.gap!) },
  subjectBright: { attribute: 'exposure', direction: 'decrease', scope: 'subject', amount: (f) => Math.min(MOST_SUBJECT_EV, HALF * f.gap!) },
  clippedHighlights: { attribute: 'highlights', direction: 'decrease', amount: (f) => 3 + 40 * f.clipped! },
  clippedShadows: { attribute: 'shadows', direction: 'increase', amount: (f) => 3 + 20 * f.clipped! },
  flatContrast: { attribute: 'contrast', direction: 'increase', amount: (f) => Math.min(MAX_CONTRAST_GAIN, 100 * (USUAL_SPREAD / f.spread! - 1) * HALF) },
  harshContrast: { attribute: 'contrast', direction: 'decrease', amount: (f) => Math.min(18, 60 * Math.min(f.blacks!, f.whites!)) },
  warmCast: { attribute: 'colourTemperature', direction: 'decrease', amount: (f) => Math.min(MOST_CAST_MIRED, f.shift!) },
  coolCast: { attribute: 'colourTemperature', direction: 'increase', amount: (f) => Math.min(MOST_CAST_MIRED, f.shift!) },
  greenCast: { attribute: 'tint', direction: 'increase', amount: (f) => f.duv! },
  magentaCast: { attribute: 'tint', direction: 'decrease', amount: (f) => f.duv! },
  dull: { attribute: 'saturation', direction: 'increase', amount: (f) => Math.min(MAX_SATURATION_GAIN, 100 * (USUAL_CHROMA / f.chroma! - 1) * HALF) },
  oversaturated: { attribute: 'saturation', direction: 'decrease', amount: (f) => 100 * Math.max(0.08, 1 - LOUD_CHROMA / f.chroma!) },
  haze: { attribute: 'haze', direction: 'remove' },
  noise: { attribute: 'noise', direction: 'remove' },
  compressed: { attribute: 'compression', direction: 'remove' },
  rain: { attribute: 'rain', direction: 'remove' },
  softFocus: { attribute: 'blur', direction: 'remove' },
  motionBlur: { attribute: 'blur', direction: 'remove' },
  tiltedHorizon: { attribute: 'horizon', direction: 'remove' },
  clutter: { attribute: 'depthOfField', direction: 'decrease', scope: 'background', amount: () => 0.1 },
};

const MAX_SUGGESTIONS = 5;

/**
 * What to do about the faults, most severe first, at most five, one per attribute and scope; the magnitude is the word
 * nearest to the measured size. Nothing for a picture without real faults.
 */
export function suggest(findings: readonly Finding[]): Suggestion[] {
  const taken = new Set<string>();
  return findings
    .filter((f) => f.polarity === 'fault')
    .sort((a, b) => b.severity - a.severity)
    .flatMap((finding) => {
      const remedy = REMEDIES[finding.id];
      if (remedy === undefined) return [];
      const key = `${remedy.attribute} ${remedy.scope ?? ''}`;
      if (taken.has(key)) return [];
      taken.add(key);
      return [toSuggestion(remedy, finding)];
    })
    .slice(0, MAX_SUGGESTIONS);
}

/** How severe the fault is that a suggestion answers: 0 when no finding asks for it. */
export function severityBehind({ attribute, direction, scope }: Suggestion, findings: readonly Finding[]): number {
  const asked = findings.filter(({ id, polarity }) => {
    const remedy = polarity === 'fault' ? REMEDIES[id] : undefined;
    return remedy?.attribute === attribute && remedy.direction === direction && remedy.scope === scope;
  });
  return Math.max(0, ...asked.map(({ severity }) => severity));
}

function amountFor(remedy: Remedy, finding: Finding): number | undefined {
  return remedy.amount?.(Object.fromEntries(finding.evidence.map((e) => [e.measure, e.value])));
}

/** How much of a restorable fault is to go, in words: most of a bad one, a part of a slight one. */
function removalMagnitude(severity: number): Suggestion['magnitude'] {
  return severity < 0.4 ? 'slightly' : severity < 0.65 ? 'moderately' : 'plain';
}

function toSuggestion(remedy: Remedy, finding: Finding): Suggestion {
  const amount = amountFor(remedy, finding);
  return {
    attribute: remedy.attribute,
    direction: remedy.direction,
    magnitude: amount === undefined ? removalMagnitude(finding.severity) : magnitudeOf(remedy.attribute, Math.max(amount, 1e-3)),
    reason: finding.statement,
    ...(remedy.scope && { scope: remedy.scope }),
  };
}
