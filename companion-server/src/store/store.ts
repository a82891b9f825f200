import { join } from 'node:path';
import type { Config } from '../config';
import { BlobStore } from './blob-store';
import { ClientStore } from './client-store';
import { openDatabase } from './database';
import { JobStore } from './job-store';
import { ResultsStore } from './results-store';
import { removeExpired } from './retention';

/** Everything that outlives the process. */
export interface Store {
  readonly blobs: BlobStore;
  readonly jobs: JobStore;
  readonly results: ResultsStore;
  readonly clients: ClientStore;
  /** removes what is older than the retention time */
  expire(): Promise<void>;
  close(): void;
}
export type StoreSettings = Pick<Config, 'dataFolder' | 'maxUploadBytes' | 'reserveBytes' | 'maxQueuedJobs' | 'retentionHours'>;

/** Opens the data folder for this process alone: sweeps what a kill left behind and puts interrupted jobs back. */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const database = openDatabase(join(settings.dataFolder, 'photocrafter.db'));
  const blobs = new BlobStore(database, join(settings.dataFolder, 'blobs'), { maxBytes: settings.maxUploadBytes, reserveBytes: settings.reserveBytes });
  const jobs = new JobStore(database, settings.maxQueuedJobs);
  const results = new ResultsStore(join(settings.dataFolder, 'results'));
  const clients = new ClientStore(database);
  const expire = async () => {
    clients.removeExpired();
    await removeExpired(database, blobs, results, Date.now() - settings.retentionHours * 3_600_000);
  };
  await blobs.sweep();
  await results.sweep();
  jobs.recover();
  await expire();
  return { blobs, jobs, results, clients, expire, close: () => { database.close(); } };
}
