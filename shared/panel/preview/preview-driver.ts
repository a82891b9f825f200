import type { ProxyImage } from '../../host/host-adapter';
import type { Edit } from '../state/edit-history';
import type { Drawing } from './drawing';
import { compilePreview } from './preview-program';
import { previewLayers } from './preview-layers';
import type { PreviewSurface } from './preview-surface';
import { panesOf, type Size, type View } from './view-geometry';

/** What there is to see at one moment. */
export interface Scene { readonly proxy: ProxyImage; readonly edit: Edit | undefined; readonly view: View; readonly viewer: Size; readonly ratio: number }

/** A frame at 60 Hz. A slower card gets drafts of half or a quarter of the size while sliders move. */
const FRAME_MS = 16;
const COMFORTABLE_MS = 5;
const COARSEST_DRAFT = 3;
/** How long nothing must move before the draft is made exact. */
const REST_MS = 120;
/** Pixels that the histogram counts. */
const SAMPLE = 40_000;

/** Draws the newest scene once a frame, and only what changed. */
export class PreviewDriver {
  readonly #canvas: HTMLCanvasElement;
  readonly #onSamples: (samples: Uint8ClampedArray) => void;
  readonly #surface: PreviewSurface | undefined;
  #wanted: Scene | undefined;
  #shown: Scene | undefined;
  #frame: number | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #draft = 0;
  #isDraft = false;
  #exact = false;

  /** `onSamples` gets pixels of what the view shows, R G B A, whenever they change. */
  constructor(canvas: HTMLCanvasElement, drawing: Drawing, onSamples: (samples: Uint8ClampedArray) => void) {
    this.#canvas = canvas;
    this.#onSamples = onSamples;
    this.#surface = drawing.surfaceFor(canvas);
  }

  show(scene: Scene): void {
    this.#wanted = scene;
    this.#frame ??= requestAnimationFrame(() => { this.#draw(); });
  }

  dispose(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
    this.#surface?.dispose();
  }

  #draw(): void {
    this.#frame = undefined;
    const scene = this.#wanted;
    const surface = this.#surface;
    if (scene === undefined || surface === undefined) return;
    const { proxy, edit, view, viewer, ratio } = scene;
    const start = performance.now();
    const newPicture = proxy !== this.#shown?.proxy;
    if (newPicture) surface.setSource(proxy);
    const edited = newPicture || edit !== this.#shown?.edit;
    const level = this.#exact || newPicture ? 0 : this.#draft;
    const rendered = edited || this.#exact;
    if (rendered) {
      const { layers, isDraft } = edit === undefined ? { layers: [], isDraft: false } : previewLayers(edit.plan, edit.masterStrength, !this.#exact && !newPicture);
      surface.setProgram(compilePreview(layers), level);
      this.#isDraft = isDraft || level > 0;
    }
    this.#fit(viewer, ratio);
    const scale = proxy.scale ?? 1;
    surface.present(panesOf(view, viewer, { width: proxy.width / scale, height: proxy.height / scale }), ratio, view);
    if (rendered || view.comparison !== this.#shown?.view.comparison) this.#onSamples(surface.sample(view.comparison === 'before' ? 'before' : 'after', SAMPLE));
    if (edited && !newPicture) this.#adapt(performance.now() - start);
    this.#shown = scene;
    this.#exact = false;
    if (this.#isDraft) this.#refineSoon();
  }

  #adapt(frameMs: number): void {
    if (frameMs > FRAME_MS) this.#draft = Math.min(this.#draft + 1, COARSEST_DRAFT);
    else if (frameMs < COMFORTABLE_MS) this.#draft = Math.max(this.#draft - 1, 0);
  }

  #refineSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#exact = true;
      if (this.#wanted !== undefined) this.show(this.#wanted);
    }, REST_MS);
  }

  #fit({ width, height }: Size, ratio: number): void {
    const columns = Math.max(1, Math.round(width * ratio));
    const rows = Math.max(1, Math.round(height * ratio));
    if (this.#canvas.width === columns && this.#canvas.height === rows) return;
    this.#canvas.width = columns;
    this.#canvas.height = rows;
  }
}
