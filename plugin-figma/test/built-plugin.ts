import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const DIST = join(__dirname, '../dist');

/** The plugin's two files as `npm run build` makes them; the test run has built them before its first test (test/build-once.mjs). */
export async function builtPlugin(): Promise<{ readonly document: string; readonly panel: string }> {
  const [document, panel] = await Promise.all(['document.js', 'panel.html'].map((name) => readFile(join(DIST, name), 'utf8')));
  return { document: document!, panel: panel! };
}
