import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import type { ToneSplitEvidence } from './evidence';
import { otsu } from './otsu';

/** Splits the picture in a dark and a light part (Otsu on L*) and describes both: what silhouettes and back light are told by. */
export function measureToneSplit({ image: { width }, lightness }: PhotometricPlanes): ToneSplitEvidence {
  const { threshold, separability } = otsu(lightness, 100);
  const dark = { count: 0, sum: 0, texture: 0 };
  const light = { count: 0, sum: 0, texture: 0 };
  for (let i = 0; i + width < lightness.length; i++) {
    const l = lightness[i]!;
    const [right, below] = [lightness[i + 1]!, lightness[i + width]!];
    const part = l < threshold ? dark : light;
    part.count++;
    part.sum += l;
    // a step across the border of the two parts is the outline, not texture of either
    if (right < threshold === l < threshold) part.texture += Math.abs(right - l);
    if (below < threshold === l < threshold) part.texture += Math.abs(below - l);
  }
  const total = Math.max(1, dark.count + light.count);
  const mean = (sum: number, count: number): number => sum / Math.max(1, count);
  return {
    threshold,
    separability,
    darkShare: dark.count / total,
    darkLightness: mean(dark.sum, dark.count),
    lightLightness: mean(light.sum, light.count),
    darkTexture: mean(dark.texture, 2 * dark.count),
  };
}
