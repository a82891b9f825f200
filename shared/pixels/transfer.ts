import type { ColourEncoding, TransferFunction } from './colour-encoding';

/**
 * A transfer function ready for use. The plain functions are exact over all numbers; the `Fast` ones interpolate tables inside
 * 0..1 (error below 1e-6 in linear light, 1e-4 encoded next to black and 1e-6 from 0.001 on) and are exact outside.
 */
export interface CompiledTransfer {
  /** encoded 0..1 to linear light 0..1 */
  toLinear(encoded: number): number;
  /** linear light 0..1 to encoded 0..1 */
  toEncoded(linear: number): number;
  toLinearFast(encoded: number): number;
  toEncodedFast(linear: number): number;
}

const TABLE_SIZE = 4096;
const compiled = new WeakMap<TransferFunction, CompiledTransfer>();

/** Prepares the transfer function of `encoding`; cheap to call again, the result is kept. */
export function compileTransfer(encoding: ColourEncoding): CompiledTransfer {
  const known = compiled.get(encoding.transfer);
  if (known) return known;
  const exact = exactTransfer(encoding.transfer);
  const result: CompiledTransfer = {
    ...exact,
    toLinearFast: tabulate(exact.toLinear),
    // spaced by square root, since encoding curves are steepest at black
    toEncodedFast: tabulateByRoot(exact.toEncoded),
  };
  compiled.set(encoding.transfer, result);
  return result;
}

type Curve = (value: number) => number;
type ExactTransfer = Pick<CompiledTransfer, 'toLinear' | 'toEncoded'>;

function exactTransfer(transfer: TransferFunction): ExactTransfer {
  switch (transfer.kind) {
    case 'gamma': {
      const { exponent } = transfer;
      if (exponent === 1) return { toLinear: (v) => v, toEncoded: (y) => y };
      return { toLinear: mirrored((v) => v ** exponent), toEncoded: mirrored((y) => y ** (1 / exponent)) };
    }
    case 'parametric': {
      const { g, a, b, c, d, e, f } = transfer;
      const knee = (a * d + b) ** g + e;
      return {
        toLinear: (v) => (v >= d ? (a * v + b) ** g + e : c * v + f),
        // a flat toe (c = 0) has no inverse: its right end stands for all of it
        toEncoded: (y) => (y >= knee ? ((y - e) ** (1 / g) - b) / a : c === 0 ? d : Math.min((y - f) / c, d)),
      };
    }
    case 'table': return tableTransfer(transfer.samples);
  }
}

/** Odd symmetry: colours outside the gamut have negative components that must survive a round trip. */
function mirrored(curve: Curve): Curve {
  return (value) => (value < 0 ? -curve(-value) : curve(value));
}

function tableTransfer(samples: readonly number[]): ExactTransfer {
  const last = samples.length - 1;
  return {
    toLinear: (v) => {
      const position = Math.min(Math.max(v, 0), 1) * last;
      const index = Math.min(Math.floor(position), last - 1);
      return samples[index]! + (samples[index + 1]! - samples[index]!) * (position - index);
    },
    toEncoded: (y) => {
      let low = 0, high = last;
      if (y <= samples[0]!) return 0;
      if (y >= samples[last]!) return 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (samples[middle]! < y) low = middle; else high = middle;
      }
      const rise = samples[high]! - samples[low]!;
      return (low + (rise > 0 ? (y - samples[low]!) / rise : 0)) / last;
    },
  };
}

// The two tables are two functions, since a shared one with the axis as a parameter is not inlined into pixel loops.

/** Interpolates `curve` between TABLE_SIZE equal steps of its argument. */
function tabulate(curve: Curve): Curve {
  const table = Float64Array.from({ length: TABLE_SIZE + 1 }, (_, i) => curve(i / TABLE_SIZE));
  return (value) => {
    if (!(value >= 0 && value < 1)) return curve(value);
    const position = value * TABLE_SIZE;
    const index = position | 0;
    const below = table[index]!;
    return below + (table[index + 1]! - below) * (position - index);
  };
}

/** Interpolates `curve` between TABLE_SIZE equal steps of its argument's square root. */
function tabulateByRoot(curve: Curve): Curve {
  const table = Float64Array.from({ length: TABLE_SIZE + 1 }, (_, i) => curve((i / TABLE_SIZE) ** 2));
  return (value) => {
    if (!(value >= 0 && value < 1)) return curve(value);
    const position = Math.sqrt(value) * TABLE_SIZE;
    const index = position | 0;
    const below = table[index]!;
    return below + (table[index + 1]! - below) * (position - index);
  };
}
