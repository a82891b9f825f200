/** Weight of the shadows at an encoded value 0..1: x(1-x)^3, scaled to 1 at its peak x = 1/4; 0 at black and white. Highlights mirror it. */
export function shadowBump(value: number): number {
  return (256 / 27) * value * (1 - value) ** 3;
}

/** Weight of the midtones: (4x(1-x))^2, 1 at x = 1/2, 0 with slope 0 at black and white. */
export function midtoneBump(value: number): number {
  return (4 * value * (1 - value)) ** 2;
}
