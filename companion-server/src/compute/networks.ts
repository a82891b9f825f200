import { join } from 'node:path';
import { learnedCritic, type LearnedCritic } from '../critic/learned/learned-critic';
import { segmentSubject } from '../critic/subject-network';
import type { MeasureOptions } from '../critic/measure-evidence';
import type { Artist } from '../artist/artist';
import { learnedArtist, type LearnedArtist } from '../artist/learned/learned-artist';
import { measuredArtist } from '../artist/measured-artist';
import { networkArtist } from '../artist/network-artist';
import type { Engine, Session } from '../engines/engine';
import { createOnnxEngine } from '../engines/onnx/onnx-engine';
import { BUNDLED_NETWORKS, bundledNetworkPath } from '../models/bundled-networks';
import { packHints } from '../models/pack-hints';
import { listModels } from '../models/store';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { convertEncoding } from '@photocrafter/shared/pixels/convert-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** The installed networks of one compute process, opened when first needed and kept. */
export interface Networks {
  /** the subject as the `subject` network sees it; undefined when the pack is not installed */
  findSubject(proxy: FloatImage, signal: AbortSignal): Promise<MeasureOptions['subject'] | undefined>;
  /** the critic network that comes with the product */
  critic(signal: AbortSignal): LearnedCritic;
  /** the artist network that comes with the product: draws the takes beside the default one */
  learned(signal: AbortSignal): LearnedArtist;
  /** the best artist that the installed packs allow */
  artist(signal: AbortSignal): Artist;
  /** whether a network is there: bundled, or installed */
  has(name: string): boolean;
  /** opens a restoration network. MODEL_NOT_INSTALLED when it is not there */
  open(name: string, signal: AbortSignal): Promise<Session>;
  /** what missing packs would add */
  readonly hints: readonly string[];
}

const opened = new Map<string, Promise<Session>>();

/** Looks at what is installed in `modelFolder`. Networks run on `threads` CPU threads where there is no GPU. */
export async function openNetworks(modelFolder: string, threads: number): Promise<Networks> {
  const installed = (await listModels(modelFolder)).flatMap(({ entry, path }) => (path === undefined ? [] : [[entry.name, path] as const]));
  const paths = new Map<string, string>([...BUNDLED_NETWORKS.map((name) => [name, bundledNetworkPath(name)] as const), ...installed]);
  const engine = createOnnxEngine({ threads, probeFile: join(modelFolder, 'providers.json') });
  const opener = (name: string, signal: AbortSignal): (() => Promise<Session>) | undefined => {
    const path = paths.get(name);
    return path === undefined ? undefined : () => openOnce(engine, name, path, signal);
  };
  const learned = (signal: AbortSignal): LearnedArtist => learnedArtist(opener('artist', signal)!);
  return {
    has: (name) => paths.has(name),
    open(name, signal) {
      const path = paths.get(name);
      return path === undefined ? Promise.reject(new AppError('MODEL_NOT_INSTALLED', name)) : openOnce(engine, name, path, signal);
    },
    hints: packHints([...paths.keys()]),
    async findSubject(proxy, signal) {
      const open = opener('subject', signal);
      return open && segmentSubject(await open(), convertEncoding(proxy, SRGB));
    },
    critic(signal) {
      return learnedCritic(async () => ({ context: await opener('critic-context', signal)!(), decoder: await opener('critic-decoder', signal)!() }));
    },
    learned,
    artist(signal) {
      const open = opener('retouch', signal);
      return open ? networkArtist(open) : measuredArtist;
    },
  };
}

function openOnce(engine: Engine, name: string, path: string, signal: AbortSignal): Promise<Session> {
  const known = opened.get(path);
  if (known) return known;
  const session = engine.open({ path, name }, signal);
  opened.set(path, session);
  session.catch(() => opened.delete(path));
  return session;
}
