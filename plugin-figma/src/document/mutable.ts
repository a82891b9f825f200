import type { Affine } from '../geometry/affine';

/** A matrix as Figma's typings want it. */
export function mutable([[a, c, e], [b, d, f]]: Affine): Transform { return [[a, c, e], [b, d, f]]; }
