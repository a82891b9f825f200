import type { CritiqueSectionId, Finding, Suggestion } from '@photocrafter/shared/critique/critique';
import type { CriticEvidence } from '../../src/critic/evidence';
import type { Spoiling } from './spoil-detail';
import vocabulary from '../vocabulary.json';

const IDS = new Map(vocabulary.tokens.map((token, id) => [token, id]));
const id = (token: string): number => {
  const known = IDS.get(token);
  if (known === undefined) throw new RangeError(`the vocabulary has no ${token}`);
  return known;
};

type Words = Pick<Suggestion, 'attribute' | 'direction' | 'magnitude'>;

/** The fault that a wish of tone or colour answers. */
const FAULT_OF: Readonly<Record<string, string | undefined>> = {
  'exposure increase': 'underexposed', 'exposure decrease': 'overexposed', 'contrast increase': 'flatContrast', 'contrast decrease': 'harshContrast',
  'saturation increase': 'dull', 'saturation decrease': 'oversaturated', 'colourTemperature decrease': 'warmCast', 'colourTemperature increase': 'coolCast',
  'tint increase': 'greenCast', 'tint decrease': 'magentaCast',
};
/** What must not be called good beside a fault. */
const EXCLUDES: Readonly<Record<string, readonly string[]>> = {
  noise: ['clean'], softFocus: ['crisp', 'motionBlur'], motionBlur: ['crisp', 'softFocus'], haze: ['fullTones'], compression: ['clean', 'crisp'],
  underexposed: ['wellExposed', 'overexposed', 'lowKey', 'night'], overexposed: ['wellExposed', 'underexposed', 'highKey'], flatContrast: ['fullTones', 'harshContrast', 'softContrast'], harshContrast: ['fullTones', 'flatContrast'],
  dull: ['richColour', 'oversaturated', 'monochrome'], oversaturated: ['richColour', 'dull'], warmCast: ['neutralGreys', 'coolCast', 'warmLight', 'colourGrade'], coolCast: ['neutralGreys', 'warmCast', 'coolGrade', 'colourGrade'],
  greenCast: ['neutralGreys', 'magentaCast', 'colourGrade'], magentaCast: ['neutralGreys', 'greenCast', 'colourGrade'],
};
const MOST_EVIDENCE: Readonly<Record<CritiqueSectionId, number>> = { quality: 2, colourAndLight: 4, composition: 2, aesthetics: 2, overall: 1 };

/**
 * The utterance that is right for a photo whose faults are known: true faults and the measured strengths and intents that do not
 * contradict them, in the paper's order reasoning, suggestions; the score is left to photos that people rated.
 */
export function rightUtterance(evidence: CriticEvidence, findings: readonly Finding[], wanted: readonly Words[], spoiling?: Spoiling): number[] {
  const faults = [...(spoiling ? [['quality', spoiling.fault] as const] : []), ...wanted.flatMap(({ attribute, direction }) => {
    const fault = FAULT_OF[`${attribute} ${direction}`];
    return fault === undefined ? [] : [['colourAndLight', fault] as const];
  })];
  const excluded = new Set(faults.flatMap(([, fault]) => [fault, ...(EXCLUDES[fault] ?? [])]));
  const measured = findings.filter((finding) => finding.polarity !== 'fault' && !excluded.has(finding.id)).map((finding) => [finding.section, finding.id] as const);
  const restores = spoiling !== undefined, retouches = wanted.length > 0;
  const said = [...faults, ...measured, ...impression(evidence), ['overall', restores ? (retouches ? 'restoreAndRetouch' : 'restore') : retouches ? 'retouch' : 'leaveIt'] as const];
  const sections = vocabulary.sections as readonly CritiqueSectionId[];
  const reasoning = sections.flatMap((section) => said.filter(([own, what]) => own === section && IDS.has(`${own}.${what}`)).slice(0, MOST_EVIDENCE[section]).map(([, what]) => id(`${section}.${what}`)));
  const suggestions = [...(spoiling ? [id(`${spoiling.removes}.remove.${spoiling.magnitude}`)] : []), ...wanted.map(({ attribute, direction, magnitude }) => id(`${attribute}.${direction}.${magnitude}`))];
  return [id('<begin>'), id('<reasoning>'), ...reasoning, id('<suggestions>'), ...suggestions.slice(0, 5), id('<score>')];
}

/** Key and palette in the words of the aesthetics section; the bounds are those of `speak`. */
function impression({ lightnessPercentiles, palette: p }: CriticEvidence): readonly (readonly ['aesthetics', string])[] {
  const median = lightnessPercentiles[4]!;
  const key = median < 34 ? 'darkKey' : median > 64 ? 'brightKey' : 'middleKey';
  const colours = p.colourfulShare < 0.15 ? 'greyPalette' : p.warmShare > 0.2 && p.warmShare > 2 * p.coolShare ? 'warmPalette' : p.coolShare > 0.2 && p.coolShare > 2 * p.warmShare ? 'coolPalette' : 'mixedPalette';
  return [['aesthetics', key], ['aesthetics', colours]];
}
