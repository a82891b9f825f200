import { seededRandom } from '@photocrafter/shared/random/seeded-random';

/**
 * Standard normal noise for one take, the same on every machine: seeded uniform numbers through the Box-Muller transform.
 * @param seed any whole number from 0
 */
export function takeNoise(seed: number, count: number): Float32Array {
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1));
  return Float32Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}
