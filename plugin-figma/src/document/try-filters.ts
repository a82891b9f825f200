import { AppError } from '@photocrafter/shared/errors/app-error';
import type { FilterValues, PictureReference } from '../bridge/figma-calls';
import type { Size } from '../geometry/affine';

/** Far from anything that the user looks at. */
const ASIDE = -100_000;

/** Shows an image with each set of filters in turn and exports it in sRGB. The rectangle that this takes is gone afterwards. */
export async function tryFilters(image: Image, size: Size, filters: readonly FilterValues[]): Promise<readonly Uint8Array[]> {
  const easel = figma.createRectangle();
  try {
    easel.name = 'Photocrafter measures filters';
    easel.x = ASIDE;
    easel.y = ASIDE;
    easel.resizeWithoutConstraints(size.width, size.height);
    const shown: Uint8Array[] = [];
    for (const values of filters) {
      easel.fills = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: image.hash, filters: { ...values } }];
      shown.push(await easel.exportAsync({ format: 'PNG', useAbsoluteBounds: true, colorProfile: 'SRGB' }));
    }
    return shown;
  } finally {
    easel.remove();
  }
}

export async function tryFiltersOnPicture({ source }: PictureReference, filters: readonly FilterValues[], maxSide: number): Promise<readonly Uint8Array[]> {
  const image = source.kind === 'fill' ? figma.getImageByHash(source.hash) : null;
  if (image === null) throw new AppError('HOST_REFUSED', 'filters need an image fill');
  const { width, height } = await image.getSizeAsync();
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return tryFilters(image, { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }, filters);
}
