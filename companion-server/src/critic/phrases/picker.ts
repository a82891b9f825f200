import type { CriticEvidence } from '../evidence';

/** Chooses one of several wordings; the same picture always gets the same words. */
export type Pick = <T>(options: readonly T[]) => T;

/** A picker seeded by what was measured (FNV-1a over the tone percentiles and size, then xorshift). */
export function createPicker(evidence: Seed): Pick {
  let state = 2166136261;
  for (const value of [evidence.width, evidence.height, ...evidence.lightnessPercentiles, evidence.global.saturation ?? 0]) {
    state = Math.imul(state ^ Math.round(value * 100), 16777619) >>> 0;
  }
  state ||= 1;
  return (options) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return options[state % options.length]!;
  };
}

type Seed = { readonly [K in 'width' | 'height' | 'lightnessPercentiles' | 'global']: CriticEvidence[K] };
