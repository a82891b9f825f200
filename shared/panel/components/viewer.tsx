import { useRef } from 'react';
import { panesOf } from '../preview/view-geometry';
import type { PictureState } from '../state/panel-state';
import { fill, useStrings } from '../strings/strings';
import { HistogramPlot } from './histogram-plot';
import { PaneLabel } from './pane-label';
import { usePanel, useSession } from './panel-context';
import { RegionMark } from './region-mark';
import { SplitHandle } from './split-handle';
import { usePreview } from './use-preview';
import { useSize } from './use-size';
import { useViewGestures } from './use-view-gestures';
import { ViewToolbar } from './view-toolbar';

/** The picture, before and after, with its tools and its tones. */
export function Viewer({ picture }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const session = useSession();
  const view = usePanel((state) => state.view);
  const highlight = usePanel((state) => state.highlight);
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const viewer = useSize(stage);
  const { proxy } = picture;
  const edit = picture.edits?.present;
  const ratio = window.devicePixelRatio;
  const shown = edit === undefined && view.comparison !== 'before' ? { ...view, comparison: 'after' as const } : view;
  const { histogram, generation } = usePreview(canvas, proxy && { proxy, edit, view: shown, viewer, ratio });

  const scale = proxy?.scale ?? 1;
  const size = proxy === undefined ? { width: 1, height: 1 } : { width: proxy.width / scale, height: proxy.height / scale };
  const panes = panesOf(shown, viewer, size);
  // both sides of a split show one place: one frame across the line
  const marked = shown.comparison === 'split' ? panesOf({ ...shown, comparison: 'after' }, viewer, size) : panes;
  const zoom = panes[0]!.picture.width / size.width;
  const gestures = useViewGestures(stage, { view, zoom, panes, size, ratio });
  if (view.zoom !== undefined && view.zoom * ratio > scale * 1.05) session.refine(picture.id);

  return (
    <section className="pc-viewer">
      <div className="pc-canvas-frame" ref={stage} tabIndex={0} role="group" aria-label={fill(strings.preview, { name: picture.name })} {...gestures}>
        <canvas key={generation} ref={canvas} className="pc-canvas" aria-hidden="true" />
        {proxy === undefined && <p className="pc-text pc-muted pc-no-preview">{picture.thumbnail === undefined && picture.critique !== undefined ? strings.noPreview : ''}</p>}
        {shown.comparison === 'split' && <SplitHandle position={view.split} width={viewer.width} />}
        {panes.length > 1 && panes.map((pane) => <PaneLabel key={pane.shows} pane={pane} />)}
        {highlight !== undefined && marked.map((pane) => <RegionMark key={pane.shows} pane={pane} region={highlight} />)}
        {histogram !== undefined && <HistogramPlot histogram={histogram} />}
      </div>
      <ViewToolbar view={shown} zoom={zoom} ratio={ratio} hasEdit={edit !== undefined} />
    </section>
  );
}
