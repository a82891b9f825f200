import type { Attribute } from './attribute';
import { blockStatistics } from './block-statistics';

/** The flattest blocks show the noise alone; texture only adds to the others. */
const FLATTEST_SHARE = 0.2;
/** A clipped block has lost its noise. */
const MINIMUM_USABLE = 0.9;
const MINIMUM_WEIGHT = 0.25;

export const noise: Attribute = {
  id: 'noise', label: 'Noise', unit: '8-bit levels', range: [0, 340], tolerance: 0.3,
  source: 'Immerkaer 1996, fast noise variance estimation, on encoded luma: median of the flattest fifth of 32 px blocks',
  measure(planes, weights) {
    const sigmas = blockStatistics(planes, weights)
      .filter((block) => block.weight >= MINIMUM_WEIGHT && block.usable >= MINIMUM_USABLE)
      .map((block) => block.noiseSigma)
      .sort((a, b) => a - b);
    const flattest = Math.ceil(sigmas.length * FLATTEST_SHARE);
    return sigmas[Math.floor((flattest - 1) / 2)];
  },
};
