import { AppError } from '../errors/app-error';
import { colourBalance } from './colour-balance';
import { colourLookup } from './colour-lookup';
import { contrast } from './contrast';
import { dehaze } from './dehaze';
import { exposure } from './exposure';
import { highlightsShadows } from './highlights-shadows';
import type { Operator } from './operator';
import { saturation } from './saturation';
import { toneCurve } from './tone-curve';
import { vibrance } from './vibrance';
import { vignette } from './vignette';
import { whiteBalance } from './white-balance';
import { whitesBlacks } from './whites-blacks';

/** Every operator, in the order in which a photographer works: light, then tone, then colour, then the finish. */
export const OPERATORS: readonly Operator[] = [
  whiteBalance, exposure, dehaze, whitesBlacks, highlightsShadows, contrast, toneCurve,
  saturation, vibrance, colourBalance, colourLookup, vignette,
];

/** The operator of a plan step. Throws INVALID_PLAN when this build has no such id or version. */
export function operatorFor(id: string, version: number): Operator {
  const operator = OPERATORS.find((candidate) => candidate.id === id && candidate.version === version);
  if (operator === undefined) throw new AppError('INVALID_PLAN', `there is no operator ${id} version ${version}`);
  return operator;
}

export { checkParams, defaultParams } from './check-params';
