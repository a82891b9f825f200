import type { CompanionClient } from '@photocrafter/shared/client/companion-client';
import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { EarlierEdit, HostPicture, ProxyImage } from '@photocrafter/shared/host/host-adapter';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { maxSample, type Raster } from '@photocrafter/shared/pixels/pixel-buffer';
import type { AssetHandle } from '@photocrafter/shared/protocol/asset';
import type { HostCapabilities } from '@photocrafter/shared/protocol/job';
import { findSource } from '../apply/find-source';
import { boxSize } from '../document/box';
import { inModal, type ModalScope } from '../photoshop/in-modal';
import type { PluginContext } from '../plugin-context';
import { fingerprint } from './fingerprint';
import { pictureId, type PictureSource, type SealedSource } from './picture-source';
import { hasLayerMask } from './read-coverage';
import { readRaster } from './read-raster';
import { readReduced, reducedSize, type ReducedForm } from './read-reduced';

/** What the critic looks at has a long side of 1024 pixels; twice the pixels keep its detail measures honest. */
const PROXY_PIXELS = 2_000_000;
/** The panel shows sRGB. */
const SHOWN: ReducedForm = { colorSpace: 'RGB', profile: 'sRGB IEC61966-2.1', hostDepth: 8, depth: 8, encoding: SRGB };
const COMMAND = 'Photocrafter: Read picture';

/** A picture of Photoshop as the panel and `apply` know it. */
export interface LayerPicture extends HostPicture {
  readonly source: PictureSource;
  /** whether it is opaque is known once it was uploaded */
  sealed(): SealedSource;
}

export function createLayerPicture(context: PluginContext, { source, seal }: Omit<SealedSource, 'isOpaque'>, capabilities: HostCapabilities, earlier?: EarlierEdit): LayerPicture {
  const { api } = context;
  let sealed: SealedSource = { source, seal, isOpaque: false };
  const reading = <Result>(signal: PortableSignal, read: (scope: ModalScope) => Promise<Result>): Promise<Result> => (
    inModal(api, { name: COMMAND, reads: source.facts.id, after: context.after, signal, before: () => findSource(api, source) }, read));
  return {
    id: pictureId(source, seal),
    name: source.name,
    source, capabilities,
    ...(earlier && { earlier }),
    sealed: () => sealed,
    async upload(client, signal) {
      const raster = await reading(signal, async (scope) => {
        if (await scope.step(fingerprint(api.imaging, source)) !== seal) throw new AppError('DOCUMENT_CHANGED', `"${source.name}" was edited`);
        const read = await readRaster(api.imaging, source, scope);
        const isMasked = source.layerId !== undefined && await scope.step(hasLayerMask(api, source.layerId));
        sealed = { source, seal, isOpaque: !isMasked && isOpaque(read) };
        return read;
      });
      return send(client, raster, source, signal);
    },
    ...(isLarge(source) && { uploadProxy: async (client: CompanionClient, signal: PortableSignal) => send(client, await reading(signal, ({ step }) => step(readReduced(api.imaging, source, reducedSize(source, PROXY_PIXELS), source.working))), source, signal) }),
    async proxy(maxPixels, signal) {
      const { scale, ...size } = reducedSize(source, maxPixels);
      return { ...toRgba(await reading(signal, ({ step }) => step(readReduced(api.imaging, source, size, SHOWN)))), scale };
    },
  };
}

/** Worth a copy ahead: smaller pictures are there as soon. */
function isLarge({ bounds }: PictureSource): boolean {
  const { width, height } = boxSize(bounds);
  return width * height > 4 * PROXY_PIXELS;
}

async function send(client: CompanionClient, { width, height, channels, depth, data }: Raster, { working }: PictureSource, signal: PortableSignal): Promise<AssetHandle> {
  const bytes = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  return (await client.uploadAsset(bytes, { width, height, channels, depth, ...(working.profile !== '' && { profileName: working.profile }) }, signal)).asset;
}

function isOpaque({ channels, depth, data }: Raster): boolean {
  if (channels % 2 === 1) return true;
  const full = maxSample(depth);
  for (let i = channels - 1; i < data.length; i += channels) if (data[i] !== full) return false;
  return true;
}

/** 8-bit samples of any channel count as the panel shows them. */
function toRgba({ width, height, channels, data }: Raster): ProxyImage {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
    rgba[to] = data[from]!;
    rgba[to + 1] = data[from + green]!;
    rgba[to + 2] = data[from + blue]!;
    rgba[to + 3] = channels % 2 === 0 ? data[from + channels - 1]! : 255;
  }
  return { width, height, data: rgba };
}
