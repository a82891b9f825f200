import type { Raster, SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import type { RowStore } from '../pixels/decoded-image';

/** A picture in memory behind the interface of one on disk. */
export function memoryRowStore({ width, height, channels, depth, data }: Raster): RowStore & { readonly data: SampleArray } {
  const stride = width * channels;
  return {
    width, height, channels, depth, data,
    readRows(y, count, target = data.slice(0, count * stride)) {
      target.set(data.subarray(y * stride, (y + count) * stride));
      return Promise.resolve(target);
    },
    writeRows(y, rows) {
      data.set(rows, y * stride);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
