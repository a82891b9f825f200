/** Width and height that a PNG, JPEG or GIF says it has; undefined for other bytes. */
export function imageHeader(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const at = (i: number): number => bytes[i] ?? 0;
  const two = (i: number): number => at(i) * 256 + at(i + 1);
  if (two(0) === 0x8950 && two(2) === 0x4e47) return { width: two(16) * 65536 + two(18), height: two(20) * 65536 + two(22) };
  if (two(0) === 0x4749 && two(2) === 0x4638) return { width: at(6) + at(7) * 256, height: at(8) + at(9) * 256 };
  if (two(0) !== 0xffd8) return undefined;
  for (let i = 2; i < bytes.length; i += 2 + two(i + 2)) {
    const marker = two(i);
    if (marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc) return { width: two(i + 7), height: two(i + 5) };
  }
  return undefined;
}
