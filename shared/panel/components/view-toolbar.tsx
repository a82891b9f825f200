import { COMPARISONS, type View } from '../preview/view-geometry';
import { useStrings } from '../strings/strings';
import { Button } from './button';
import { usePanel, useSession } from './panel-context';
import { limitZoom } from './use-view-gestures';

const ZOOM_STEP = 1.25;

/** How the picture is compared, how large it is, and where tones are cut off. */
export function ViewToolbar({ view, zoom, ratio, hasEdit }: { readonly view: View; readonly zoom: number; readonly ratio: number; readonly hasEdit: boolean }) {
  const strings = useStrings();
  const { store } = useSession();
  const isFitted = usePanel((state) => state.view.zoom === undefined);
  const names = { after: strings.viewAfter, before: strings.viewBefore, split: strings.viewSplit, side: strings.viewSide };
  const set = (change: Partial<View>): void => { store.dispatch({ type: 'view', view: change }); };
  return (
    <div className="pc-toolbar">
      <div className="pc-segments" role="group" aria-label={strings.comparison}>
        {COMPARISONS.map((comparison) => (
          <Button key={comparison} icon={comparison} label={names[comparison]} look="quiet" pressed={view.comparison === comparison} disabled={!hasEdit && comparison !== 'after'} onClick={() => { set({ comparison }); }} />
        ))}
      </div>
      <Button icon="clipping" label={strings.clipping} look="quiet" pressed={view.clipping} onClick={() => { set({ clipping: !view.clipping }); }} />
      <span className="pc-space" />
      <div className="pc-zoom" role="group" aria-label={strings.zoom}>
        <Button icon="minus" label={strings.zoomOut} look="quiet" onClick={() => { set({ zoom: limitZoom(zoom / ZOOM_STEP) }); }} />
        <button
          type="button" className="pc-zoom-value pc-number" aria-label={`${strings.zoom}: ${Math.round(zoom * ratio * 100)} %`} title={isFitted ? strings.zoomFull : strings.zoomFit}
          onClick={() => { set({ zoom: isFitted ? 1 / ratio : undefined }); }}
        >
          {Math.round(zoom * ratio * 100)} %
        </button>
        <Button icon="plus" label={strings.zoomIn} look="quiet" onClick={() => { set({ zoom: limitZoom(zoom * ZOOM_STEP) }); }} />
      </div>
    </div>
  );
}
