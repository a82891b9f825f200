import { join } from 'node:path';
import sharp from 'sharp';
import { FakePhotoshop, type FakeOptions } from '../../plugin-photoshop/fake/fake-photoshop';
import type { FakeDocumentState, Samples } from '../../plugin-photoshop/fake/fake-state';
import { makeDocument, makeLayer } from '../../plugin-photoshop/fake/make-document';
import { createHost } from '../../plugin-photoshop/fake/photoshop-stage';
import type { PhotoshopHost } from '../../plugin-photoshop/src/host/photoshop-host';
import { createPanelSession, type PanelSession } from '../../shared/panel/session/panel-session';
import type { PictureState } from '../../shared/panel/state/panel-state';
import { compileTransfer } from '../../shared/pixels/transfer';
import { convertEncoding } from '../../shared/pixels/convert-encoding';
import { DISPLAY_P3, SRGB } from '../../shared/pixels/colour-encoding';
import { pairedToken } from './paired-token';
import type { RunningCompanion } from './run-companion';

const SAMPLES = join(__dirname, '../../samples');

/** A fake Photoshop with the plugin's host and the panel's session in it, connected to a real companion over real HTTP. */
export interface PhotoshopDesk {
  readonly photoshop: FakePhotoshop;
  readonly host: PhotoshopHost;
  readonly session: PanelSession;
  /** the picture's state once `test` holds; fails with the picture's own failure */
  until(test: (picture: PictureState) => boolean): Promise<PictureState>;
  close(): void;
}

export async function openDesk(companion: RunningCompanion, options: Partial<FakeOptions> = {}): Promise<PhotoshopDesk> {
  const photoshop = new FakePhotoshop(options);
  const host = createHost(photoshop, {
    context: { api: photoshop, after: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); }), outOfTolerance: [] },
    fetch: (url, request) => fetch(url, request as RequestInit), ports: [companion.port], token: await pairedToken(companion, 'photoshop'),
  });
  const session = createPanelSession(host);
  const end = new AbortController();
  session.start(end.signal);
  return {
    photoshop, host, session,
    until: (test) => new Promise((resolve, reject) => {
      const look = (): void => {
        const { pictures, activeId, captureFailure } = session.store.state();
        const picture = pictures.find(({ id }) => id === activeId);
        const failure = picture?.failure ?? captureFailure;
        if (failure !== undefined) { stop(); reject(new Error(`${failure.code} ${failure.detail} ${photoshop.refusals.join('; ')}`)); return; }
        if (picture === undefined || !test(picture)) return;
        stop();
        resolve(picture);
      };
      const stop = session.store.subscribe(look);
      look();
    }),
    close() { end.abort(); },
  };
}

export interface PhotoForm { readonly bits: 8 | 16; readonly profile: 'sRGB IEC61966-2.1' | 'Display P3' }

/** The bundled photos need no edit; taken like this they do: 1.2 EV under, under a lamp. */
const TOO_DARK_AND_WARM = [0.5, 0.43, 0.32];

/** A bundled photo, taken wrongly, as the Background of a document. */
export async function photoDocument(file: string, width: number, { bits, profile }: PhotoForm): Promise<FakeDocumentState> {
  const { data, info } = await sharp(join(SAMPLES, file)).rotate().resize(width).toColourspace('rgb16').removeAlpha().raw({ depth: 'ushort' }).toBuffer({ resolveWithObject: true });
  const { toLinear, toEncoded } = compileTransfer(SRGB);
  const values = Float32Array.from(new Uint16Array(data.buffer, data.byteOffset, data.length / 2), (value, i) => toEncoded(toLinear(value / 65535) * TOO_DARK_AND_WARM[i % 3]!));
  const image = { width: info.width, height: info.height, data: values, encoding: SRGB };
  const own = profile === 'Display P3' ? convertEncoding(image, DISPLAY_P3).data : values;
  const stored = (max: number) => (value: number): number => Math.round(Math.min(Math.max(value, 0), 1) * max);
  const samples: Samples = bits === 8 ? Uint8Array.from(own, stored(255)) : Uint16Array.from(own, stored(32768));
  const background = makeLayer({ name: 'Background', isBackground: true, pixels: { left: 0, top: 0, right: info.width, bottom: info.height, components: 3, data: samples } });
  return makeDocument({ name: file, width: info.width, height: info.height, bits, profile, layers: [background], active: [background.id] });
}
