import sharp from 'sharp';

/**
 * The one configured copy of sharp. libvips opens nothing but the formats that the product reads, and its own
 * uncompressed `.v` files, which only we write: the type of a user's file is decided by `sniffFormat` before.
 */
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadTiff', 'VipsForeignLoadHeif',
    'VipsForeignLoadVips',
  ],
});

/** Threads that libvips may use in this process. */
export function setImageThreads(count: number): void {
  sharp.concurrency(count);
}

export { sharp };
