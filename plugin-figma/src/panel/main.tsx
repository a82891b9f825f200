import { createRoot } from 'react-dom/client';
import { callRealm } from '@photocrafter/shared/host/realm-bridge';
import type { PortableFetch } from '@photocrafter/shared/client/portable-fetch';
import { saveFile } from '@photocrafter/shared/panel/browser/save-file';
import { Panel } from '@photocrafter/shared/panel/components/panel';
import { decodeProxy } from '@photocrafter/shared/panel/preview/decode-proxy';
import { createPanelSession } from '@photocrafter/shared/panel/session/panel-session';
import { stringsFor } from '@photocrafter/shared/panel/strings/strings';
import '@photocrafter/shared/panel/theme/panel.css';
import type { FigmaCalls } from '../bridge/figma-calls';
import { copyText } from './copy-text';
import { createFigmaHost } from './figma-host';
import './figma.css';
import { createFigmaToken } from './figma-token';
import { followTheme } from './follow-theme';
import { canvasCutter } from './image-canvas';
import { createWindowPort } from './window-port';

const root = document.getElementById('panel');
if (root !== null) {
  const strings = stringsFor(navigator.languages);
  document.documentElement.lang = strings.language;
  followTheme(document.documentElement);
  const call = callRealm<FigmaCalls>(createWindowPort(window));
  const request: PortableFetch = (url, options) => fetch(url, options as RequestInit);
  const host = createFigmaHost({
    call,
    fetch: request,
    token: createFigmaToken(call, request),
    decode: decodeProxy,
    cutter: canvasCutter,
    words: strings,
    copyText,
    saveFile: (fileName, mediaType, content) => { saveFile(fileName, new Blob([content as Uint8Array<ArrayBuffer> | string], { type: mediaType })); },
  });
  const session = createPanelSession(host);
  session.start(new AbortController().signal);
  createRoot(root).render(<Panel session={session} strings={strings} />);
}
