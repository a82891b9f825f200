import { PRODUCT_VERSION } from '../../protocol/product';
import type { Connection } from '../state/panel-state';
import { fill, useStrings, type Strings } from '../strings/strings';
import { Button } from './button';
import { PairingForm } from './pairing-form';
import { usePanel, useSession } from './panel-context';

/** Why there is no companion and what to do about it; nothing while all is well. */
export function ConnectionCard() {
  const strings = useStrings();
  const { host, link } = useSession();
  const connection = usePanel((state) => state.connection);
  const isWorking = usePanel((state) => state.pictures.some(({ job }) => job !== undefined));
  if (connection.kind === 'connected') return null;
  const { title, detail } = wordsFor(connection, strings, host.abilities.managesApps === true);
  const { startCompanion } = host;
  return (
    <section className="pc-card pc-connection" data-kind={connection.kind} aria-label={title}>
      <h2 className="pc-card-title">{title}</h2>
      <p className="pc-text" role="status">{detail}</p>
      {connection.kind === 'notRunning' && startCompanion === undefined && <code className="pc-code">{strings.notRunningCommand}</code>}
      {connection.kind === 'needsPairing' && <code className="pc-code">{fill(strings.needsPairingCommand, { app: host.name })}</code>}
      {isWorking && <p className="pc-text pc-muted">{strings.reconnecting}</p>}
      {connection.kind === 'needsPairing' && <PairingForm refusal={connection.refusal} />}
      {connection.kind !== 'searching' && connection.kind !== 'needsPairing' && (
        <div className="pc-row">
          {connection.kind === 'notRunning' && startCompanion !== undefined && <Button look="primary" onClick={() => { void startCompanion(); }}>{strings.startCompanion}</Button>}
          <Button onClick={() => { link.retry(); }}>{strings.tryAgain}</Button>
        </div>
      )}
    </section>
  );
}

function wordsFor(connection: Connection, strings: Strings, isOwnPage: boolean): { title: string; detail: string } {
  switch (connection.kind) {
    case 'searching': return { title: strings.searching, detail: strings.searchingDetail };
    case 'connected': return { title: strings.connected, detail: fill(strings.connectedDetail, { version: connection.hello.version }) };
    case 'notRunning': return { title: strings.notRunning, detail: strings.notRunningDetail };
    case 'foreign': return { title: strings.foreign, detail: fill(strings.foreignDetail, { ports: connection.ports.join(', ') }) };
    case 'wrongVersion': return { title: strings.wrongVersion, detail: fill(connection.update === 'companion' ? strings.updateCompanion : strings.updatePlugin, { theirs: connection.theirs, ours: PRODUCT_VERSION }) };
    case 'blocked': return connection.by === 'page' ? { title: strings.blockedByPage, detail: strings.blockedByPageDetail } : { title: strings.blockedByUser, detail: strings.blockedByUserDetail };
    case 'needsPairing': return { title: strings.needsPairing, detail: isOwnPage ? strings.needsPairingBrowser : strings.needsPairingDetail };
  }
}
