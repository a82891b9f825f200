import { join } from 'node:path';
import type { PlanStep } from '@photocrafter/shared/plan/edit-plan';
import type { DecodedImage } from '../pixels/decoded-image';
import { makeProxy } from '../pixels/proxy';
import { ScratchStore } from '../pixels/scratch-store';
import { restorePicture } from '../restore/restore-picture';
import type { ComputeJob } from './messages';
import { markSpent } from './process-health';
import type { Networks } from './networks';

/** A picture with its pixel lane carried out: another scratch file, everything else as decoded. The caller closes its store. */
export interface RestoredImage { readonly image: DecodedImage & { readonly store: ScratchStore }; readonly notes: readonly string[] }

/** The part of a job that restoration needs. */
export interface RestoreWork { readonly image: DecodedImage; readonly scratchFolder: string; readonly job: Pick<ComputeJob, 'region'> }

/** Long side of the picture that whole-picture networks see, before they squeeze it to their own size. */
const PROXY_SIDE = 512;

/** Carries out pixel steps at full resolution into a scratch file of its own; undefined when none of them is enabled. Errors as `restorePicture`. */
export async function restoreImage({ image, scratchFolder, job }: RestoreWork, steps: readonly PlanStep[], networks: Networks, onProgress: (fraction: number, secondsLeft: number) => void, signal: AbortSignal): Promise<RestoredImage | undefined> {
  const { store } = image, { region } = job;
  const like = store instanceof ScratchStore ? store : undefined;
  const restored = await restorePicture(store, image.encoding, steps, {
    open: (name, abort) => networks.open(name, abort),
    createStore: (name) => ScratchStore.create(join(scratchFolder, name), store, like),
    makeProxy: (current) => makeProxy({ ...image, store: current }, PROXY_SIDE),
    ...(region && { region: { x: region.x * store.width, y: region.y * store.height, width: region.width * store.width, height: region.height * store.height } }),
    onOutOfMemory: markSpent,
    onProgress: (fraction, secondsLeft) => { onProgress(fraction, Math.ceil(secondsLeft)); },
  }, signal);
  return restored.store instanceof ScratchStore && restored.store !== store ? { image: { ...image, store: restored.store }, notes: restored.notes } : undefined;
}
