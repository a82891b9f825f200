import type { CritiqueScore, CritiqueSectionId, Finding, ScorePart } from '@photocrafter/shared/critique/critique';
import { tonePercentiles } from './intents/intent-rule';
import type { CriticEvidence } from './evidence';
import { ramp } from './ramp';

/** What a part starts from when nothing is wrong, how much it holds, and which findings speak for it. */
interface Part { readonly name: string; readonly maximum: number; readonly base: number; readonly owns: (finding: Finding) => boolean }

const COLOUR_FAULTS = /Cast$|^dull$|^oversaturated$|^neutralGreys$|^richColour$|^(monochrome|warmLight|coolGrade|colourGrade)$/;
const inSection = (section: CritiqueSectionId) => (finding: Finding): boolean => finding.section === section;
const isColour = (finding: Finding): boolean => finding.section === 'colourAndLight' && COLOUR_FAULTS.test(finding.id);
const isTone = (finding: Finding): boolean => finding.section === 'colourAndLight' && !COLOUR_FAULTS.test(finding.id);

const PARTS: readonly Part[] = [
  { name: 'Technical quality', maximum: 25, base: 0.8, owns: inSection('quality') },
  { name: 'Exposure and tone', maximum: 25, base: 0.8, owns: isTone },
  { name: 'Colour', maximum: 20, base: 0.8, owns: isColour },
  { name: 'Composition', maximum: 15, base: 0.75, owns: inSection('composition') },
];
/** A strength adds this share of a part; a fault takes its severity times this. */
const STRENGTH_SHARE = 0.08;
const FAULT_SHARE = 0.85;
/** Quality that no rule names yet (a little noise, a little softness) costs up to this share. */
const CREEPING_SHARE = 0.25;
const IMPACT_MAXIMUM = 15;

/** 0..100 as a visible sum: each part starts near four fifths, gains by what is good and loses by what is wrong. Points are whole. */
export function score(evidence: CriticEvidence, findings: readonly Finding[]): CritiqueScore {
  const parts: ScorePart[] = PARTS.map(({ name, maximum, base, owns }) => {
    const own = findings.filter(owns);
    const faults = own.filter(({ polarity }) => polarity === 'fault');
    const strengths = own.filter(({ polarity }) => polarity === 'strength');
    // several faults of one kind overlap: what the first leaves is what the next can take
    const left = faults.reduce((share, { severity }) => share * (1 - FAULT_SHARE * severity), 1);
    const creeping = name === 'Technical quality' ? 1 - CREEPING_SHARE * creepingFlaws(evidence) : name === 'Colour' ? 1 - CREEPING_SHARE * creepingCast(evidence) : name === 'Exposure and tone' ? 1 - CREEPING_SHARE * creepingTone(evidence) : 1;
    const share = Math.min(1, base + STRENGTH_SHARE * strengths.length) * left * creeping;
    return { name, maximum, points: Math.round(maximum * share), because: because(faults, strengths) };
  });
  parts.push(impact(evidence));
  return { value: parts.reduce((sum, { points }) => sum + points, 0), parts };
}

function because(faults: readonly Finding[], strengths: readonly Finding[]): string {
  const [first] = faults.length > 0 ? faults : strengths;
  return first?.statement ?? 'nothing stands out, for better or worse';
}

function creepingFlaws({ global, focus }: CriticEvidence): number {
  return Math.max(ramp(global.noise ?? 0, 1, 8), ramp(focus.sharpestBlur ?? 0, 0.35, 0.7));
}

/** Correction amounts below what is worth a fault, in shares of a clear one: the score falls before words do. */
function creepingTone({ corrections }: CriticEvidence): number {
  return corrections === undefined ? 0 : Math.max(ramp(Math.abs(corrections.exposureEv), 0, 1), ramp(Math.abs(corrections.contrast), 0, 30));
}

function creepingCast({ corrections, cast }: CriticEvidence): number {
  const estimated = corrections === undefined ? 0 : Math.max(ramp(Math.abs(corrections.miredShift), 0, 30), ramp(Math.abs(corrections.saturation), 0, 30));
  return Math.max(estimated, cast.confidence * ramp(Math.abs(cast.miredShift), 10, 60));
}

/** What makes one look: range of tones, colour, a subject that is there. */
function impact(evidence: CriticEvidence): ScorePart {
  const { p1, p99 } = tonePercentiles(evidence);
  const range = ramp(p99 - p1, 30, 90);
  const colour = ramp(evidence.global.colourfulness ?? 0, 5, 45);
  const subject = evidence.subject?.confidence ?? 0;
  const share = 0.35 + 0.3 * range + 0.15 * Math.max(colour, evidence.intents.find(({ id }) => id === 'monochrome')?.confidence ?? 0) + 0.2 * subject;
  return { name: 'Impact', maximum: IMPACT_MAXIMUM, points: Math.round(IMPACT_MAXIMUM * share), because: `a tonal range of ${Math.round(p99 - p1)} L*, colourfulness ${Math.round(evidence.global.colourfulness ?? 0)}` };
}
