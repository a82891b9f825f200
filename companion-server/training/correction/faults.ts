import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { Random } from '@photocrafter/shared/random/seeded-random';

/**
 * Draws a finish that a photographer might have chosen: mild contrast, midtones, colour, white balance, a matte fade. It is put on
 * the clean reference BEFORE the fault, so that no trace of processing (comb histograms, white below 1) tells clean from faulty.
 */
export function drawFinish(random: Random): (image: FloatImage) => FloatImage {
  if (random() < 0.35) return (image) => image;
  const finish: Fault[] = [];
  if (random() < 0.5) finish.push(midtoneFault(random, 0.2));
  if (random() < 0.5) finish.push(contrastFault(random, 0.3));
  if (random() < 0.5) finish.push(saturationFault(random, 0.4));
  if (random() < 0.4) finish.push(castFault(random, 0.12));
  if (random() < 0.2) finish.push(matteFade(random));
  return chain(finish);
}

/**
 * Draws a photographic fault: a function that damages a picture as cameras, hurried edits and flat profiles do.
 * Formulas vary from draw to draw (domain randomisation), so that a network learns the look of a fault and not the
 * signature of one formula (training.md, section 3). About a quarter of the draws is "none": restraint must be learned.
 */
export function drawFault(random: Random): (image: FloatImage) => FloatImage {
  const kind = random();
  if (kind < 0.22) return (image) => image;
  if (kind < 0.31) return chain([exposureFault(random, 2)]);
  if (kind < 0.34) return chain([midtoneFault(random, 0.7)]);
  if (kind < 0.46) return chain([castFault(random, 1)]);
  if (kind < 0.6) return flatProfile(random);
  const scale = kind < 0.85 ? 1 : 0.5;
  const share = 0.5;
  const faults: Fault[] = [];
  if (random() < share) faults.push(random() < 0.6 ? exposureFault(random, 2 * scale) : midtoneFault(random, 0.6 * scale));
  if (random() < share) faults.push(castFault(random, scale));
  if (random() < share) faults.push(contrastFault(random, scale));
  if (random() < share) faults.push(bumpFault(random, scale, 'shadows'));
  if (random() < share) faults.push(bumpFault(random, scale, 'highlights'));
  if (random() < share) faults.push(saturationFault(random, scale));
  if (random() < 0.25) shuffle(faults, random);
  return chain(faults);
}

/** Works on one linear or encoded RGB triple in place; `encoded` says which. */
interface Fault { readonly space: 'linear' | 'encoded'; apply(rgb: Float64Array): void }

function chain(faults: readonly Fault[]): (image: FloatImage) => FloatImage {
  return (image) => {
    const { toLinear, toEncoded } = compileTransfer(image.encoding);
    const data = new Float32Array(image.data.length);
    const rgb = new Float64Array(3);
    for (let p = 0; p < data.length; p += 3) {
      for (let c = 0; c < 3; c++) rgb[c] = image.data[p + c]!;
      for (const fault of faults) {
        if (fault.space === 'linear') for (let c = 0; c < 3; c++) rgb[c] = toLinear(rgb[c]!);
        fault.apply(rgb);
        if (fault.space === 'linear') for (let c = 0; c < 3; c++) rgb[c] = toEncoded(Math.max(0, rgb[c]!));
        for (let c = 0; c < 3; c++) rgb[c] = Math.min(1, Math.max(0, rgb[c]!));
      }
      for (let c = 0; c < 3; c++) data[p + c] = Math.round(rgb[c]! * 255) / 255;
    }
    return { ...image, data };
  };
}

const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
const either = (random: Random, size: number): number => between(random, -size, size);

/** Over-exposure clips; half of the under-exposures lose the highlights first, as a sensor does. */
function exposureFault(random: Random, largestEv: number): Fault {
  const gain = 2 ** either(random, largestEv);
  const sensorWhite = gain < 1 && random() < 0.5 ? between(random, 0.8, 1) : 1;
  return { space: 'linear', apply: (rgb) => { for (let c = 0; c < 3; c++) rgb[c] = Math.min(rgb[c]!, sensorWhite) * gain; } };
}

/** Too dark or too bright between ends that stay: a camera that protected its highlights, or a sky that fooled it. */
function midtoneFault(random: Random, size: number): Fault {
  const exponent = Math.exp(either(random, size));
  return { space: 'encoded', apply: (rgb) => { for (let c = 0; c < 3; c++) rgb[c] = rgb[c]! ** exponent; } };
}

