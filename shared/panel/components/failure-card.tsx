import type { PictureState } from '../state/panel-state';
import { useStrings } from '../strings/strings';
import { Button } from './button';
import { usePictureDispatch, useSession } from './panel-context';

/** What went wrong, what to do, and trying again where that can help. */
export function FailureCard({ picture }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const session = useSession();
  const dispatch = usePictureDispatch(picture.id);
  const { failure } = picture;
  if (failure === undefined) return null;
  return (
    <section className="pc-card pc-failure" role="alert">
      <h2 className="pc-card-title">{failure.message}</h2>
      <p className="pc-text">{failure.remedy}</p>
      {failure.detail !== '' && <p className="pc-text pc-muted pc-small">{failure.code}: {failure.detail}</p>}
      <div className="pc-row">
        {failure.retryable && <Button onClick={() => { session.enhance(picture.id, picture.takes.at(-1)?.instruction ?? ''); }}>{strings.tryAgain}</Button>}
        <Button look="quiet" onClick={() => { dispatch({ type: 'failureSeen' }); }}>{strings.dismiss}</Button>
      </div>
    </section>
  );
}
