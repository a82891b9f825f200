import { createRoot } from 'react-dom/client';
import { noToken } from '../../client/no-token';
import { Panel } from '../components/panel';
import { createPanelSession } from '../session/panel-session';
import { stringsFor } from '../strings/strings';
import '../theme/panel.css';
import './browser.css';
import { createBrowserHost } from './browser-host';
import { setIcon } from './set-icon';

const root = document.getElementById('panel');
if (root !== null) {
  const session = createPanelSession(createBrowserHost(noToken));
  const strings = stringsFor(navigator.languages);
  document.documentElement.lang = strings.language;
  setIcon();
  session.start(new AbortController().signal);
  createRoot(root).render(<Panel session={session} strings={strings} />);
}
