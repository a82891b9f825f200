/** 0 at `from`, 1 at `to`, linear between, clamped; `from > to` makes a falling ramp. */
export function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
