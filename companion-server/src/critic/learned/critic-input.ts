import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { analysisImage } from '../analysis-image';
import { correctionFeatures, FEATURE_SIDE } from '../corrections/correction-features';
import { qualityFeatures, QUALITY_FEATURE_SIDE } from '../features/quality-features';
import { criticViews, type CriticViews } from './critic-views';

/** What the learned critic is given: the classical statistics (quality, then tone and colour) and the 8-bit views of the pixels. */
export interface CriticInput extends CriticViews { readonly features: Float32Array }

/** Measures a picture for the learned critic; one of more than QUALITY_FEATURE_SIDE pixels is reduced first, in linear light. Any encoding. */
export function criticInput(picture: FloatImage): CriticInput {
  const image = analysisImage(picture, QUALITY_FEATURE_SIDE);
  const quality = qualityFeatures(image), tone = correctionFeatures(analysisImage(image, FEATURE_SIDE));
  const features = new Float32Array(quality.length + tone.length);
  features.set(quality);
  features.set(tone, quality.length);
  return { features, ...criticViews(image) };
}
