import { createContext, use, useSyncExternalStore } from 'react';
import type { PanelSession } from '../session/panel-session';
import { activePicture, type PanelState, type PictureState } from '../state/panel-state';
import type { PictureAction } from '../state/panel-action';

export const SessionContext = createContext<PanelSession | undefined>(undefined);

export function useSession(): PanelSession {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('a component of the panel stands outside of it');
  return session;
}

/** A part of the state; the component is drawn again when that part changes. */
export function usePanel<Part>(select: (state: PanelState) => Part): Part {
  const { store } = useSession();
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}

export function useActivePicture(): PictureState | undefined {
  return usePanel(activePicture);
}

/** Sends an action to one picture. */
export function usePictureDispatch(id: string): (action: PictureAction) => void {
  const { store } = useSession();
  return (action) => { store.dispatch({ type: 'picture', id, action }); };
}
