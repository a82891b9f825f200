import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useStrings } from '../strings/strings';
import { useSession } from './panel-context';

const KEY_STEP = 0.02;

/** The line between before and after. */
export function SplitHandle({ position, width }: { readonly position: number; readonly width: number }) {
  const strings = useStrings();
  const { store } = useSession();
  const dragging = useRef(false);
  const set = (split: number): void => { store.dispatch({ type: 'view', view: { split: Math.min(Math.max(split, 0), 1) } }); };
  const keys = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? KEY_STEP : event.key === 'ArrowLeft' ? -KEY_STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    set(position + by);
  };
  const move = (event: PointerEvent): void => {
    if (!dragging.current) return;
    const frame = event.currentTarget.parentElement!.getBoundingClientRect();
    set((event.clientX - frame.left) / frame.width);
  };
  return (
    <div
      className="pc-split" role="slider" tabIndex={0} aria-label={strings.splitPosition} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(position * 100)} aria-orientation="horizontal"
      style={{ left: `${position * width}px` }} onKeyDown={keys} onPointerMove={move}
      onPointerDown={(event) => { event.stopPropagation(); dragging.current = true; event.currentTarget.setPointerCapture(event.pointerId); }}
      onPointerUp={() => { dragging.current = false; }} onDoubleClick={(event) => { event.stopPropagation(); set(0.5); }}
    >
      <span className="pc-split-line" />
      <span className="pc-split-knob" />
    </div>
  );
}
