import type { ProxyImage } from '@photocrafter/shared/host/host-adapter';

/** Shows samples in an `<img>`: UXP's canvas draws shapes but no pixels. The address before is given back. */
export function showSamples(image: HTMLImageElement, { width, height, data }: ProxyImage): void {
  const before = image.src;
  const samples = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const blob = new ImageBlob(samples, { type: 'image/uncompressed', width, height, colorSpace: 'RGB', colorProfile: 'sRGB IEC61966-2.1', components: 4, componentSize: 8, pixelFormat: 'RGBA', hasAlpha: true });
  image.src = URL.createObjectURL(blob as unknown as Blob);
  forget(before);
}

export function forget(address: string): void {
  if (address.startsWith('blob:')) URL.revokeObjectURL(address);
}
