import { AppError } from '@photocrafter/shared/errors/app-error';
import type { FilterValues, PictureReference } from '../bridge/figma-calls';
import { compose, IDENTITY, placementOf, scaling, translation, type Affine, type Size } from '../geometry/affine';
import { cropAt, imageToNode } from '../geometry/image-to-node';
import { homeAbove, homeInside, relativeTo, type Home } from './find-home';
import { imageFillOf, isFrameLike, isWithinInstance, type FilledPaint } from './find-picture';
import { boundsOf } from './picture-bytes';
import { makeTiles, wholeImage, type PlacedTile } from './make-tiles';
import { mutable } from './mutable';
import { copyOutline, type Boxed } from './copy-outline';

/** What the new layer shows: tiles of new pixels, or the old ones through filters. */
export type NewLook = { readonly kind: 'pixels'; readonly size: Size; readonly tiles: readonly PlacedTile[] } | { readonly kind: 'filters'; readonly filters: FilterValues };

/** A layer that is made but lies wherever Figma puts new ones, and where it belongs: its transform is relative to the home. */
export interface MadeLayer { readonly layer: SceneNode; readonly home: Home; readonly transform: Affine; readonly over: SceneNode }

/** Makes the layer for a picture, without touching the original. `made` hears of every new layer, so that a failure can take them away. */
export function makeLayer(node: SceneNode, { source }: PictureReference, look: NewLook, isDuplicate: boolean, imageSize: Size, made: (layer: SceneNode) => void): MadeLayer {
  switch (source.kind) {
    case 'shown': {
      if (look.kind === 'filters') throw new AppError('HOST_REFUSED', 'filters need an image fill');
      const box = boundsOf(node);
      const home = homeAbove(node);
      const { size, transform } = placementOf(relativeTo(home, compose(translation(box.x, box.y), scaling(box.width, box.height))));
      return { layer: paintBox(size, look.tiles, look.size, made), home, transform, over: node };
    }
    case 'fill': {
      const fill = imageFillOf(node, source.hash);
      if (fill === undefined) throw new AppError('DOCUMENT_CHANGED', 'the fill was changed');
      return coverFill(node, fill, look, isDuplicate, imageSize, made);
    }
  }
}

/** A rectangle that shows one image whole, or a frame with its tiles. */
function paintBox(size: Size, tiles: readonly PlacedTile[], image: Size, made: (layer: SceneNode) => void): SceneNode {
  if (tiles.length > 1) return makeTiles(size, tiles, image, scaling(size.width, size.height), made);
  const layer = figma.createRectangle();
  made(layer);
  layer.resizeWithoutConstraints(size.width, size.height);
  layer.fills = [wholeImage(tiles[0]!.hash)];
  return layer;
}

function coverFill(node: SceneNode, fill: FilledPaint, look: NewLook, isDuplicate: boolean, imageSize: Size, made: (layer: SceneNode) => void): MadeLayer {
  const { width, height } = node;
  const isInside = !isDuplicate && isFrameLike(node) && node.children.length > 0 && !isWithinInstance(node);
  const home = isInside ? homeInside(node) : homeAbove(node);
  // the same numbers where nothing lies between: no rounding
  const same = { size: { width, height }, transform: isInside ? IDENTITY : node.relativeTransform };
  const { size, transform } = isInside || home.parent.id === node.parent?.id ? same : placementOf(relativeTo(home, compose(node.absoluteTransform, scaling(width, height))));
  const done = (layer: SceneNode): MadeLayer => ({ layer, home, transform, over: node });
  if (look.kind === 'pixels' && look.tiles.length > 1) {
    const at = imageToNode(fill, node, imageSize);
    if (at === undefined) throw new AppError('HOST_REFUSED', 'this fill cannot be tiled');
    const tiles = makeTiles(size, look.tiles, look.size, compose(scaling(size.width / width, size.height / height), at), made, isFrameLike(node) || node.type === 'RECTANGLE' ? undefined : node);
    copyOutline(node, tiles);
    return done(tiles);
  }
  const isStretched = Math.abs(size.width / width - 1) > STRETCH || Math.abs(size.height / height - 1) > STRETCH;
  const before = look.kind === 'filters' ? { ...fill, filters: { ...look.filters } } : repaint(fill, look.tiles[0]!.hash, node, imageSize, look.size);
  const paint = isStretched ? asCrop(before, node, look.kind === 'pixels' ? look.size : imageSize) : before;
  const layer = boxFor(node, isDuplicate, made);
  layer.fills = fillsOf(node).map((old) => (isSameFill(old, fill) ? paint : old));
  // skewed parents in between add up to a stretch, which no transform of Figma's holds
  if (isStretched) layer.resizeWithoutConstraints(size.width, size.height);
  return done(layer);
}

/** Sides that differ by less are the same: the noise of composing transforms. */
const STRETCH = 1e-6;

/** The fill as a crop, which keeps its place in a box of other proportions; fills that repeat or turn themselves stay as they are. */
function asCrop(fill: FilledPaint, node: Size, image: Size): FilledPaint {
  const at = imageToNode(fill, node, image);
  const crop = at && cropAt(at, node);
  return crop === undefined ? fill : { ...fill, scaleMode: 'CROP', imageTransform: mutable(crop) };
}

/** The same fill with another image; where its proportions differ, a crop that shows it exactly where the old one was. */
function repaint(fill: FilledPaint, imageHash: string, node: Size, before: Size, now: Size): FilledPaint {
  const isAlike = Math.abs(now.width * before.height - now.height * before.width) < Math.max(before.width, before.height);
  if (isAlike || fill.scaleMode === 'CROP') return { ...fill, imageHash };
  return { ...asCrop(fill, node, before), imageHash };
}

/** A copy of a shape, or a rectangle for things with children; it shows what the original shows, minus what would be seen twice. */
function boxFor(node: SceneNode, isDuplicate: boolean, made: (layer: SceneNode) => void): Boxed {
  if (isDuplicate || !isFrameLike(node)) {
    const copy = node.clone() as Boxed;
    made(copy);
    if (!isDuplicate) withoutSurroundings(copy);
    return copy;
  }
  const layer = figma.createRectangle();
  made(layer);
  layer.resizeWithoutConstraints(node.width, node.height);
  copyOutline(node, layer);
  return layer;
}

/** Shadows lie outside of the picture and would double; notes, masks and buttons belong to the original. */
function withoutSurroundings(copy: Boxed): void {
  if (copy.effects.some(isOutside)) copy.effects = copy.effects.filter((effect) => !isOutside(effect));
  if (copy.isMask) copy.isMask = false;
  if ('annotations' in copy && copy.annotations.length > 0) copy.annotations = [];
  copy.setRelaunchData({});
}

function isOutside({ type }: Effect): boolean { return type === 'DROP_SHADOW' || type === 'BACKGROUND_BLUR'; }

function fillsOf(node: SceneNode): readonly Paint[] {
  return 'fills' in node && node.fills !== figma.mixed ? node.fills : [];
}

/** Paints have no identity: every reading of `fills` gives new ones. */
function isSameFill(paint: Paint, { imageHash }: FilledPaint): boolean {
  return paint.type === 'IMAGE' && paint.imageHash === imageHash && paint.visible !== false;
}
