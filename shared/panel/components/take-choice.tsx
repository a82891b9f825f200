import type { PictureState } from '../state/panel-state';
import { fill, useStrings } from '../strings/strings';
import { usePictureDispatch } from './panel-context';

/** The artist's takes of this photo, where there are several. */
export function TakeChoice({ picture: { id, takes, takeId } }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const dispatch = usePictureDispatch(id);
  if (takes.length < 2) return null;
  return (
    <div className="pc-takes" role="radiogroup" aria-label={strings.takes}>
      {takes.map((take, i) => (
        <button key={take.id} type="button" role="radio" className="pc-take" aria-checked={take.id === takeId} title={take.instruction || strings.takeByItself} onClick={() => { dispatch({ type: 'takeChosen', takeId: take.id }); }}>
          <span className="pc-take-name">{fill(strings.takeName, { number: i + 1 })}</span>
          <span className="pc-take-wish">{take.instruction || strings.takeByItself}</span>
        </button>
      ))}
    </div>
  );
}
