import type { CurvePoint } from '@photocrafter/shared/adjustments/adjustment';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { convertEncoding } from '@photocrafter/shared/pixels/convert-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { ParamValues } from '@photocrafter/shared/operators/operator';
import type { RestorationId } from '@photocrafter/shared/restoration/restorations';
import type { Session } from '../engines/engine';
import { keepTexture } from './keep-texture';
import { evenLevel, levelNetwork } from './level-network';
import { maximNetwork } from './maxim-network';
import { noiseLevel } from './noise-curve';
import type { TileNetwork } from './tile-network';
import { trustChange } from './trust-change';
import { wholePictureNetwork } from './whole-picture-network';

/** The network file (models/catalogue.ts or the bundled pack) that carries out each restoration. */
export const NETWORK_OF: Readonly<Record<RestorationId, string>> = {
  deblock: 'small-deblock', denoise: 'small-denoise', deblur: 'small-deblur',
  'denoise-camera': 'denoise', 'deblur-motion': 'deblur', derain: 'derain',
  'dehaze-outdoor': 'dehaze', 'dehaze-indoor': 'dehaze-indoor', 'low-light': 'low-light',
};

/** MAXIM networks are converted for one tile size; the small pack takes any. */
export function tilesCanShrink(id: RestorationId): boolean {
  return NETWORK_OF[id].startsWith('small-');
}

/** The network was trained with a quarter of (100 - quality) / 100 (training/restoration/degradations.py). */
const COMPRESSION_SCALE = 4;
/** Level 1 of the deblurrer stands for a blur of this deviation (training/restoration/degradations.py). */
const FULL_RADIUS_PX = 4;
/** Believable changes of a channel: six deviations of noise (one pixel in 500 million has more) and a little; what compression and blur take at an edge. */
const MOST_DEVIATIONS = 6;
const MOST_AT_REST = 0.05;
const MOST_RINGING = 0.3;
const MOST_SHARPENING = 0.4;
/** Context that the small networks need at every side is under half of this; see the shift test in docs/quality.md. */
const LEVEL_OVERLAP = 64;

export interface StepPicture {
  /** the whole picture reduced, any encoding */
  readonly proxy: () => Promise<FloatImage>;
  readonly width: number;
  readonly height: number;
  /** tiles of networks that take any size */
  readonly side: number;
}

/** An opened network as it runs over tiles, for checked parameters. */
export async function networkForStep(id: RestorationId, params: ParamValues, session: Session, picture: StepPicture): Promise<TileNetwork> {
  const shape = { side: picture.side, overlap: LEVEL_OVERLAP, multiple: 8, step: 8, fixed: false };
  switch (id) {
    case 'deblock': {
      const level = evenLevel((params.level as number) / COMPRESSION_SCALE);
      return trustChange(levelNetwork(session, level, shape), level, () => MOST_RINGING);
    }
    case 'deblur': {
      const level = evenLevel((params.radiusPx as number) / FULL_RADIUS_PX);
      return trustChange(levelNetwork(session, level, shape), level, () => MOST_SHARPENING);
    }
    case 'denoise': {
      const level = noiseLevel(params.noise as readonly CurvePoint[]);
      return keepTexture(trustChange(levelNetwork(session, level, shape), level, (deviation) => MOST_DEVIATIONS * deviation + MOST_AT_REST), level, params.texture as number);
    }
    case 'denoise-camera': case 'deblur-motion': case 'derain': return maximNetwork(session);
    case 'dehaze-outdoor': case 'dehaze-indoor': case 'low-light': {
      if (params.fullTiles === 1) return maximNetwork(session);
      return wholePictureNetwork(session, convertEncoding(await picture.proxy(), SRGB), picture);
    }
  }
}
