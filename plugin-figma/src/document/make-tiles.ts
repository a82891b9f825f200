import { compose, placementOf, scaling, translation, type Affine, type Size } from '../geometry/affine';
import type { TileBox } from '../geometry/cut-tiles';
import { mutable } from './mutable';

export interface PlacedTile extends TileBox { readonly hash: string }

/** A fill that stretches an image over the whole node. */
export function wholeImage(imageHash: string): ImagePaint {
  return { type: 'IMAGE', scaleMode: 'CROP', imageTransform: [[1, 0, 0], [0, 1, 0]], imageHash };
}

/**
 * A frame of the picture's size that clips rectangles with a part of the image each. `at` says where the whole image lies, from its
 * unit square to the frame's units. A shape that is not a box is copied as a mask below the tiles.
 */
export function makeTiles(size: Size, tiles: readonly PlacedTile[], image: Size, at: Affine, made: (layer: SceneNode) => void, outline?: SceneNode): FrameNode {
  const frame = figma.createFrame();
  made(frame);
  frame.resizeWithoutConstraints(size.width, size.height);
  frame.fills = [];
  frame.clipsContent = true;
  if (outline !== undefined) addMask(frame, outline, made);
  for (const tile of tiles) {
    const rectangle = figma.createRectangle();
    made(rectangle);
    const part = compose(translation(tile.x / image.width, tile.y / image.height), scaling(tile.width / image.width, tile.height / image.height));
    const placement = placementOf(compose(at, part));
    rectangle.name = `Tile ${tile.x}, ${tile.y}`;
    rectangle.resizeWithoutConstraints(placement.size.width, placement.size.height);
    rectangle.fills = [wholeImage(tile.hash)];
    frame.appendChild(rectangle);
    rectangle.relativeTransform = mutable(placement.transform);
    rectangle.constraints = { horizontal: 'SCALE', vertical: 'SCALE' };
  }
  return frame;
}

function addMask(frame: FrameNode, outline: SceneNode, made: (layer: SceneNode) => void): void {
  const mask = outline.clone();
  made(mask);
  frame.appendChild(mask);
  if ('relativeTransform' in mask) mask.relativeTransform = [[1, 0, 0], [0, 1, 0]];
  if ('isMask' in mask) mask.isMask = true;
  mask.name = 'Outline';
}