function matteFade(random: Random): Fault {
  const black = between(random, 0, 0.08), white = between(random, 0.92, 1);
  return { space: 'encoded', apply: (rgb) => { for (let c = 0; c < 3; c++) rgb[c] = black + (white - black) * rgb[c]!; } };
}

function castFault(random: Random, scale: number): Fault {
  const warm = either(random, 0.45 * scale), green = either(random, 0.16 * scale);
  const gains = [Math.exp(warm), Math.exp(green * 0.7), Math.exp(-warm)];
  const luminance = 0.2126 * gains[0]! + 0.7152 * gains[1]! + 0.0722 * gains[2]!;
  return { space: 'linear', apply: (rgb) => { for (let c = 0; c < 3; c++) rgb[c] = (rgb[c]! * gains[c]!) / luminance; } };
}

function contrastFault(random: Random, scale: number): Fault {
  const amount = either(random, 0.7 * scale) * 0.6;
  const pivot = between(random, 0.38, 0.54);
  if (random() < 0.5) {
    return { space: 'encoded', apply: (rgb) => { for (let c = 0; c < 3; c++) rgb[c] = pivot + (rgb[c]! - pivot) * (1 + amount); } };
  }
  const logit = (v: number): number => Math.log(v / (1 - v));
  return {
    space: 'encoded',
    apply: (rgb) => {
      for (let c = 0; c < 3; c++) {
        const value = Math.min(0.9999, Math.max(0.0001, rgb[c]!));
        rgb[c] = 1 / (1 + Math.exp(-(logit(pivot) + (logit(value) - logit(pivot)) * (1 + amount))));
      }
    },
  };
}

function bumpFault(random: Random, scale: number, zone: 'shadows' | 'highlights'): Fault {
  const size = either(random, 0.2 * scale), power = between(random, 2, 3);
  const peak = (1 / (1 + power)) * (power / (1 + power)) ** power;
  return {
    space: 'encoded',
    apply: (rgb) => {
      for (let c = 0; c < 3; c++) {
        const t = zone === 'shadows' ? rgb[c]! : 1 - rgb[c]!;
        rgb[c]! += (size * t * (1 - t) ** power) / peak * 0.7;
      }
    },
  };
}

function saturationFault(random: Random, scale: number): Fault {
  const factor = 1 + either(random, 0.6 * scale);
  return {
    space: 'encoded',
    apply: (rgb) => {
      const luma = 0.2126 * rgb[0]! + 0.7152 * rgb[1]! + 0.0722 * rgb[2]!;
      for (let c = 0; c < 3; c++) rgb[c] = luma + (rgb[c]! - luma) * factor;
    },
  };
}

/** An unfinished file: a bit dark, flat, dull, sometimes veiled by flare, with a slight cast: what a camera's neutral profile gives. */
function flatProfile(random: Random): (image: FloatImage) => FloatImage {
  const gain = 2 ** between(random, -1.3, 0.1);
  const slope = between(random, 0.6, 0.95), colour = between(random, 0.6, 1), veil = random() < 0.4 ? between(random, 0, 0.08) : 0;
  const pivot = between(random, 0.4, 0.5);
  const tone: Fault = {
    space: 'encoded',
    apply: (rgb) => {
      const luma = 0.2126 * rgb[0]! + 0.7152 * rgb[1]! + 0.0722 * rgb[2]!;
      for (let c = 0; c < 3; c++) rgb[c] = pivot + (luma + (rgb[c]! - luma) * colour - pivot) * slope;
    },
  };
  const light: Fault = { space: 'linear', apply: (rgb) => { for (let c = 0; c < 3; c++) rgb[c] = (rgb[c]! + veil * 0.3) * gain; } };
  const damaged = chain([tone, light, ...(random() < 0.5 ? [castFault(random, 0.4)] : [])]);
  return random() < 0.5 ? damaged : (image) => restretch(damaged(image), random);
}

/** What a camera does to a dull scene: scales until something is nearly white, so that the range says nothing about the fault. */
function restretch(image: FloatImage, random: Random): FloatImage {
  const sorted = Float32Array.from(image.data).sort();
  const white = sorted[Math.floor(0.995 * (sorted.length - 1))]!;
  const gain = Math.max(1, between(random, 0.85, 1) / Math.max(0.2, white));
  return { ...image, data: image.data.map((value) => Math.round(Math.min(1, value * gain) * 255) / 255) };
}

function shuffle<T>(items: T[], random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
