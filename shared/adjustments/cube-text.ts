import type { Lut3dAdjustment } from './adjustment';
import { decodeLutTable } from './lut-table';

/** A table as text after the Adobe Cube LUT Specification 1.0, red fastest, below the given head lines. */
export function cubeText({ size, table }: Lut3dAdjustment, head: readonly string[]): string {
  const values = decodeLutTable(table);
  const lines = [...head, `LUT_3D_SIZE ${size}`, 'DOMAIN_MIN 0 0 0', 'DOMAIN_MAX 1 1 1'];
  for (let i = 0; i < values.length; i += 3) lines.push(`${values[i]!.toFixed(6)} ${values[i + 1]!.toFixed(6)} ${values[i + 2]!.toFixed(6)}`);
  return `${lines.join('\n')}\n`;
}
