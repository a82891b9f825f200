import type { Adjustment } from '@photocrafter/shared/adjustments/adjustment';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { realiseChannelMatrix } from './channel-mixer';
import { realiseColourLookup } from './colour-lookup';
import { realiseCurves } from './curves';
import { realiseExposure } from './exposure';
import { realiseHueSaturation } from './hue-saturation';
import { realiseLevels } from './levels';
import type { Realised, RealiseContext } from './realised';

/**
 * An adjustment in Photoshop's words. Brightness/Contrast and Vibrance are not among them: nobody can tell their numbers from outside (hosts.md 6.5).
 * Throws INVALID_PLAN for `pixels`, which the companion never puts into a stack.
 */
export function realise(adjustment: Adjustment, context: RealiseContext): Realised {
  switch (adjustment.kind) {
    case 'exposure': return realiseExposure(adjustment);
    case 'curves': return realiseCurves(adjustment);
    case 'levels': return realiseLevels(adjustment);
    case 'hueSaturation': return realiseHueSaturation(adjustment);
    case 'channelMatrix': return realiseChannelMatrix(adjustment);
    case 'lut3d': return realiseColourLookup(adjustment, context);
    case 'pixels': throw new AppError('INVALID_PLAN', 'pixels are no adjustment layer');
  }
}
