import { useStrings } from '../strings/strings';
import { Button } from './button';
import { usePanel, useSession } from './panel-context';

/** Why what is selected in the host cannot be edited. */
export function CaptureFailure() {
  const strings = useStrings();
  const { store } = useSession();
  const failure = usePanel((state) => state.captureFailure);
  if (failure === undefined) return null;
  return (
    <section className="pc-card pc-failure" role="alert">
      <h2 className="pc-card-title">{failure.message}</h2>
      <p className="pc-text">{failure.detail}</p>
      <p className="pc-text">{failure.remedy}</p>
      <div className="pc-row"><Button look="quiet" onClick={() => { store.dispatch({ type: 'captureFailed', failure: undefined }); }}>{strings.dismiss}</Button></div>
    </section>
  );
}
