import { toAppError } from '../../errors/app-error';
import { failureOf } from '../../protocol/error-answer';
import { planToSend, type Edit } from '../state/edit-history';
import type { PictureState } from '../state/panel-state';
import type { WorkParts } from './picture-work';

/** A slider that rests so long is where the user wants it. */
const REST_MS = 150;
/** What needs the companion is done when the user has really stopped. */
const RENDER_REST_MS = 900;

/**
 * Keeps what was placed in the host equal to the edit in the panel: when sliders rest, the host changes its layers in place;
 * where it cannot, `render` places the edit anew. Returns how to stop. Does nothing in hosts without `update`.
 */
export function keepLive({ host, store }: WorkParts, render: (id: string) => void): () => void {
  const { update } = host;
  if (update === undefined) return () => undefined;
  /** the edit that the host shows, by picture */
  const shown = new Map<string, Edit>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const busy = new Set<string>();
  const never = new AbortController().signal;
  const find = (id: string): PictureState | undefined => store.state().pictures.find((picture) => picture.id === id);
  const soon = (id: string, after: number, work: () => void): void => {
    clearTimeout(timers.get(id));
    timers.set(id, setTimeout(work, after));
  };

  const bring = async (id: string): Promise<void> => {
    const picture = find(id);
    const edit = picture?.edits?.present;
    if (picture?.critique === undefined || edit === undefined || picture.job !== undefined || busy.has(id)) return;
    busy.add(id);
    try {
      const done = await update({ picture: picture.source, plan: planToSend(edit), critique: picture.critique }, never);
      shown.set(id, edit);
      if (done && find(id)?.edits?.present === edit) store.dispatch({ type: 'picture', id, action: { type: 'delivered' } });
      if (!done) soon(id, RENDER_REST_MS, () => { render(id); });
    } catch (error) {
      shown.set(id, edit);
      const { code, detail } = toAppError(error);
      store.dispatch({ type: 'picture', id, action: { type: 'failed', failure: failureOf(code, detail) } });
    } finally {
      busy.delete(id);
      look();
    }
  };
  const look = (): void => {
    for (const { id, edits, delivered, source, job } of store.state().pictures) {
      const present = edits?.present;
      if (present === undefined) continue;
      if (delivered === true || (source.earlier !== undefined && !shown.has(id))) shown.set(id, present);
      const known = shown.get(id);
      if (known === undefined || known === present || job !== undefined || busy.has(id)) continue;
      soon(id, REST_MS, () => { void bring(id); });
    }
  };
  const unsubscribe = store.subscribe(look);
  return () => {
    unsubscribe();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
