import { AppError } from '@photocrafter/shared/errors/app-error';
import type { EncodedPicture, PictureReference } from '../bridge/figma-calls';
import { MAX_SIDE } from '../geometry/cut-tiles';
import { pixelsPerUnit } from '../geometry/image-to-node';
import { findNode } from './find-node';
import { isImage } from './find-picture';

/** Nodes that are looked through for images that resolve more than is shown. */
const MAX_IMAGES = 100;

/** The picture as an encoded file: the original behind a fill, or an export of what is seen. */
export async function pictureBytes({ nodeId, source }: PictureReference): Promise<EncodedPicture> {
  switch (source.kind) {
    case 'fill': {
      const image = figma.getImageByHash(source.hash);
      if (image === null) throw new AppError('DOCUMENT_CHANGED', 'the image is gone');
      const [bytes, size] = [await image.getBytesAsync(), await image.getSizeAsync()];
      return { bytes, ...size };
    }
    case 'shown': return exportShown(await findNode(nodeId));
  }
}

/**
 * Exports a node with the proportions of its bounding box, at the resolution of the finest image in it, at least one pixel a unit, at
 * most 4096 pixels a side. Wide documents are exported in Display P3, others in sRGB, so that the file says what it is.
 */
async function exportShown(node: SceneNode): Promise<EncodedPicture> {
  const box = boundsOf(node);
  const scale = Math.min(Math.max(1, await finestScale(node)), MAX_SIDE / Math.max(box.width, box.height));
  const width = Math.max(1, Math.round(box.width * scale)), height = Math.max(1, Math.round(box.height * scale));
  const constraint = box.width >= box.height ? { type: 'WIDTH', value: width } as const : { type: 'HEIGHT', value: height } as const;
  const colorProfile = figma.root.documentColorProfile === 'DISPLAY_P3' ? 'DISPLAY_P3_V4' : 'SRGB';
  const bytes = await node.exportAsync({ format: 'PNG', useAbsoluteBounds: true, constraint, colorProfile });
  return { bytes, width, height };
}

export function boundsOf(node: SceneNode): Rect {
  const box = node.absoluteBoundingBox;
  if (box === null) throw new AppError('DOCUMENT_CHANGED', 'the layer is hidden');
  return box;
}

async function finestScale(node: SceneNode): Promise<number> {
  const nodes = 'findAll' in node ? [node, ...node.findAll((child) => 'fills' in child && child.fills !== figma.mixed && child.fills.some(isImage))] : [node];
  let finest = 0;
  for (const filled of nodes.slice(0, MAX_IMAGES)) {
    if (!('fills' in filled) || filled.fills === figma.mixed) continue;
    for (const paint of filled.fills.filter(isImage)) {
      const size = await figma.getImageByHash(paint.imageHash)?.getSizeAsync();
      if (size !== undefined) finest = Math.max(finest, pixelsPerUnit(paint, filled, size));
    }
  }
  return finest;
}
