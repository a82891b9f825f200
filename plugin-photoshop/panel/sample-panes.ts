import type { ProxyImage } from '@photocrafter/shared/host/host-adapter';
import type { Pane } from '../../shared/panel/preview/view-geometry';

/** What the panes show, drawn by the processor at the viewer's size: the mean of the pixels under each, or the nearest one when they are large. */
export function samplePanes(panes: readonly Pane[], size: { readonly width: number; readonly height: number }, imageOf: (shows: Pane['shows']) => ProxyImage): ProxyImage {
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  for (const { shows, clip, picture } of panes) {
    const image = imageOf(shows);
    const columns = Array.from({ length: size.width }, (_, x) => span(x, picture.x, picture.width, image.width));
    const bottom = Math.min(size.height, Math.round(clip.y + clip.height));
    const right = Math.min(size.width, Math.round(clip.x + clip.width));
    for (let y = Math.max(0, Math.round(clip.y)); y < bottom; y++) {
      const rows = span(y, picture.y, picture.height, image.height);
      if (rows === undefined) continue;
      for (let x = Math.max(0, Math.round(clip.x)); x < right; x++) {
        const across = columns[x];
        if (across !== undefined) average(image, across, rows, data, (y * size.width + x) * 4);
      }
    }
  }
  return { ...size, data };
}

type Span = readonly [from: number, to: number];

/** The picture's pixels under one of the screen; undefined beside the picture. */
function span(at: number, start: number, length: number, pixels: number): Span | undefined {
  const from = Math.floor(((at - start) / length) * pixels);
  if (from < 0 || from >= pixels) return undefined;
  return [from, Math.min(pixels, Math.max(from + 1, Math.floor(((at + 1 - start) / length) * pixels)))];
}

function average(image: ProxyImage, [left, right]: Span, [top, bottom]: Span, target: Uint8ClampedArray, at: number): void {
  const count = (right - left) * (bottom - top);
  let red = 0, green = 0, blue = 0, alpha = 0;
  for (let y = top; y < bottom; y++) {
    for (let i = (y * image.width + left) * 4; i < (y * image.width + right) * 4; i += 4) {
      red += image.data[i]!;
      green += image.data[i + 1]!;
      blue += image.data[i + 2]!;
      alpha += image.data[i + 3]!;
    }
  }
  target[at] = red / count;
  target[at + 1] = green / count;
  target[at + 2] = blue / count;
  target[at + 3] = alpha / count;
}
