import { freemem } from 'node:os';

/** Sides that the small networks' tiles may have, largest first. Above 512 nothing is gained on a CPU: its cache holds no more. */
const SIDES = [512, 256, 128] as const;
/** Peak working memory of a small network, measured: 100 MB at 512 x 512 and 350 MB at 1024 x 1024 (docs/performance.md). */
const BYTES_PER_PIXEL = 420;
/** Share of what is free that one tile may take. */
const SHARE = 0.25;

/** The largest tile that fits into memory, from a probe of what is free now. */
export function fittingSide(freeBytes: number = freemem()): number {
  return SIDES.find((side) => side * side * BYTES_PER_PIXEL <= SHARE * freeBytes) ?? SIDES.at(-1)!;
}

/** The next smaller side; undefined when there is none. */
export function smallerSide(side: number): number | undefined {
  return SIDES.find((smaller) => smaller < side);
}
