import { PAIRABLE_CLASSES, type PairableClass, type PairedClientView } from '../../protocol/access';
import { fill, useStrings, type Strings } from '../strings/strings';
import { Button } from './button';
import { usePairedApps } from './use-paired-apps';

/** Who may use the companion: lets apps in by six digits, and takes their permission back. */
export function PairedApps({ onClose }: { readonly onClose: () => void }) {
  const strings = useStrings();
  const { list, add, stopAdding, revoke } = usePairedApps();
  return (
    <section className="pc-card pc-apps" aria-label={strings.pairedApps}>
      <div className="pc-row pc-row-tight">
        <h2 className="pc-card-title pc-grow">{strings.pairedApps}</h2>
        <Button icon="close" look="quiet" label={strings.closeApps} onClick={onClose} />
      </div>
      <p className="pc-text pc-muted">{strings.pairedAppsDetail}</p>
      <ul className="pc-list">
        {(list?.clients ?? []).map((app) => <PairedApp key={app.kid} app={app} onRevoke={() => { revoke(app.kid); }} />)}
      </ul>
      {list?.pairing === undefined ? (
        <div className="pc-row">
          {PAIRABLE_CLASSES.map((app) => <Button key={app} icon="plus" onClick={() => { add(app); }}>{fill(strings.addApp, { app: nameOf(app, strings) })}</Button>)}
        </div>
      ) : (
        <div className="pc-row" role="status">
          <p className="pc-text">{fill(strings.typeCode, { app: nameOf(list.pairing.client, strings) })}</p>
          <code className="pc-code pc-pairing-digits">{list.pairing.code.slice(0, 3)} {list.pairing.code.slice(3)}</code>
          <Button onClick={stopAdding}>{strings.cancel}</Button>
        </div>
      )}
    </section>
  );
}

function PairedApp({ app: { name, client, usedAt }, onRevoke }: { readonly app: PairedClientView; readonly onRevoke: () => void }) {
  const strings = useStrings();
  const title = name === '' ? nameOf(client, strings) : name;
  return (
    <li className="pc-row pc-entry">
      <span className="pc-grow">
        <span>{title}</span> <span className="pc-muted pc-small">{fill(strings.appUsed, { time: new Date(usedAt).toLocaleString(strings.language, { dateStyle: 'medium', timeStyle: 'short' }) })}</span>
      </span>
      <Button look="quiet" label={fill(strings.revokeApp, { name: title })} onClick={onRevoke}>{strings.revoke}</Button>
    </li>
  );
}

function nameOf(client: PairedClientView['client'] | PairableClass, strings: Strings): string {
  return { browser: strings.appBrowser, photoshop: 'Photoshop', figma: 'Figma', cli: strings.appCommandLine }[client];
}
