import type { PictureState } from '../state/panel-state';
import { fill, useStrings } from '../strings/strings';
import { usePictureDispatch } from './panel-context';

/** What was run on this photo, newest first; any of it can be gone back to. */
export function RunHistory({ picture: { id, takes, takeId } }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const dispatch = usePictureDispatch(id);
  if (takes.length === 0) return null;
  const entries = takes.map((take, i) => ({ take, name: fill(strings.takeName, { number: i + 1 }) })).reverse();
  return (
    <section aria-label={strings.history}>
      <h2 className="pc-heading">{strings.history}</h2>
      <ul className="pc-list">
        {entries.map(({ take, name }) => (
          <li key={take.id} className="pc-entry">
            <button type="button" className="pc-link pc-run" title={fill(strings.runUse, { name })} aria-current={take.id === takeId} onClick={() => { dispatch({ type: 'takeChosen', takeId: take.id }); }}>
              <span>{name} · {take.instruction || strings.takeByItself}</span>
              <span className="pc-muted pc-small">{fill(strings.runAt, { time: new Date(take.at).toLocaleTimeString(strings.language, { hour: '2-digit', minute: '2-digit' }), steps: take.plan.steps.length })}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
