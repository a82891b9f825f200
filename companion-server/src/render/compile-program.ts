import type { Adjustment, AdjustmentLayer, ChannelMatrixAdjustment, HueSaturationAdjustment, Lut3dAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { compileCurves } from '@photocrafter/shared/adjustments/curves';
import { exposureFunction } from '@photocrafter/shared/adjustments/exposure';
import { compileLevels } from '@photocrafter/shared/adjustments/levels';
import { decodeLutTable } from '@photocrafter/shared/adjustments/lut-table';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ChannelMaps } from '@photocrafter/shared/adjustments/pixel-map';
import type { Mask } from '@photocrafter/shared/pixels/mask';
import { applyPartly, composeMaps, scaleMaps } from './channel-maps';

/** What one pass over the pixels does; every result is clamped to 0..1. */
export type PassFunction =
  | { readonly kind: 'table'; readonly maps: ChannelMaps }
  | { readonly kind: 'matrix'; readonly matrix: readonly number[]; readonly offset: readonly number[] }
  | { readonly kind: 'lut3d'; readonly size: number; readonly values: Float32Array }
  | { readonly kind: 'hueSaturation'; readonly adjustment: HueSaturationAdjustment };

/** A pass, blended over what was there before with `opacity` (0..1) times the mask. */
export interface RenderPass { readonly run: PassFunction; readonly opacity: number; readonly mask?: Mask }

/**
 * Turns a stack (bottom first) into the fewest passes that mean the same: neighbours merge where no mask stands between.
 * Per-channel functions become one, whatever their kind or opacity; matrices multiply where the first cannot leave 0..1,
 * since the clamp between them must stay; a cube takes in its own opacity. Hue/Saturation and cubes are never approximated.
 * Throws INVALID_PLAN for malformed tables and for `pixels`: a pixel layer is the picture that a program is run on.
 */
export function compileProgram(layers: readonly AdjustmentLayer[]): readonly RenderPass[] {
  const passes: RenderPass[] = [];
  for (const layer of layers) {
    if (layer.opacity <= 0) continue;
    const next = absorbOpacity(compileLayer(layer));
    const last = passes.at(-1);
    const merged = last === undefined ? undefined : merge(last, next);
    if (merged === undefined) passes.push(next);
    else passes[passes.length - 1] = merged;
  }
  return passes;
}

function compileLayer({ adjustment, opacity, mask }: AdjustmentLayer): RenderPass {
  return { run: compileFunction(adjustment), opacity: Math.min(opacity, 1), ...(mask === undefined ? {} : { mask }) };
}

function compileFunction(adjustment: Adjustment): PassFunction {
  switch (adjustment.kind) {
    case 'exposure': {
      const map = exposureFunction(adjustment);
      return { kind: 'table', maps: [map, map, map] };
    }
    case 'curves': return { kind: 'table', maps: compileCurves(adjustment) };
    case 'levels': return { kind: 'table', maps: compileLevels(adjustment) };
    case 'hueSaturation': return { kind: 'hueSaturation', adjustment };
    case 'channelMatrix': return compileMatrix(adjustment);
    case 'lut3d': return compileLut(adjustment);
    case 'pixels': throw new AppError('INVALID_PLAN', 'a pixel layer can only stand below the adjustments');
  }
}

/** A diagonal matrix (white balance, mostly) is three per-channel functions. */
function compileMatrix({ matrix, offset }: ChannelMatrixAdjustment): PassFunction {
  const isDiagonal = matrix.every((factor, i) => factor === 0 || i % 4 === 0);
  if (isDiagonal) return { kind: 'table', maps: scaleMaps([matrix[0]!, matrix[4]!, matrix[8]!], offset) };
  return { kind: 'matrix', matrix, offset };
}

function compileLut({ size, table }: Lut3dAdjustment): PassFunction {
  const values = decodeLutTable(table);
  if (size < 2 || values.length !== size ** 3 * 3) throw new AppError('INVALID_PLAN', `a lookup table of size ${size} has ${values.length} values`);
  return { kind: 'lut3d', size, values };
}

/** Without a mask, opacity goes into the function where that is exact. */
function absorbOpacity(pass: RenderPass): RenderPass {
  if (pass.mask !== undefined || pass.opacity === 1) return pass;
  switch (pass.run.kind) {
    case 'table': return { run: { kind: 'table', maps: applyPartly(pass.run.maps, pass.opacity) }, opacity: 1 };
    case 'lut3d': return { run: { ...pass.run, values: fadeLut(pass.run.values, pass.run.size, pass.opacity) }, opacity: 1 };
    case 'matrix':
    case 'hueSaturation': return pass;
  }
}

/** Tetrahedral interpolation reproduces the identity exactly, so a cube may be blended with it node by node. */
function fadeLut(values: Float32Array, size: number, opacity: number): Float32Array {
  return values.map((value, i) => {
    const node = Math.floor(Math.floor(i / 3) / size ** (i % 3)) % size;
    const own = node / (size - 1);
    return own + (value - own) * opacity;
  });
}

function merge(first: RenderPass, second: RenderPass): RenderPass | undefined {
  if (first.mask !== undefined || second.mask !== undefined || first.opacity < 1 || second.opacity < 1) return undefined;
  const [a, b] = [first.run, second.run];
  if (a.kind === 'table' && b.kind === 'table') return { run: { kind: 'table', maps: composeMaps(a.maps, b.maps) }, opacity: 1 };
  if (a.kind === 'matrix' && b.kind === 'matrix' && staysInside(a.matrix, a.offset)) {
    return { run: { kind: 'matrix', ...multiply(b, a) }, opacity: 1 };
  }
  return undefined;
}

/** Whether every colour of the unit cube maps into it, so that clamping changes nothing. */
function staysInside(matrix: readonly number[], offset: readonly number[]): boolean {
  return offset.every((shift, row) => {
    const factors = matrix.slice(3 * row, 3 * row + 3);
    const high = factors.reduce((sum, factor) => sum + Math.max(factor, 0), shift);
    const low = factors.reduce((sum, factor) => sum + Math.min(factor, 0), shift);
    // 1e-7: rows that sum to one in decimal fractions do so only nearly in binary
    return low >= -1e-7 && high <= 1 + 1e-7;
  });
}

type Affine = Pick<Extract<PassFunction, { kind: 'matrix' }>, 'matrix' | 'offset'>;

/** The one map that does `inner` and then `outer`. */
function multiply(outer: Affine, inner: Affine): Affine {
  const row = (r: number, column: (k: number) => number): number => [0, 1, 2].reduce((sum, k) => sum + outer.matrix[3 * r + k]! * column(k), 0);
  return {
    matrix: Array.from({ length: 9 }, (_, i) => row(Math.floor(i / 3), (k) => inner.matrix[3 * k + (i % 3)]!)),
    offset: [0, 1, 2].map((r) => row(r, (k) => inner.offset[k]!) + outer.offset[r]!),
  };
}
