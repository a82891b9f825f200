import { join } from 'node:path';
import sharp from 'sharp';

const SAMPLES = join(__dirname, '../../samples');
/** Small enough that a job takes little more than a second. */
const SIDE = 384;

/** A bundled sample as a small JPEG, for tests that care about the panel and not about waiting. */
export async function smallPhoto(name: string): Promise<{ readonly name: string; readonly mimeType: string; readonly buffer: Buffer }> {
  return { name, mimeType: 'image/jpeg', buffer: await sharp(join(SAMPLES, name)).resize(SIDE).jpeg({ quality: 90 }).toBuffer() };
}
