import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import { measureAttributes } from '@photocrafter/shared/attributes/index';
import { computePlanes } from '@photocrafter/shared/attributes/planes';
import { rPhoto } from '@photocrafter/shared/attributes/rewards';
import type { AttributeValues } from '@photocrafter/shared/attributes/attribute';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { psnr, ssim } from './metrics';

/** How near a picture is to its reference; r_* say how well the change from the input met the wanted one (papers.md section 5). */
export interface Comparison {
  readonly psnr: number; readonly ssim: number;
  readonly meanDeltaE: number; readonly p95DeltaE: number; readonly meanDeltaE76: number;
  readonly rPhoto?: number;
  readonly rAttr: Readonly<Record<string, number>>;
}

/** Compares `edited`, made from `input`, with `reference`: one size, one encoding. */
export function comparePictures(input: FloatImage, edited: FloatImage, reference: FloatImage): Comparison {
  const { mean, p95, mean76 } = deltaEStats(edited, reference);
  const [from, to, wanted] = [input, edited, reference].map((image): AttributeValues => measureAttributes(computePlanes(image)));
  const reward = rPhoto(from!, to!, wanted!);
  return {
    psnr: psnr(edited, reference), ssim: ssim(edited, reference), meanDeltaE: mean, p95DeltaE: p95, meanDeltaE76: mean76,
    rAttr: reward.parts, ...(reward.value !== undefined && { rPhoto: reward.value }),
  };
}
