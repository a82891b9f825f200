import type { ProxyImage } from '../../host/host-adapter';
import type { Segment } from './preview-program';
import type { Pane } from './view-geometry';

/** What draws the preview: WebGL2 where the host has it, a 2D canvas elsewhere. Both mean the same. */
export interface PreviewSurface {
  readonly kind: 'webgl' | 'canvas';
  setSource(source: ProxyImage): void;
  /** renders the whole proxy, each side divided by 2^level: 0 is exact, more is a draft while sliders move. Throws INVALID_PLAN for malformed tables and masks */
  setProgram(segments: readonly Segment[], level: number): void;
  /** puts the panes on the canvas, whose size in device pixels is `ratio` times CSS pixels */
  present(panes: readonly Pane[], ratio: number, options: { readonly clipping: boolean }): void;
  /** the edited proxy, for tests and the companion's absence */
  readResult(): ProxyImage;
  /** at most `count` pixels of the edited proxy and of the original, evenly chosen, R G B A */
  sample(shows: 'before' | 'after', count: number): Uint8ClampedArray;
  dispose(): void;
}
