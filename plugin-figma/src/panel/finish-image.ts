import { AppError } from '@photocrafter/shared/errors/app-error';
import type { FinishedImage } from '../bridge/figma-calls';
import { cutTiles, fitSize, MAX_SIDE } from '../geometry/cut-tiles';
import type { ImageCutter } from './image-canvas';
import { readImageFile } from './image-file';

/** Makes the companion's result fit for Figma: as it is up to 4096 pixels a side, else as tiles, or scaled down where tiles are impossible or not wanted. */
export async function finishImage(bytes: Uint8Array, mayTile: boolean, cutter: ImageCutter): Promise<FinishedImage> {
  const file = readImageFile(bytes);
  if (file === undefined) throw new AppError('UNSUPPORTED_FORMAT', 'result');
  const { width, height } = file.size;
  if (Math.max(width, height) <= MAX_SIDE) return { width, height, tiles: [{ x: 0, y: 0, width, height, bytes }] };
  const mediaType = `image/${file.format}`;
  const boxes = mayTile ? cutTiles(file.size, file.isOpaque) : [{ x: 0, y: 0, width, height }];
  const scaled = mayTile ? undefined : fitSize(file.size);
  const parts = await cutter.cut(bytes, mediaType, boxes, scaled);
  const size = scaled ?? file.size;
  return { ...size, tiles: boxes.map((box, i) => ({ ...(scaled === undefined ? box : { x: 0, y: 0, ...scaled }), bytes: parts[i]! })) };
}
