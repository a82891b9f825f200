import type { ProxyImage } from '../../host/host-adapter';
import { createCanvasSurface } from './canvas-surface';
import type { PreviewSurface } from './preview-surface';
import { createWebglSurface } from './webgl/webgl-surface';

/** How pixels get onto the screen: the one thing about the interface that hosts do differently. */
export interface Drawing {
  /** draws the preview where this canvas stands; undefined where nothing can be drawn */
  surfaceFor(canvas: HTMLCanvasElement): PreviewSurface | undefined;
  /** shows a small picture where this canvas of its size stands; returns how to take it away */
  show(canvas: HTMLCanvasElement, image: ProxyImage): () => void;
}

/** In browsers the canvas itself is drawn on, by the graphics card where there is one. */
export const browserDrawing: Drawing = {
  surfaceFor: (canvas) => createWebglSurface(canvas) ?? createCanvasSurface(canvas),
  show(canvas, image) {
    canvas.getContext('2d')?.putImageData(new ImageData(image.data, image.width, image.height), 0, 0);
    return () => undefined;
  },
};
