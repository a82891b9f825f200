import { compose, inverse, scaling, translation, type Affine, type Size } from './affine';

/** The parts of an image fill that say where the image lies. */
export interface FillGeometry {
  readonly scaleMode: 'FILL' | 'FIT' | 'CROP' | 'TILE';
  /** CROP: from the node's unit square to the image's */
  readonly imageTransform?: Affine;
  readonly scalingFactor?: number;
  readonly rotation?: number;
}

/**
 * From the image's unit square to the node's own units: where a fill shows the image. Undefined for fills that repeat, that are turned
 * by their own rotation (its sense is not documented), or whose crop is degenerate.
 */
export function imageToNode(fill: FillGeometry, node: Size, image: Size): Affine | undefined {
  switch (fill.scaleMode) {
    case 'CROP': {
      const back = fill.imageTransform === undefined ? undefined : inverse(fill.imageTransform);
      return back && compose(scaling(node.width, node.height), back);
    }
    case 'FILL':
    case 'FIT': {
      if ((fill.rotation ?? 0) % 360 !== 0) return undefined;
      const across = node.width / image.width, down = node.height / image.height;
      const scale = fill.scaleMode === 'FILL' ? Math.max(across, down) : Math.min(across, down);
      const width = image.width * scale, height = image.height * scale;
      return compose(translation((node.width - width) / 2, (node.height - height) / 2), scaling(width, height));
    }
    case 'TILE': return undefined;
  }
}

/** The crop that shows an image of any proportions exactly where `at` says: the fill's `imageTransform`. */
export function cropAt(at: Affine, node: Size): Affine | undefined {
  const toImage = inverse(at);
  return toImage && compose(toImage, scaling(node.width, node.height));
}

/** Image pixels that lie on one unit of the node: how far the original resolves more than is shown. */
export function pixelsPerUnit(fill: FillGeometry, node: Size, image: Size): number {
  if (fill.scaleMode === 'TILE') return 1 / (fill.scalingFactor ?? 1);
  const turned = { ...fill, rotation: 0 };
  const isQuarter = Math.abs(((fill.rotation ?? 0) % 180)) === 90;
  const seen = isQuarter ? { width: image.height, height: image.width } : image;
  const at = imageToNode(turned, node, seen);
  if (at === undefined) return 1;
  const [[a, c], [b, d]] = at;
  return Math.max(seen.width / Math.hypot(a, b), seen.height / Math.hypot(c, d));
}
