import type { Lut3dAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { decodeLutTable } from '@photocrafter/shared/adjustments/lut-table';
import { buildIccProfile, putText } from '../pixels/build-icc-profile';

/**
 * A 3D lookup table as an ICC DeviceLink (RGB to RGB): what Photoshop's Color Lookup layer really renders with (hosts.md 3.5).
 * Tag A2B0 of type lut16 (ICC.1:2001, 6.5.8): identity curves around the cube, whose last channel runs fastest.
 */
export function deviceLinkOf(lut: Lut3dAdjustment, description: string): Uint8Array {
  return buildIccProfile({
    deviceClass: 'link', colourSpace: 'RGB ', connectionSpace: 'RGB ', description,
    tags: [{ signature: 'A2B0', element: lut16(lut) }, { signature: 'pseq', element: emptySequence() }],
  });
}

const CURVE_ENTRIES = 2;

function lut16({ size, table }: Lut3dAdjustment): Uint8Array {
  const values = decodeLutTable(table);
  const head = 52, curves = 3 * CURVE_ENTRIES * 2;
  const bytes = new Uint8Array(head + curves + size ** 3 * 3 * 2 + curves);
  const view = new DataView(bytes.buffer);
  putText(bytes, 0, 'mft2');
  bytes.set([3, 3, size], 8);
  // the matrix is the identity; it applies to XYZ only
  [0, 4, 8].forEach((diagonal) => { view.setInt32(12 + 4 * diagonal, 0x10000); });
  view.setUint16(48, CURVE_ENTRIES);
  view.setUint16(50, CURVE_ENTRIES);
  const putCurves = (at: number): void => { for (let i = 0; i < 3; i++) view.setUint16(at + 4 * i + 2, 0xffff); };
  putCurves(head);
  let at = head + curves;
  for (let red = 0; red < size; red++) {
    for (let green = 0; green < size; green++) {
      for (let blue = 0; blue < size; blue++) {
        const from = 3 * ((blue * size + green) * size + red);
        for (let c = 0; c < 3; c++, at += 2) view.setUint16(at, Math.round(65535 * Math.min(1, Math.max(0, values[from + c]!))));
      }
    }
  }
  putCurves(at);
  return bytes;
}

/** profileSequenceDescType without profiles: a link that was made, not joined. */
function emptySequence(): Uint8Array {
  const bytes = new Uint8Array(12);
  putText(bytes, 0, 'pseq');
  return bytes;
}
