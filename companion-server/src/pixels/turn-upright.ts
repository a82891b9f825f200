import { AppError } from '@photocrafter/shared/errors/app-error';
import type { SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import type { RowStore } from './decoded-image';
import { createSamples } from './scratch-store';

/** What is held of the upright picture at once; a picture that is turned by 90 degrees is read once for each such band. */
const BAND_BYTES = 64 << 20;
const STRIP_BYTES = 4 << 20;

/** True for the EXIF orientations (Exif 2.32, tag 0x0112) that swap width and height. */
export function swapsSides(orientation: number): boolean {
  return orientation >= 5;
}

/**
 * Writes `stored` the right way up into `upright`, which has its sides swapped where `swapsSides` says so. Memory stays bounded:
 * libvips would hold the whole picture. Throws CANCELLED.
 * @param orientation EXIF orientation 1..8
 */
export async function turnUpright(stored: RowStore, upright: RowStore, orientation: number, signal: AbortSignal, bandBytes = BAND_BYTES): Promise<void> {
  const { width, height, channels, depth } = stored;
  const swapped = swapsSides(orientation);
  // which stored pixel an upright one comes from: x (or y, when swapped) from the right, y (or x) from the bottom
  const fromRight = [2, 3, 7, 8].includes(orientation), fromBottom = [3, 4, 6, 7].includes(orientation);
  const rowSamples = upright.width * channels;
  const bandRows = Math.max(1, Math.min(upright.height, Math.floor(bandBytes / (rowSamples * (depth / 8)))));
  const stripRows = Math.max(1, Math.min(height, Math.floor(STRIP_BYTES / (width * channels * (depth / 8)))));
  const band = createSamples(depth, bandRows * rowSamples), strip = createSamples(depth, stripRows * width * channels);
  for (let top = 0; top < upright.height; top += bandRows) {
    const rows = Math.min(bandRows, upright.height - top);
    const [first, last] = swapped ? [0, height] : fromBottom ? [height - top - rows, height - top] : [top, top + rows];
    for (let y = first; y < last; y += stripRows) {
      if (signal.aborted) throw new AppError('CANCELLED');
      const count = Math.min(stripRows, last - y);
      await stored.readRows(y, count, strip);
      for (let row = 0; row < count; row++) {
        const across = fromBottom ? height - 1 - (y + row) : y + row;
        if (swapped) putColumn({ strip, from: row * width, width, fromRight }, { band, rows, top, x: across, rowSamples }, channels);
        else putRow(strip, row * width, width, fromRight, band, (across - top) * rowSamples, channels);
      }
    }
    await upright.writeRows(top, band.subarray(0, rows * rowSamples));
  }
}

function putRow(strip: SampleArray, from: number, width: number, fromRight: boolean, band: SampleArray, to: number, channels: number): void {
  for (let x = 0; x < width; x++) {
    const source = (from + (fromRight ? width - 1 - x : x)) * channels;
    for (let c = 0; c < channels; c++) band[to + x * channels + c] = strip[source + c]!;
  }
}

interface StoredRow { readonly strip: SampleArray; readonly from: number; readonly width: number; readonly fromRight: boolean }
interface UprightColumn { readonly band: SampleArray; readonly rows: number; readonly top: number; readonly x: number; readonly rowSamples: number }

/** One stored row becomes one column of the band. */
function putColumn({ strip, from, width, fromRight }: StoredRow, { band, rows, top, x, rowSamples }: UprightColumn, channels: number): void {
  let to = x * channels;
  for (let row = 0; row < rows; row++, to += rowSamples) {
    const source = (from + (fromRight ? width - 1 - (top + row) : top + row)) * channels;
    for (let c = 0; c < channels; c++) band[to + c] = strip[source + c]!;
  }
}
