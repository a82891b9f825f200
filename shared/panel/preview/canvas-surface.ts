import type { ProxyImage } from '../../host/host-adapter';
import type { Segment } from './preview-program';
import type { PreviewSurface } from './preview-surface';
import { renderProgram } from './render-program';
import type { Pane } from './view-geometry';

/** The preview by the processor alone, on a 2D canvas: slower, the same pixels. Returns undefined where there is no canvas. */
export function createCanvasSurface(canvas: HTMLCanvasElement): PreviewSurface | undefined {
  const context = canvas.getContext('2d');
  return context === null ? undefined : new CanvasSurface(context);
}

class CanvasSurface implements PreviewSurface {
  readonly kind = 'canvas';
  readonly #context: CanvasRenderingContext2D;
  #before: Picture = blank();
  #after: Picture = blank();

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  setSource(source: ProxyImage): void {
    this.#before = paint(source);
    this.#after = this.#before;
  }

  setProgram(segments: readonly Segment[], level: number): void {
    this.#after = segments.length === 0 ? this.#before : paint(renderProgram(segments, everyNth(this.#before.image, 1 << level)));
  }

  present(panes: readonly Pane[], ratio: number, { clipping }: { readonly clipping: boolean }): void {
    const context = this.#context;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    for (const { shows, clip, picture } of panes) {
      const shown = shows === 'before' ? this.#before : this.#after;
      context.save();
      context.beginPath();
      context.rect(clip.x * ratio, clip.y * ratio, clip.width * ratio, clip.height * ratio);
      context.clip();
      context.imageSmoothingEnabled = (picture.width * ratio) / shown.image.width < 2;
      context.drawImage(clipping ? shown.clipped() : shown.canvas, picture.x * ratio, picture.y * ratio, picture.width * ratio, picture.height * ratio);
      context.restore();
    }
  }

  readResult(): ProxyImage { return this.#after.image; }

  sample(shows: 'before' | 'after', count: number): Uint8ClampedArray {
    const { data } = (shows === 'before' ? this.#before : this.#after).image;
    const stride = Math.max(1, Math.floor(data.length / 4 / count));
    const chosen = new Uint8ClampedArray(Math.floor(data.length / 4 / stride) * 4);
    for (let at = 0; at < chosen.length; at += 4) chosen.set(data.subarray(at * stride, at * stride + 4), at);
    return chosen;
  }

  dispose(): void {
    this.#before = blank();
    this.#after = blank();
  }
}

interface Picture { readonly image: ProxyImage; readonly canvas: HTMLCanvasElement; clipped(): HTMLCanvasElement }

function blank(): Picture { return paint({ width: 1, height: 1, data: new Uint8ClampedArray(4) }); }

function paint(image: ProxyImage): Picture {
  let clipped: HTMLCanvasElement | undefined;
  return { image, canvas: toCanvas(image), clipped: () => (clipped ??= toCanvas(markClipped(image))) };
}

function toCanvas({ width, height, data }: ProxyImage): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}

/** A draft: one pixel of each n x n. */
function everyNth(image: ProxyImage, n: number): ProxyImage {
  if (n === 1) return image;
  const width = Math.max(1, Math.floor(image.width / n));
  const height = Math.max(1, Math.floor(image.height / n));
  const from = new Uint32Array(image.data.buffer, image.data.byteOffset, image.width * image.height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) to[y * width + x] = from[y * n * image.width + x * n]!;
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}

/** The colours of present-source.ts. */
function markClipped({ width, height, data }: ProxyImage): ProxyImage {
  const marked = new Uint8ClampedArray(data);
  for (let at = 0; at < data.length; at += 4) {
    const high = Math.max(data[at]!, data[at + 1]!, data[at + 2]!);
    if (high === 255) marked.set([237, 41, 56], at);
    else if (high === 0) marked.set([41, 107, 245], at);
  }
  return { width, height, data: marked };
}
