import type { HostPicture } from '../../host/host-adapter';
import { startHistory } from './edit-history';
import type { PanelAction } from './panel-action';
import type { PanelState, PictureState } from './panel-state';
import { reducePicture } from './picture-reducer';

/** The next state of the panel; the same object when nothing changed. */
export function reducePanel(state: PanelState, action: PanelAction): PanelState {
  switch (action.type) {
    case 'connection': return { ...state, connection: action.connection };
    case 'picturesAdded': {
      const added = action.pictures.filter(({ id }) => !state.pictures.some((known) => known.id === id)).map(toPicture);
      const [first] = action.pictures;
      return first === undefined ? state : { ...state, captureFailure: undefined, pictures: [...state.pictures, ...added], ...choose(state, state.activeId === undefined || added.length === 1 ? first.id : state.activeId) };
    }
    case 'captureFailed': return { ...state, captureFailure: action.failure };
    case 'pictureRemoved': {
      const at = state.pictures.findIndex(({ id }) => id === action.id);
      const pictures = state.pictures.filter(({ id }) => id !== action.id);
      if (state.activeId !== action.id) return { ...state, pictures };
      const next = pictures[Math.min(at, pictures.length - 1)];
      return next === undefined ? { ...state, pictures, activeId: undefined } : { ...state, pictures, ...choose(state, next.id) };
    }
    case 'pictureChosen': return { ...state, ...choose(state, action.id) };
    case 'picture': return { ...state, pictures: state.pictures.map((picture) => (picture.id === action.id ? reducePicture(picture, action.action) : picture)) };
    case 'tab': return { ...state, tab: action.tab };
    case 'view': return { ...state, view: { ...state.view, ...action.view } };
    case 'highlight': return { ...state, highlight: action.region };
    case 'choice': return { ...state, choice: action.choice };
    case 'presets': return { ...state, presets: action.presets };
  }
}

/** A picture as it comes; with its earlier edit where the document remembers one. */
function toPicture(source: HostPicture): PictureState {
  const { id, name, earlier } = source;
  return { id, name, source, takes: [], ...(earlier && { critique: earlier.critique, edits: startHistory({ plan: earlier.plan, masterStrength: 1 }) }) };
}

/** Another picture is looked at from the start: fitted in. */
function choose({ view }: PanelState, activeId: string): Pick<PanelState, 'activeId' | 'view'> {
  return { activeId, view: { ...view, zoom: undefined, centreX: 0.5, centreY: 0.5 } };
}
