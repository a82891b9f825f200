import { useStrings } from '../strings/strings';
import { Button } from './button';
import { useSession } from './panel-context';

/** What stands where the picture will be. */
export function EmptyState() {
  const strings = useStrings();
  const session = useSession();
  const picks = session.host.abilities.captureBy === 'picking';
  return (
    <div className="pc-empty">
      <svg className="pc-empty-drawing" viewBox="0 0 64 48" width="64" height="48" aria-hidden="true" focusable="false">
        <rect x="1" y="1" width="62" height="46" rx="4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="4 3" />
        <path d="M8 39 L24 19 L35 32 L43 24 L56 39" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
        <circle cx="46" cy="13" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      <p className="pc-empty-title">{picks ? strings.dropTitle : strings.selectDetail}</p>
      {picks && <p className="pc-text pc-muted">{strings.dropDetail}</p>}
      <Button look="primary" onClick={() => { session.capture(); }}>{picks ? strings.dropChoose : strings.useSelection}</Button>
      {picks && <p className="pc-text pc-muted pc-small">{strings.dropFormats}</p>}
    </div>
  );
}
