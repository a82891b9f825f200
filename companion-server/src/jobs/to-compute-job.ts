import type { Config } from '../config';
import type { ComputeJob } from '../compute/messages';
import type { ClaimedJob } from '../store/job-store';
import type { Store } from '../store/store';

export type JobSettings = Pick<Config, 'maxPixels' | 'threads' | 'modelFolder'>;

/** Resolves a stored request into the value that a compute process gets: handles become paths. NOT_FOUND when a blob is gone. */
export async function toComputeJob({ id, request }: ClaimedJob, outputFolder: string, store: Store, settings: JobSettings): Promise<ComputeJob> {
  const { kind, asset, name, instruction, strength, takes, formats, plan, critique, region, host } = request;
  const path = await store.blobs.locate(asset.sha256);
  return {
    id, kind, outputFolder, strength, formats,
    input: { path, name, ...(asset.raw === undefined ? {} : { raw: await toRaw(asset.raw, store) }) },
    ...(instruction === undefined ? {} : { instruction }),
    ...(takes === undefined ? {} : { takes }),
    ...(plan === undefined ? {} : { plan }),
    ...(critique === undefined ? {} : { critique }),
    ...(region === undefined ? {} : { region }),
    ...(host === undefined ? {} : { host }),
    limits: { maxPixels: settings.maxPixels },
    threads: settings.threads,
    modelFolder: settings.modelFolder,
  };
}

async function toRaw({ iccAsset, ...description }: NonNullable<ClaimedJob['request']['asset']['raw']>, store: Store): Promise<NonNullable<ComputeJob['input']['raw']>> {
  return iccAsset === undefined ? description : { ...description, iccPath: await store.blobs.locate(iccAsset) };
}
