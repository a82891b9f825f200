import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import type { CompanionClient } from '@photocrafter/shared/client/companion-client';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { EarlierEdit, HostPicture, ProxyImage } from '@photocrafter/shared/host/host-adapter';
import type { RealmCall } from '@photocrafter/shared/host/realm-bridge';
import { parsePlan } from '@photocrafter/shared/plan/plan-json';
import type { Critique } from '@photocrafter/shared/critique/critique';
import type { FigmaCalls, PictureReference } from '../bridge/figma-calls';
import { asFigmaShows, readImageFile } from './image-file';

export type DecodeProxy = (file: Blob, maxPixels: number) => Promise<ProxyImage>;

/** A picture of the document; `reference` says where its pixels really came from, once they were asked for. */
export interface FigmaPicture extends HostPicture {
  readonly reference: () => PictureReference;
  /** the encoded file, fetched once */
  readonly file: () => Promise<Uint8Array>;
}

/** A name that the protocol takes: bare, and not empty. */
function bareName(name: string): string { return name.replace(/[/\\\p{Cc}]/gu, '_').slice(0, 200) || 'picture'; }

export function createFigmaPicture(call: RealmCall<FigmaCalls>, decode: DecodeProxy, found: PictureReference, wish?: HostPicture['wish']): FigmaPicture {
  let reference = found;
  let fetched: Promise<Uint8Array> | undefined;
  const fetchFile = async (): Promise<Uint8Array> => {
    const { bytes, ...shown } = await call('bytes', reference);
    const file = readImageFile(bytes);
    const asShown = file && asFigmaShows(bytes, file, shown);
    if (asShown !== undefined) return asShown;
    if (reference.source.kind === 'shown') return bytes;
    reference = { ...reference, source: { kind: 'shown' } };
    return (await call('bytes', reference)).bytes;
  };
  const file = (): Promise<Uint8Array> => {
    fetched ??= fetchFile().catch((error: unknown) => { fetched = undefined; throw error; });
    return fetched;
  };
  const earlier = readEarlier(found);
  return {
    id: `${found.nodeId} ${found.source.kind === 'fill' ? found.source.hash : 'shown'}`,
    name: bareName(found.name),
    ...(wish !== undefined && { wish }),
    ...(earlier !== undefined && { earlier }),
    reference: () => reference,
    file,
    async upload(client: CompanionClient, signal: PortableSignal) {
      const bytes = await file();
      if (signal.aborted) throw new AppError('CANCELLED');
      return (await client.uploadAsset(bytes as Uint8Array<ArrayBuffer>, undefined, signal)).asset;
    },
    proxy: async (maxPixels) => decode(new Blob([await file() as Uint8Array<ArrayBuffer>]), maxPixels),
  };
}

/** What `keptText` wrote, if this build understands it: plans carry their version, so older ones are brought up to date. */
function readEarlier({ earlier }: PictureReference): EarlierEdit | undefined {
  if (earlier === undefined) return undefined;
  try {
    const { plan, critique } = JSON.parse(earlier.text) as { readonly plan: unknown; readonly critique: Critique };
    return { plan: parsePlan(plan), critique };
  } catch {
    return undefined;
  }
}

/** The text that goes into the document with a placed edit. */
export function keptText({ plan, critique }: EarlierEdit): string {
  return JSON.stringify({ plan, critique });
}
