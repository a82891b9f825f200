import sharp from 'sharp';
import { bounds, corners, solve, times } from '../fake/matrix';
import { imagePlace } from '../fake/user';
import type { Draw, Matrix, RenderScene } from '../fake/scene';
import { filterFormula } from './filter-formula';

interface Picture { readonly width: number; readonly height: number; readonly data: Buffer }

/** Draws what the fake exports: fills in their order, nearest pixel, normal blending. Colours are what the files hold, in sRGB or the profile asked for. */
export async function renderScene({ width, height, colorProfile, draws }: RenderScene, images: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const canvas = new Float64Array(width * height * 4);
  for (const draw of draws) {
    const { imageHash } = draw.paint;
    drawFill(canvas, width, height, draw, typeof imageHash === 'string' ? await decode(images.get(imageHash)!) : undefined);
  }
  const bytes = Buffer.from(Uint8Array.from(canvas, (value) => Math.round(value * 255)));
  const png = sharp(bytes, { raw: { width, height, channels: 4 } }).png();
  return new Uint8Array(await (colorProfile === 'DISPLAY_P3' ? png.withIccProfile('p3', { attach: true }) : png).toBuffer());
}

async function decode(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes).rotate().toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function drawFill(canvas: Float64Array, width: number, height: number, draw: Draw, picture: Picture | undefined): void {
  const { paint, transform } = draw;
  const filter = filterFormula(paint.filters ?? {});
  const toImage = picture === undefined ? undefined : times(transform, imagePlace(paint, draw.width, draw.height, picture));
  const box = bounds(corners(transform, draw.width, draw.height));
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, box.y + box.height); y++) {
    for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(width, box.x + box.width); x++) {
      if (!isInside(draw, x + 0.5, y + 0.5)) continue;
      const colour = picture === undefined || toImage === undefined ? solid(draw) : sample(picture, toImage, paint.scaleMode === 'TILE', x + 0.5, y + 0.5);
      if (colour === undefined) continue;
      const [r, g, b] = filter(colour[0], colour[1], colour[2]);
      blend(canvas, (y * width + x) * 4, [r, g, b], colour[3] * draw.opacity * (paint.opacity ?? 1));
    }
  }
}

function solid({ paint }: Draw): readonly [number, number, number, number] | undefined {
  const { color } = paint;
  return color && [color.r, color.g, color.b, 1];
}

function sample({ width, height, data }: Picture, toImage: Matrix, repeats: boolean, x: number, y: number): readonly [number, number, number, number] | undefined {
  let [u, v] = solve(toImage, x, y);
  if (repeats) [u, v] = [u - Math.floor(u), v - Math.floor(v)];
  if (u < 0 || v < 0 || u >= 1 || v >= 1) return undefined;
  const at = (Math.floor(v * height) * width + Math.floor(u * width)) * 4;
  return [data[at]! / 255, data[at + 1]! / 255, data[at + 2]! / 255, data[at + 3]! / 255];
}

function isInside(draw: Draw, x: number, y: number): boolean {
  for (const clip of draw.clips) {
    const [u, v] = solve(clip.transform, x, y);
    if (u < 0 || v < 0 || u > clip.width || v > clip.height) return false;
  }
  const [u, v] = solve(draw.transform, x, y);
  if (u < 0 || v < 0 || u > draw.width || v > draw.height) return false;
  if (draw.shape === 'ellipse') return Math.hypot(u / draw.width - 0.5, v / draw.height - 0.5) <= 0.5;
  const left = u < draw.width / 2, top = v < draw.height / 2;
  const radius = draw.radii[top ? (left ? 0 : 1) : left ? 3 : 2];
  const across = left ? radius - u : u - (draw.width - radius), down = top ? radius - v : v - (draw.height - radius);
  return across <= 0 || down <= 0 || Math.hypot(across, down) <= radius;
}

function blend(canvas: Float64Array, at: number, colour: readonly [number, number, number], alpha: number): void {
  const below = canvas[at + 3]!, whole = alpha + below * (1 - alpha);
  if (whole === 0) return;
  for (let i = 0; i < 3; i++) canvas[at + i] = (colour[i]! * alpha + canvas[at + i]! * below * (1 - alpha)) / whole;
  canvas[at + 3] = whole;
}
