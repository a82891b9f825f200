import type { PanelAction } from './panel-action';
import { reducePanel } from './panel-reducer';
import { INITIAL_STATE, type PanelState } from './panel-state';

/** One state, changed by actions alone; small enough that a library would be larger. */
export interface Store {
  readonly state: () => PanelState;
  readonly dispatch: (action: PanelAction) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore(initial: PanelState = INITIAL_STATE): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    dispatch(action) {
      const next = reducePanel(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
}
