import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { RowStore } from './decoded-image';

/** A float picture in memory as a 32-bit RGB store; writing changes the picture. For evaluation and previews: files have `ScratchStore`. */
export function floatStore({ width, height, data }: FloatImage): RowStore {
  const stride = 3 * width;
  return {
    width, height, channels: 3, depth: 32,
    readRows(y, count, target) {
      const rows = data.subarray(y * stride, (y + count) * stride);
      if (target === undefined) return Promise.resolve(rows.slice());
      target.set(rows);
      return Promise.resolve(target);
    },
    writeRows(y, rows) {
      data.set(rows, y * stride);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
