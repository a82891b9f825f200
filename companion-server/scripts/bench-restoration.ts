import { join } from 'node:path';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { createOnnxEngine } from '../src/engines/onnx/onnx-engine';
import { printTable } from '../src/evaluate/print-table';
import { seededRandom } from '@photocrafter/shared/random/seeded-random';
import { bundledNetworkPath, RESTORATION_NETWORKS } from '../src/models/bundled-networks';
import { ScratchStore } from '../src/pixels/scratch-store';
import { evenBlend } from '../src/restore/blend-change';
import { evenLevel, levelNetwork } from '../src/restore/level-network';
import { runTiles } from '../src/restore/run-tiles';
import type { TileNetwork } from '../src/restore/tile-network';

const SHAPE = { side: 512, overlap: 64, multiple: 8, step: 8, fixed: false };

/** What tiling costs beside the network itself: the time inside `session.run` against all of it, on the same tiles; and peak memory. */
export async function benchRestoration(folder: string, megapixels: number): Promise<void> {
  const height = Math.round(Math.sqrt((megapixels * 1e6) / 1.5)), width = Math.round(height * 1.5);
  const description = { width, height, channels: 3, depth: 8 } as const;
  const source = await ScratchStore.create(join(folder, 'noisy.v'), description), target = await ScratchStore.create(join(folder, 'restored.v'), description);
  const random = seededRandom(1), rows = new Uint8Array(width * 64 * 3);
  for (let y = 0; y < height; y += 64) {
    const count = Math.min(64, height - y);
    for (let i = 0; i < rows.length; i++) rows[i] = (i / 7 + 40 * random() + y / 16) & 255;
    await source.writeRows(y, rows.subarray(0, width * count * 3));
  }
  const table = [];
  for (const name of RESTORATION_NETWORKS) {
    const session = await createOnnxEngine({ threads: 1, probeFile: join(folder, 'providers.json') }).open({ path: bundledNetworkPath(name), name });
    let inside = 0, tiles = 0;
    const timed: TileNetwork = levelNetwork({ ...session, provider: session.provider, close: () => session.close(), run: async (inputs, options) => {
      const before = process.cpuUsage();
      const answer = await session.run(inputs, options);
      const used = process.cpuUsage(before);
      inside += used.user + used.system;
      tiles++;
      return answer;
    } }, evenLevel(0.05), SHAPE);
    const before = process.cpuUsage(), started = performance.now();
    await runTiles(source, target, SRGB, timed, { blend: evenBlend(1) });
    const used = process.cpuUsage(before), all = used.user + used.system;
    table.push({ network: name, provider: session.provider, tiles, 'wall s': (performance.now() - started) / 1000, 'CPU s': all / 1e6, 'of it network': inside / 1e6, 'tiling overhead %': 100 * (all / inside - 1), 'peak MB': Math.round(process.resourceUsage().maxRSS / 1000) });
    await session.close();
  }
  process.stdout.write(`## Restoration, ${megapixels} MP, 8-bit RGB, 1 thread, scratch file to scratch file\n\n${printTable(table)}\n\n`);
  await source.discard();
  await target.discard();
}
