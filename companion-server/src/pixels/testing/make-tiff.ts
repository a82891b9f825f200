/** A little-endian baseline TIFF in one uncompressed strip, made without any image library: the truth that tests compare with. */
export function makeTiff({ width, height, channels, samples, photometric, icc }: {
  readonly width: number; readonly height: number; readonly channels: number;
  readonly samples: Uint8Array | Uint16Array;
  /** 1 grey, 2 RGB, 5 CMYK */
  readonly photometric: number;
  readonly icc?: Uint8Array;
}): Buffer {
  const bits = samples.BYTES_PER_ELEMENT * 8;
  const pixels = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const bitsAt = 8 + pixels.length + (pixels.length % 2);
  const iccAt = bitsAt + 2 * channels;
  const ifdAt = iccAt + (icc?.length ?? 0) + ((icc?.length ?? 0) % 2);
  const extra = channels - (photometric === 2 ? 3 : photometric === 5 ? 4 : 1);
  const [SHORT, LONG, UNDEFINED] = [3, 4, 7];
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width], [257, LONG, 1, height],
    [258, SHORT, channels, channels <= 2 ? (channels === 2 ? bits | (bits << 16) : bits) : bitsAt],
    [259, SHORT, 1, 1], [262, SHORT, 1, photometric], [273, LONG, 1, 8], [277, SHORT, 1, channels],
    [278, LONG, 1, height], [279, LONG, 1, pixels.length], [284, SHORT, 1, 1],
  ];
  if (photometric === 5) entries.push([332, SHORT, 1, 1]);
  if (extra > 0) entries.push([338, SHORT, 1, 2]);
  if (icc !== undefined) entries.push([34675, UNDEFINED, icc.length, iccAt]);
  const file = Buffer.alloc(ifdAt + 2 + 12 * entries.length + 4);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(ifdAt, 4);
  pixels.copy(file, 8);
  for (let i = 0; i < channels; i++) file.writeUInt16LE(bits, bitsAt + 2 * i);
  if (icc !== undefined) file.set(icc, iccAt);
  file.writeUInt16LE(entries.length, ifdAt);
  entries.forEach(([tag, type, count, value], i) => {
    const at = ifdAt + 2 + 12 * i;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(count, at + 4);
    file.writeUInt32LE(value >>> 0, at + 8);
  });
  return file;
}
