import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { Pane, Size, View } from '../preview/view-geometry';
import { useSession } from './panel-context';

interface Looking { readonly view: View; readonly zoom: number; readonly panes: readonly Pane[]; readonly size: Size; readonly ratio: number }

const KEY_STEP = 40;
const ZOOM_STEP = 1.25;
/** From a twentieth to eight device pixels a picture pixel. */
const ZOOM_RANGE = [0.02, 8] as const;

export function limitZoom(zoom: number): number { return Math.min(Math.max(zoom, ZOOM_RANGE[0]), ZOOM_RANGE[1]); }

/** Drag or arrow keys pan, wheel or plus and minus zoom, double click and 0 and 1 go between the whole and 100 %. */
export function useViewGestures(frame: RefObject<HTMLElement | null>, looking: Looking) {
  const { store } = useSession();
  const latest = useRef(looking);
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);
  useEffect(() => { latest.current = looking; });

  const pan = (byX: number, byY: number): void => {
    const { view, zoom, size } = latest.current;
    if (view.zoom === undefined) return;
    const clamp = (value: number): number => Math.min(Math.max(value, 0), 1);
    store.dispatch({ type: 'view', view: { centreX: clamp(view.centreX - byX / (size.width * zoom)), centreY: clamp(view.centreY - byY / (size.height * zoom)) } });
  };
  /** Keeps the point under (x, y) of the frame where it is. */
  const zoomAt = (to: number, x: number, y: number): void => {
    const { panes, size } = latest.current;
    const pane = panes.find(({ clip }) => x >= clip.x && x < clip.x + clip.width && y >= clip.y && y < clip.y + clip.height) ?? panes[0]!;
    const next = limitZoom(to);
    const whole = panes.length === 2 && panes[0]!.clip.y === panes[1]!.clip.y && panes[0]!.clip.x + panes[0]!.clip.width === panes[1]!.clip.x
      ? { x: 0, y: 0, width: panes[0]!.clip.width + panes[1]!.clip.width, height: pane.clip.height } : pane.clip;
    const pointX = (x - pane.picture.x) / pane.picture.width;
    const pointY = (y - pane.picture.y) / pane.picture.height;
    store.dispatch({ type: 'view', view: { zoom: next, centreX: pointX - (x - whole.x - whole.width / 2) / (size.width * next), centreY: pointY - (y - whole.y - whole.height / 2) / (size.height * next) } });
  };
  const toggle = (x: number, y: number): void => {
    if (latest.current.view.zoom === undefined) zoomAt(1 / latest.current.ratio, x, y);
    else store.dispatch({ type: 'view', view: { zoom: undefined } });
  };
  const middle = (): readonly [number, number] => [(frame.current?.clientWidth ?? 0) / 2, (frame.current?.clientHeight ?? 0) / 2];

  useEffect(() => {
    const element = frame.current;
    // React listens to wheels passively, which would scroll the panel too
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const box = element!.getBoundingClientRect();
      zoomAt(latest.current.zoom * Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => { element?.removeEventListener('wheel', wheel); };
  });

  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => { pan(KEY_STEP, 0); }, ArrowRight: () => { pan(-KEY_STEP, 0); }, ArrowUp: () => { pan(0, KEY_STEP); }, ArrowDown: () => { pan(0, -KEY_STEP); },
    '+': () => { zoomAt(latest.current.zoom * ZOOM_STEP, ...middle()); }, '-': () => { zoomAt(latest.current.zoom / ZOOM_STEP, ...middle()); },
    0: () => { store.dispatch({ type: 'view', view: { zoom: undefined } }); }, 1: () => { zoomAt(1 / latest.current.ratio, ...middle()); },
  };
  return {
    onKeyDown(event: KeyboardEvent) {
      const act = event.target === event.currentTarget ? KEYS[event.key] : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
    onDoubleClick(event: { clientX: number; clientY: number; currentTarget: Element }) {
      const box = event.currentTarget.getBoundingClientRect();
      toggle(event.clientX - box.left, event.clientY - box.top);
    },
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || latest.current.view.zoom === undefined) return;
      drag.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      if (drag.current === undefined) return;
      pan(event.clientX - drag.current.x, event.clientY - drag.current.y);
      drag.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp() { drag.current = undefined; },
    onPointerCancel() { drag.current = undefined; },
  };
}
