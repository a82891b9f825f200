import type { ProxyImage } from '../../host/host-adapter';
import type { Segment } from './preview-program';
import type { PreviewSurface } from './preview-surface';
import { evenly, everyNth, markClipped } from './proxy-pixels';
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

  sample(shows: 'before' | 'after', count: number): Uint8ClampedArray { return evenly((shows === 'before' ? this.#before : this.#after).image, count); }

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
