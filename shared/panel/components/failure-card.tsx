import type { PictureState } from '../state/panel-state';
import { useStrings } from '../strings/strings';
import { Button } from './button';
import { usePanel, usePictureDispatch, useSession } from './panel-context';

/** What went wrong, what to do, and trying again where that can help. */
export function FailureCard({ picture }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const session = useSession();
  const dispatch = usePictureDispatch(picture.id);
  const choice = usePanel((state) => state.choice);
  const { failure, attempt, edits } = picture;
  if (failure === undefined) return null;
  // an edit that could not be saved or placed is not planned anew: it is the user's
  const isDelivery = attempt === undefined ? edits !== undefined : attempt.purpose === 'deliver';
  const again = (): void => {
    if (isDelivery) session.deliver([picture.id], choice);
    else session.enhance(picture.id, attempt?.instruction ?? '');
  };
  return (
    <section className="pc-card pc-failure" role="alert">
      <h2 className="pc-card-title">{failure.message}</h2>
      <p className="pc-text">{failure.remedy}</p>
      {failure.detail !== '' && <p className="pc-text pc-muted pc-small">{failure.code}: {failure.detail}</p>}
      <div className="pc-row">
        {failure.retryable && <Button onClick={again}>{strings.tryAgain}</Button>}
        <Button look="quiet" onClick={() => { dispatch({ type: 'failureSeen' }); }}>{strings.dismiss}</Button>
      </div>
    </section>
  );
}
