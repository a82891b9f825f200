import { evaluateLayers } from '@photocrafter/shared/adjustments/evaluate';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { AttributeValues } from '@photocrafter/shared/attributes/attribute';
import type { Artist } from '../artist/artist';
import type { LearnedArtist } from '../artist/learned/learned-artist';
import { enhancePhoto } from '../artist/enhance-photo';
import { examinePhoto } from '../critic/examine-photo';
import { analysisImage } from '../critic/analysis-image';
import { editableStack } from '../export/editable-stack';
import { renderFloat } from '../render/render-rows';

/** The product's answer to one picture. */
export interface EvaluatedEdit {
  /** the enhanced picture as it is delivered */
  readonly full: FloatImage;
  /** the editable layers alone, as a file holds them: whole curve points, no lookup table */
  readonly adjustmentsOnly: FloatImage;
  /** the critic's score before, 0..100 */
  readonly score: number;
  /** what the critic would change: the direction of each correction */
  readonly exposureEv: number;
  readonly attributesAfter?: AttributeValues;
}
export type EnhanceForEval = (image: FloatImage) => Promise<EvaluatedEdit>;

const PROXY_SIDE = 1024;

/** The product without files: the same critic, artist, gate and renderer as a job. `learned` proposes what the critic says; without it the estimator does. */
export function enhanceWith(artist: Artist, learned?: LearnedArtist): EnhanceForEval {
  return async (image) => {
    const proxy = analysisImage(image, PROXY_SIDE);
    const proposal = await learned?.propose(proxy);
    const examination = examinePhoto(proxy, { ...(proposal && { proposal }) });
    const { layers } = await enhancePhoto(proxy, examination, { artist, strength: 1 }, new AbortController().signal);
    return {
      full: renderFloat(image, layers),
      adjustmentsOnly: evaluateLayers(editableStack(layers), image),
      score: examination.critique.score?.value ?? NaN,
      exposureEv: examination.evidence.corrections?.exposureEv ?? 0,
    };
  };
}
