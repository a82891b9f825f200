import type { NormalisedBox } from '../../pixels/mask';
import { useSession } from './panel-context';

/** Handlers that mark a region of the picture while something is pointed at or focused. */
export function useHighlight(region: NormalisedBox | undefined) {
  const { store } = useSession();
  if (region === undefined) return {};
  const mark = (): void => { store.dispatch({ type: 'highlight', region }); };
  const unmark = (): void => { store.dispatch({ type: 'highlight', region: undefined }); };
  return { onPointerEnter: mark, onPointerLeave: unmark, onFocus: mark, onBlur: unmark, tabIndex: 0 };
}
