import type { Suggestion } from '@photocrafter/shared/critique/critique';
import { amountOf, bandOf } from '@photocrafter/shared/critique/magnitudes';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { analysisImage } from '../../critic/analysis-image';
import { correctionFeatures, FEATURE_SIDE } from '../../critic/corrections/correction-features';
import { NO_CORRECTIONS, type CorrectionName, type Corrections } from '../../critic/corrections/corrections';
import type { Session, Tensor } from '../../engines/engine';
import { takeNoise } from './take-noise';

/** The outputs of the network, in its order (training/operators.py). */
const PARAMETERS: readonly CorrectionName[] = [
  'exposureEv', 'highlightProtection', 'whites', 'blacks', 'contrast', 'highlights', 'shadows', 'miredShift', 'tint', 'saturation', 'darkTones', 'midTones', 'lightTones',
];
/** The suggestions that it can follow, in its order (training/artist/network.py). */
const FOLLOWED = ['exposure', 'contrast', 'highlights', 'shadows', 'saturation', 'colourTemperature', 'tint'] as const;
const STATE_WIDTH = 128;

/** The critic's latent states: `states` [1, T, 128], `mask` [1, T] with 1 where a state is. */
export interface CriticStates { readonly states: Tensor; readonly mask: Tensor }

export interface TakeRequest {
  /** what the critic thought, when a learned critic looked */
  readonly critic?: CriticStates;
  /** an explicit list replaces what the network sees for itself: every photo-wide wish on tone and colour is followed */
  readonly suggestions?: readonly Suggestion[];
  /** one take a seed; the same seed is the same take */
  readonly seeds: readonly number[];
}

/** `middle` is what the network thinks on average, `takes` are plausible variations, one a seed. Units as in `Corrections`. */
export interface ProposedTakes { readonly middle: Corrections; readonly takes: readonly Corrections[] }

/**
 * Asks the artist network (models/artist.onnx: conditional flow matching over the plan's parameters) about a photo of any size and encoding.
 * It sees tone and colour statistics and the critic's states, never pixels. About a millisecond a take.
 */
export async function proposeTakes(session: Session, proxy: FloatImage, { critic, suggestions, seeds }: TakeRequest): Promise<ProposedTakes> {
  const image = analysisImage(proxy);
  const wish = suggestions === undefined ? new Float32Array(FOLLOWED.length) : wishOf(suggestions);
  const noise = new Float32Array(Math.max(1, seeds.length) * PARAMETERS.length);
  seeds.forEach((seed, i) => { noise.set(takeNoise(seed, PARAMETERS.length), i * PARAMETERS.length); });
  const { middle, takes } = await session.run({
    features: tensor([1, -1], correctionFeatures(analysisImage(image, FEATURE_SIDE))),
    suggestions: tensor([1, FOLLOWED.length], wish),
    told: tensor([1, 1], Float32Array.of(suggestions === undefined ? 0 : 1)),
    states: critic?.states ?? tensor([1, 1, STATE_WIDTH], new Float32Array(STATE_WIDTH)),
    mask: critic?.mask ?? tensor([1, 1], new Float32Array(1)),
    noise: tensor([-1, PARAMETERS.length], noise),
  });
  return { middle: correctionsAt(middle!, 0), takes: seeds.map((_, i) => correctionsAt(takes!, i)) };
}

/** Signed amounts in units of the bare word ("increase contrast"); 0 where nothing is wished. */
function wishOf(suggestions: readonly Suggestion[]): Float32Array {
  return Float32Array.from(FOLLOWED, (attribute) => {
    const wish = suggestions.find((candidate) => candidate.attribute === attribute && candidate.scope === undefined && candidate.direction !== 'remove');
    return wish === undefined ? 0 : amountOf(wish).value / bandOf(attribute, 'plain');
  });
}

function correctionsAt({ data }: Tensor, row: number): Corrections {
  const corrections: Record<CorrectionName, number> = { ...NO_CORRECTIONS };
  PARAMETERS.forEach((name, k) => { corrections[name] = data[row * PARAMETERS.length + k]!; });
  return corrections;
}

/** A tensor of this shape; -1 stands for what is left. */
function tensor(shape: readonly number[], data: Float32Array): Tensor {
  const known = shape.reduce((product, size) => (size < 0 ? product : product * size), 1);
  return { shape: shape.map((size) => (size < 0 ? data.length / known : size)), data };
}
