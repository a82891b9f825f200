import { open } from 'node:fs/promises';

/** Makes renames and new names in a folder durable. Windows cannot open folders: there the row that is written last has to do. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try { await handle.sync(); } finally { await handle.close(); }
}
