import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { ImagingApi } from '../photoshop/photoshop-api';
import type { PictureSource } from './picture-source';
import { readReduced, reducedSize, type ReducedForm } from './read-reduced';

/** Enough to see a brush stroke, few enough to cost nothing. */
const PIXELS = 64 * 64;
const FORM: ReducedForm = { colorSpace: 'RGB', profile: 'sRGB IEC61966-2.1', hostDepth: 8, depth: 8, encoding: SRGB };

/** Tells whether a picture was painted on since: FNV-1a over a reduced copy. Equal pixels have equal fingerprints. */
export async function fingerprint(imaging: ImagingApi, source: PictureSource): Promise<number> {
  const { data, width, height } = await readReduced(imaging, source, reducedSize(source, PIXELS), FORM);
  let hash = 0x811c9dc5;
  for (const value of [width, height, ...data]) hash = Math.imul(hash ^ value, 0x01000193);
  return hash >>> 0;
}
