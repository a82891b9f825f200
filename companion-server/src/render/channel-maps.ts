import { clampUnit, type ChannelMaps, type ScalarMap } from '@photocrafter/shared/adjustments/pixel-map';

/**
 * Builds three channel functions, making one function only where two channels would get equal ones: tables are built once
 * for each distinct function.
 */
function shareEqual(isSame: (i: number, j: number) => boolean, build: (channel: number) => ScalarMap): ChannelMaps {
  const red = build(0);
  const green = isSame(0, 1) ? red : build(1);
  const blue = isSame(0, 2) ? red : isSame(1, 2) ? green : build(2);
  return [red, green, blue];
}

/** `second` after `first`, clamped to 0..1 in between and after. */
export function composeMaps(first: ChannelMaps, second: ChannelMaps): ChannelMaps {
  return shareEqual(
    (i, j) => first[i] === first[j] && second[i] === second[j],
    (channel) => {
      const [inner, outer] = [first[channel]!, second[channel]!];
      return (value) => clampUnit(outer(clampUnit(inner(value))));
    },
  );
}

/** The functions blended over their input with `opacity` 0..1. */
export function applyPartly(maps: ChannelMaps, opacity: number): ChannelMaps {
  return shareEqual(
    (i, j) => maps[i] === maps[j],
    (channel) => (value) => value + (clampUnit(maps[channel]!(value)) - value) * opacity,
  );
}

/** value x factor + offset, a channel each. */
export function scaleMaps(factors: readonly number[], offsets: readonly number[]): ChannelMaps {
  return shareEqual(
    (i, j) => factors[i] === factors[j] && offsets[i] === offsets[j],
    (channel) => (value) => clampUnit(value * factors[channel]! + offsets[channel]!),
  );
}
