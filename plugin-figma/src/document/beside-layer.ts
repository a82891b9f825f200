import { pageOf } from './find-node';

/** Distance between a picture and what is put beside it, in units. */
export const GAP = 32;

/** Puts a new layer onto the page, right of the outermost frame around another: beside it, and outside of its exports. */
export function putBeside(layer: SceneNode, made: SceneNode & DimensionAndPositionMixin, across: number, down: number): void {
  const outermost = outermostAround(layer);
  const box = outermost.absoluteBoundingBox ?? { x: 0, y: 0, width: 0, height: 0 };
  pageOf(layer)?.appendChild(made);
  made.x = box.x + box.width + GAP + across;
  made.y = box.y + down;
}

function outermostAround(layer: SceneNode): SceneNode & DimensionAndPositionMixin {
  let outermost = layer as SceneNode & DimensionAndPositionMixin;
  for (let at: BaseNode | null = layer; at !== null && at.type !== 'PAGE' && at.type !== 'SECTION'; at = at.parent) if ('absoluteBoundingBox' in at) outermost = at as SceneNode & DimensionAndPositionMixin;
  return outermost;
}
