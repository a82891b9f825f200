import type { BlobStore } from './blob-store';
import type { SqlDatabase } from './database';
import type { ResultsStore } from './results-store';

/**
 * Forgets jobs that ended before `cutoff` (milliseconds since 1970) with their events and results, then uploads that no
 * remaining job names and nobody has used since.
 * A kill in between is harmless: results go before their row, and blob files without a row are swept at the next start.
 */
export async function removeExpired(database: SqlDatabase, blobs: BlobStore, results: ResultsStore, cutoff: number): Promise<void> {
  const jobs = database.all<{ id: string }>('SELECT id FROM jobs WHERE finished_at < ?', cutoff);
  for (const { id } of jobs) {
    await results.remove(id);
    database.run('DELETE FROM jobs WHERE id = ?', id);
  }
  const unused = database.all<{ sha256: string }>('SELECT sha256 FROM blobs WHERE used_at < ? AND sha256 NOT IN (SELECT asset FROM jobs UNION SELECT icc_asset FROM jobs WHERE icc_asset IS NOT NULL)', cutoff);
  for (const { sha256 } of unused) await blobs.remove(sha256);
}
