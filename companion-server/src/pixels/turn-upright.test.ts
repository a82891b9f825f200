import { sharp } from './image-library';
import type { RowStore } from './decoded-image';
import { swapsSides, turnUpright } from './turn-upright';

/** A picture in memory with the interface of a scratch file. */
function memoryStore(width: number, height: number, data = new Uint8Array(width * height * 3)): RowStore & { readonly data: Uint8Array } {
  const row = width * 3;
  return {
    width, height, channels: 3, depth: 8, data,
    readRows: async (y, count, target = new Uint8Array(count * row)) => { target.set(data.subarray(y * row, (y + count) * row)); return target; },
    writeRows: async (y, rows) => { data.set(rows as Uint8Array, y * row); },
    close: async () => undefined,
  };
}

describe('turnUpright', () => {
  const width = 23, height = 17;
  const stored = memoryStore(width, height, Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37 + (i >> 3)) % 256));

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns orientation %d as libvips does, in bands of any height', async (orientation) => {
    const turned = await sharp(stored.data, { raw: { width, height, channels: 3 } }).withMetadata({ orientation }).tiff({ compression: 'none' }).toBuffer();
    const expected = await sharp(turned).autoOrient().raw().toBuffer();
    for (const bandBytes of [1, 200, 1 << 20]) {
      const upright = swapsSides(orientation) ? memoryStore(height, width) : memoryStore(width, height);
      await turnUpright(stored, upright, orientation, new AbortController().signal, bandBytes);
      expect(Buffer.from(upright.data).equals(expected)).toBe(true);
    }
  });
  it('stops when cancelled', async () => {
    await expect(turnUpright(stored, memoryStore(height, width), 6, AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
