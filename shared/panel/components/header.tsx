import { useStrings } from '../strings/strings';
import { Button } from './button';
import { Mark } from './mark';
import { usePanel, useSession } from './panel-context';

/** `onApps` opens and closes the list of paired apps, where there is one. */
export function Header({ appsOpen, onApps }: { readonly appsOpen: boolean; readonly onApps: (() => void) | undefined }) {
  const strings = useStrings();
  const session = useSession();
  const connection = usePanel((state) => state.connection);
  const connected = connection.kind === 'connected';
  const { manyPictures, captureBy } = session.host.abilities;
  return (
    <header className="pc-header">
      <Mark />
      <h1 className="pc-title">{strings.productName}</h1>
      <span className={`pc-dot ${connected ? 'pc-dot-on' : 'pc-dot-off'}`} role="status" aria-label={connected ? strings.connected : strings[titleOf(connection.kind)]} title={connected ? strings.connected : strings[titleOf(connection.kind)]} />
      <span className="pc-space" />
      {onApps !== undefined && <Button icon="apps" look="quiet" label={strings.pairedApps} expanded={appsOpen} disabled={!connected} onClick={onApps} />}
      <Button icon="help" look="quiet" label={`${strings.diagnostics}. ${strings.diagnosticsDetail}`} onClick={() => { session.saveDiagnostics(); }} />
      <Button icon="plus" look="plain" label={captureBy === 'picking' && manyPictures ? strings.addPictures : strings.useSelection} onClick={() => { session.capture(); }} />
    </header>
  );
}

/** The headline of each state of the connection. */
export function titleOf(kind: 'searching' | 'connected' | 'notRunning' | 'foreign' | 'wrongVersion' | 'blocked' | 'needsPairing') {
  return kind === 'blocked' ? 'blockedByUser' : kind;
}
