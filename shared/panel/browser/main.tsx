import { createRoot } from 'react-dom/client';
import { Panel } from '../components/panel';
import { createPanelSession } from '../session/panel-session';
import { stringsFor } from '../strings/strings';
import '../theme/panel.css';
import './browser.css';
import { createBrowserHost } from './browser-host';
import { createPageToken, takeCodeFromAddress } from './page-token';
import { keepPictures } from './kept-pictures';
import { setIcon } from './set-icon';

const root = document.getElementById('panel');
if (root !== null) {
  const token = createPageToken();
  const code = takeCodeFromAddress();
  // a link that was used or is too old is no matter when this tab is paired already; else the panel asks for pairing
  if (code !== undefined) await token.exchange(location.origin, code).catch(() => undefined);
  const session = createPanelSession(createBrowserHost(token));
  const strings = stringsFor(navigator.languages);
  document.documentElement.lang = strings.language;
  setIcon();
  session.start(new AbortController().signal);
  void keepPictures(session.store, (pictures) => { session.add(pictures); });
  createRoot(root).render(<Panel session={session} strings={strings} />);
}
