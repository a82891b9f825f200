import { ramp } from '../ramp';
import { ESTIMATE_CEILING, fact, fault, intentOf, strength, type Observation, type Rule } from './observation';

/** Estimated mired (shrunk, see neutral-estimate) from which 9 in 10 development photos are free, and where a cast is the first thing one sees. */
const CAST_MIRED = [14, 36] as const;
/** The same for thousandths of Duv. */
const CAST_DUV = [2.5, 7] as const;
/** Votes count as agreeing when they point the same way by at least half as much. */
const AGREEING_SHARE = 0.5;
const SURE_CAST = [0.1, 0.4] as const;
const SURE_NEUTRAL = 0.7;
const NEUTRAL_MIRED = 8;

export const castRule: Rule = (evidence) => {
  const { cast } = evidence;
  const meant = 1 - intentOf(evidence, 'warmLight', 'coolGrade', 'colourGrade', 'monochrome', 'night');
  const sure = ramp(cast.confidence, ...SURE_CAST);
  const agreeing = (value: (vote: typeof cast.votes[number]) => number, of: number): number => cast.votes.filter((vote) => value(vote) * of > 0 && Math.abs(value(vote)) >= AGREEING_SHARE * Math.abs(of)).length;
  const shift = Math.abs(cast.miredShift), duv = Math.abs(cast.tint);
  const votes = fact('votes', cast.votes.length, 'estimates');
  const observations: Observation[] = [
    ...fault({
      id: cast.miredShift > 0 ? 'warmCast' : 'coolCast', section: 'colourAndLight', severity: ramp(shift, ...CAST_MIRED) * sure * meant,
      evidence: [fact('shift', shift, 'mired', CAST_MIRED[0]), fact('agreeing', agreeing((vote) => vote.miredShift, cast.miredShift), 'estimates'), votes],
    }),
    ...fault({
      id: cast.tint > 0 ? 'greenCast' : 'magentaCast', section: 'colourAndLight', severity: ramp(duv, ...CAST_DUV) * sure * meant,
      evidence: [fact('duv', duv, 'Duv x 1000', CAST_DUV[0]), fact('agreeing', agreeing((vote) => vote.tint, cast.tint), 'estimates'), votes],
    }),
  ];
  if (observations.length > 0 || shift > NEUTRAL_MIRED || duv > CAST_DUV[0] || cast.confidence < SURE_NEUTRAL) return observations;
  return [strength({ id: 'neutralGreys', section: 'colourAndLight', evidence: [fact('shift', shift, 'mired')] })];
};

/** Mean chroma: development photos have a median of 19, a lower decile of 8 and an upper one of 34. */
const DULL_CHROMA = [10, 4] as const;
/** Mean chroma of the most colourful tenth: a pale picture has no accent either (development photos: 36, lower decile 19; half of that after -50 % saturation). */
const DULL_TOP_CHROMA = [18, 8] as const;
const LOUD_CHROMA = [44, 70] as const;
const RICH_CHROMA = [18, 40] as const;
/** A frame that is mostly grey things is not dull, it is grey. */
const GREY_SUBJECT = [0.75, 0.45] as const;

export const saturationRule: Rule = (evidence) => {
  const chroma = evidence.global.saturation ?? 0;
  const meant = 1 - intentOf(evidence, 'monochrome', 'highKey', 'lowKey', 'night', 'snowOrSand', 'softContrast');
  const estimated = evidence.corrections?.saturation ?? 0;
  const pale = Math.min(ramp(chroma, ...DULL_CHROMA), ramp(evidence.palette.topChroma, ...DULL_TOP_CHROMA)) * ramp(evidence.neutralShare, ...GREY_SUBJECT);
  const dull = estimated < 0 ? 0 : Math.max(pale, ESTIMATE_CEILING * ramp(estimated, 2, 25));
  const loud = Math.max(ramp(chroma, ...LOUD_CHROMA), ESTIMATE_CEILING * ramp(-estimated, 4, 30));
  const facts = [fact('chroma', chroma, 'C*'), fact('neutral', evidence.neutralShare, 'share'), fact('vivid', evidence.palette.vividShare, 'share'), fact('top', evidence.palette.topChroma, 'C*')];
  const faults = [
    ...fault({ id: 'dull', section: 'colourAndLight', severity: dull * meant, evidence: facts }),
    ...fault({ id: 'oversaturated', section: 'colourAndLight', severity: loud * (1 - intentOf(evidence, 'warmLight', 'monochrome')) * (1 - 0.6 * intentOf(evidence, 'colourGrade')), evidence: facts }),
  ];
  if (faults.length > 0 || chroma < RICH_CHROMA[0] || chroma > RICH_CHROMA[1]) return faults.slice(0, 1);
  return [strength({ id: 'richColour', section: 'colourAndLight', evidence: facts })];
};
