import type { ProxyImage } from '@photocrafter/shared/host/host-adapter';
import type { Drawing } from '../../shared/panel/preview/drawing';
import type { Segment } from '../../shared/panel/preview/preview-program';
import type { PreviewSurface } from '../../shared/panel/preview/preview-surface';
import { evenly, everyNth, markClipped } from '../../shared/panel/preview/proxy-pixels';
import { renderProgram } from '../../shared/panel/preview/render-program';
import type { Pane } from '../../shared/panel/preview/view-geometry';
import { forget, showSamples } from './image-blob';
import { samplePanes } from './sample-panes';

/** In UXP pictures stand in `<img>` elements, in the place of the canvas that the panel made. */
export const uxpDrawing: Drawing = {
  surfaceFor: (canvas) => new ImageSurface(canvas),
  show(canvas, image) {
    const element = standIn(canvas);
    canvas.style.display = 'none';
    showSamples(element, image);
    return () => { takeAway(element); };
  },
};

function standIn(canvas: HTMLCanvasElement): HTMLImageElement {
  const element = document.createElement('img');
  element.className = canvas.className;
  element.alt = '';
  canvas.parentNode?.insertBefore(element, canvas);
  return element;
}

function takeAway(element: HTMLImageElement): void {
  forget(element.src);
  element.remove();
}

const NOTHING: ProxyImage = { width: 1, height: 1, data: new Uint8ClampedArray(4) };

/** The preview by the processor: the same pixels as everywhere, at the size of the viewer. */
class ImageSurface implements PreviewSurface {
  readonly kind = 'canvas';
  readonly #canvas: HTMLCanvasElement;
  readonly #element: HTMLImageElement;
  #before = NOTHING;
  #after = NOTHING;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#element = standIn(canvas);
  }

  setSource(source: ProxyImage): void {
    this.#before = source;
    this.#after = source;
  }
  setProgram(segments: readonly Segment[], level: number): void {
    this.#after = segments.length === 0 ? this.#before : renderProgram(segments, everyNth(this.#before, 1 << level));
  }
  present(panes: readonly Pane[], ratio: number, { clipping }: { readonly clipping: boolean }): void {
    const { width, height } = this.#canvas;
    const scaled = panes.map(({ shows, clip, picture }): Pane => ({ shows, clip: times(clip, ratio), picture: times(picture, ratio) }));
    const shown = samplePanes(scaled, { width, height }, (shows) => (shows === 'before' ? this.#before : this.#after));
    showSamples(this.#element, clipping ? markClipped(shown) : shown);
  }
  readResult(): ProxyImage { return this.#after; }
  sample(shows: 'before' | 'after', count: number): Uint8ClampedArray { return evenly(shows === 'before' ? this.#before : this.#after, count); }
  dispose(): void {
    takeAway(this.#element);
    this.setSource(NOTHING);
  }
}

function times({ x, y, width, height }: Pane['clip'], ratio: number): Pane['clip'] {
  return { x: x * ratio, y: y * ratio, width: width * ratio, height: height * ratio };
}
