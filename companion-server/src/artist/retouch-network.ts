import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { Session } from '../engines/engine';
import { resample } from '../engines/resample';

/** The size that the installed network was converted for (models/maxim-entries.ts). */
const SIDE = 256;

/**
 * What the retouch network makes of a whole photo squeezed to 256 x 256: `before` went in, `after` came out, clamped to
 * 0..1. The pair is meant for fitting: position by position the same part of the photo.
 * @param session an opened `retouch` network (MAXIM, Tu et al., CVPR 2022)
 * @param proxy any size, sRGB-encoded
 */
export async function runRetouchNetwork(session: Session, proxy: FloatImage): Promise<{ before: FloatImage; after: FloatImage }> {
  const data = resample(proxy.data, proxy, { width: SIDE, height: SIDE }, 3);
  const { output } = await session.run({ input: { shape: [1, SIDE, SIDE, 3], data } });
  const square = { width: SIDE, height: SIDE, encoding: proxy.encoding };
  return { before: { ...square, data }, after: { ...square, data: output!.data.map((sample) => Math.min(1, Math.max(0, sample))) } };
}
