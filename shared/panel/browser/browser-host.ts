import type { AccessToken } from '../../client/access-token';
import { discoverCompanion, type Discovery } from '../../client/discover-companion';
import { ADJUSTMENT_KINDS } from '../../adjustments/adjustment';
import type { HostAdapter, HostPicture } from '../../host/host-adapter';
import { createFilePicture, isPicture } from './file-picture';
import { onPicturesGiven } from './on-pictures-given';
import { pickFiles } from './pick-files';
import { saveFile } from './save-file';

const PREFIX = 'photocrafter.';

/** The page that the companion itself serves: pictures are dropped, pasted or picked, results are downloads. */
export function createBrowserHost(token: AccessToken): HostAdapter {
  const toPictures = (files: readonly File[]): readonly HostPicture[] => files.filter(isPicture).map((file) => createFilePicture(file));
  return {
    name: 'browser',
    capabilities: { host: 'browser', adjustments: [...ADJUSTMENT_KINDS], masks: true, depth: 16 },
    abilities: { places: 'files', layers: [], options: [], notes: false, manyPictures: true, managesApps: true, captureBy: 'picking' },
    fetch: (url, request) => fetch(url, request as RequestInit),
    token,
    discover: discoverHere,
    async capture() { return toPictures(await pickFiles()); },
    onSelectionChange: (listener) => onPicturesGiven((files) => { listener(toPictures(files)); }),
    resultsFor: ({ formats }) => formats,
    async apply({ client, jobId }, signal) {
      const { report } = await client.job(jobId);
      const saved = report?.files ?? [];
      // all of them before the first is saved: what breaks off here is done again from the start
      const contents = await Promise.all(saved.map(({ kind }) => client.result(jobId, kind, signal)));
      saved.forEach(({ fileName, mediaType }, i) => { saveFile(fileName, new Blob([contents[i]!], { type: mediaType })); });
    },
    notes: () => Promise.resolve(),
    remember(key, value) {
      localStorage.setItem(PREFIX + key, value);
      return Promise.resolve();
    },
    recall: (key) => Promise.resolve(localStorage.getItem(PREFIX + key) ?? undefined),
    copyText: (text) => navigator.clipboard.writeText(text),
    saveText(fileName, text) {
      saveFile(fileName, new Blob([text], { type: 'application/json' }));
      return Promise.resolve();
    },
  };
}

/** The companion is where the page came from, by whatever name it was opened. */
async function discoverHere(): Promise<Discovery> {
  const discovery = await discoverCompanion({
    fetch: (url, request) => fetch(new URL(url).pathname, request as RequestInit),
    after: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); }),
    ports: [Number(location.port)],
  });
  return 'address' in discovery ? { ...discovery, address: location.origin } : discovery;
}
