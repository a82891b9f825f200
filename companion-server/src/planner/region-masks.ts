import type { Suggestion } from '@photocrafter/shared/critique/critique';
import type { Mask } from '@photocrafter/shared/pixels/mask';
import { encodeRasterMask, rasteriseMask } from '@photocrafter/shared/pixels/rasterise-mask';
import type { CriticEvidence } from '../critic/evidence';

/** Where an edit goes: a mask, the whole picture, or nowhere because the region that it names was not found. */
export type Where = Mask | 'everywhere' | 'absent';

/** The regions that words can name, from the critic's evidence. */
export interface RegionMasks { maskFor(suggestion: Pick<Suggestion, 'scope' | 'keep'>): Where }

/** Long side of masks that are combined here. */
const MASK_SIDE = 256;

/** Prepares masks for subject, background, sky and skin. Tonal scopes (highlights, shadows) need none: the operators are tonal. */
export function regionMasks(evidence: CriticEvidence): RegionMasks {
  const scale = MASK_SIDE / Math.max(evidence.width, evidence.height);
  const width = Math.max(1, Math.round(evidence.width * scale)), height = Math.max(1, Math.round(evidence.height * scale));
  const coverage = (name: 'subject' | 'background' | 'sky' | 'skin'): Float32Array | undefined => {
    if (name === 'background') return coverage('subject')?.map((value) => 1 - value);
    const mask = name === 'subject' ? evidence.subject?.mask : evidence.regions.find((region) => region.name === name)?.mask;
    return mask && rasteriseMask(mask, width, height);
  };
  return {
    maskFor({ scope, keep = [] }) {
      const named = scope === 'subject' || scope === 'background' || scope === 'sky' ? scope : undefined;
      if (named === undefined && keep.length === 0) return 'everywhere';
      const target = named === undefined ? new Float32Array(width * height).fill(1) : coverage(named);
      if (target === undefined) return 'absent';
      let result = target;
      for (const protectedRegion of keep) {
        const cover = coverage(protectedRegion);
        if (cover) result = result.map((value, i) => value * (1 - cover[i]!));
      }
      const label = [named ?? 'everything', ...keep.map((name) => `without ${name}`)].join(' ');
      return encodeRasterMask(result, width, height, label);
    },
  };
}
