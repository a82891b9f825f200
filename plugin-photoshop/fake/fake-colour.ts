import { SRGB, type ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import { convertEncoding } from '@photocrafter/shared/pixels/convert-encoding';
import { labToLinear, linearToLab } from '@photocrafter/shared/pixels/lab';
import { encodingNamed } from '@photocrafter/shared/pixels/named-encoding';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { FakeDocumentState, Samples } from './fake-state';

/** A form of samples: mode, profile, depth. */
export interface SampleForm { readonly mode: FakeDocumentState['mode']; readonly profile: string; readonly bits: 8 | 16 | 32 }

const MAX: Readonly<Record<SampleForm['bits'], number>> = { 8: 255, 16: 32768, 32: 1 };
export const COLOURS: Readonly<Record<SampleForm['mode'], number>> = { RGBColorMode: 3, grayscaleMode: 1, labColorMode: 3, CMYKColorMode: 4 };

export function makeSamples(bits: SampleForm['bits'], length: number): Samples {
  return bits === 8 ? new Uint8Array(length) : bits === 16 ? new Uint16Array(length) : new Float32Array(length);
}

/** Stored samples as 0..1; 32 bit stays as it is. */
export function toUnit(samples: Samples, bits: SampleForm['bits']): Float32Array {
  return Float32Array.from(samples, (value) => value / MAX[bits]);
}
export function fromUnit(values: Float32Array, bits: SampleForm['bits']): Samples {
  const samples = makeSamples(bits, values.length);
  for (let i = 0; i < values.length; i++) samples[i] = bits === 32 ? values[i]! : Math.round(Math.min(Math.max(values[i]!, 0), 1) * MAX[bits]);
  return samples;
}

/**
 * Converts samples between modes, profiles and depths as Photoshop does on the way in and out of its imaging API. RGB by real profiles; grey
 * takes the luma; Lab and CMYK by the simplest formulas that go both ways: not Photoshop's colours, but no identity either.
 */
export function convertSamples(samples: Samples, components: number, from: SampleForm, to: SampleForm): { readonly samples: Samples; readonly components: number } {
  const hasAlpha = components > COLOURS[from.mode];
  const target = COLOURS[to.mode] + (hasAlpha ? 1 : 0);
  if (from.mode === to.mode && from.profile === to.profile && from.bits === to.bits) return { samples, components };
  const unit = toUnit(samples, from.bits);
  const pixels = samples.length / components;
  const rgb = new Float32Array(3 * pixels);
  for (let i = 0; i < pixels; i++) rgb.set(toRgb(unit.subarray(i * components, i * components + COLOURS[from.mode]), from), 3 * i);
  const converted = from.mode === to.mode && from.profile === to.profile ? rgb
    : convertEncoding({ width: pixels, height: 1, data: rgb, encoding: encodingOf(from) }, encodingOf(to)).data;
  const result = new Float32Array(target * pixels);
  for (let i = 0; i < pixels; i++) {
    result.set(fromRgb(converted.subarray(3 * i, 3 * i + 3), to), target * i);
    if (hasAlpha) result[target * i + target - 1] = unit[components * i + components - 1]!;
  }
  return { samples: fromUnit(result, to.bits), components: target };
}

/** Lab and CMYK stand in sRGB here; unknown profiles too. */
function encodingOf({ mode, profile }: SampleForm): ColourEncoding {
  return mode === 'RGBColorMode' ? encodingNamed(profile) ?? SRGB : SRGB;
}

/** One pixel's colours as encoded RGB 0..1. */
export function toRgb(colours: Float32Array, form: SampleForm): readonly number[] {
  const { toEncoded } = compileTransfer(encodingOf(form));
  const encode = (value: number): number => (form.bits === 32 ? toEncoded(Math.max(value, 0)) : value);
  switch (form.mode) {
    case 'RGBColorMode': return [encode(colours[0]!), encode(colours[1]!), encode(colours[2]!)];
    case 'grayscaleMode': return Array<number>(3).fill(encode(colours[0]!));
    case 'labColorMode': return labToLinear(SRGB, 100 * colours[0]!, 256 * colours[1]! - 128, 256 * colours[2]! - 128).map((value) => toEncoded(Math.max(value, 0)));
    case 'CMYKColorMode': return [0, 1, 2].map((ink) => (1 - colours[ink]!) * (1 - colours[3]!));
  }
}

export function fromRgb([red, green, blue]: ArrayLike<number> & Iterable<number>, form: SampleForm): readonly number[] {
  const { toLinear } = compileTransfer(encodingOf(form));
  const decode = (value: number): number => (form.bits === 32 ? toLinear(value) : value);
  switch (form.mode) {
    case 'RGBColorMode': return [decode(red!), decode(green!), decode(blue!)];
    case 'grayscaleMode': return [decode(0.3 * red! + 0.59 * green! + 0.11 * blue!)];
    case 'labColorMode': {
      const [lightness, a, b] = linearToLab(SRGB, toLinear(red!), toLinear(green!), toLinear(blue!));
      return [lightness / 100, (a + 128) / 256, (b + 128) / 256];
    }
    case 'CMYKColorMode': {
      const key = 1 - Math.max(red!, green!, blue!);
      return [...[red!, green!, blue!].map((value) => (key === 1 ? 0 : (1 - value - key) / (1 - key))), key];
    }
  }
}
