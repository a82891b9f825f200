/** Sum of the luminance table of ITU-T T.81 annex K.1, what libjpeg scales by its quality setting. */
const ANNEX_K_LUMINANCE_SUM = 3688;
const START_OF_SCAN = 0xda;
const QUANTISATION_TABLES = 0xdb;

/**
 * Estimates the libjpeg quality (1..100) that a JPEG was written with, from the sum of its first quantisation table.
 * @param bytes the start of the file, up to the scan
 * @returns undefined when no table was found
 */
export function estimateJpegQuality(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= bytes.length && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (marker === START_OF_SCAN) return undefined;
    if (marker === QUANTISATION_TABLES) return qualityOfTable(view, at + 4);
    at += 2 + length;
  }
  return undefined;
}

function qualityOfTable(view: DataView, at: number): number | undefined {
  const wide = view.getUint8(at) >> 4 === 1;
  const entryBytes = wide ? 2 : 1;
  if (at + 1 + 64 * entryBytes > view.byteLength) return undefined;
  let sum = 0;
  for (let i = 0; i < 64; i++) sum += wide ? view.getUint16(at + 1 + 2 * i) : view.getUint8(at + 1 + i);
  // jpeg_quality_scaling of libjpeg, inverted
  const scale = (100 * sum) / ANNEX_K_LUMINANCE_SUM;
  const quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
  return Math.max(1, Math.min(100, Math.round(quality)));
}
