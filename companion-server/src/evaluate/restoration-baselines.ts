import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { deviationAt } from '../restore/noise-curve';
import type { DegradationKind, Diagnosis } from '../critic/diagnosis/diagnosis';
import { convolve, gaussianKernel } from './blur-kernels';
import { clahe } from './clahe';
import { bilateral, nonLocalMeans } from './classical-denoise';
import { darkChannelDehaze } from './dark-channel-dehaze';

/** A classical method with the parameters that the same diagnosis gives it: nothing is known to it that the network does not know. */
export type ClassicalMethod = (image: FloatImage, diagnosis: Diagnosis) => FloatImage;

const sigmaOf = ({ noise }: Diagnosis): number => noise.reduce((sum, { input }) => sum + deviationAt(noise, input), 0) / noise.length / 255;

const denoisers: Readonly<Record<string, ClassicalMethod>> = {
  'non-local means': (image, diagnosis) => nonLocalMeans(image, sigmaOf(diagnosis)),
  bilateral: (image, diagnosis) => bilateral(image, 2.5 * sigmaOf(diagnosis)),
};
const sharpeners: Readonly<Record<string, ClassicalMethod>> = {
  unsharp: (image, { blurRadiusPx }) => unsharp(image, Math.max(0.5, blurRadiusPx)),
  'Richardson-Lucy': (image, { blurRadiusPx }) => richardsonLucy(image, Math.max(0.5, blurRadiusPx)),
};
const tonal: Readonly<Record<string, ClassicalMethod>> = { 'dark channel': darkChannelDehaze, CLAHE: clahe };

/** What a network is compared with, by the fault that it answers. */
export const CLASSICAL: Readonly<Record<DegradationKind, Readonly<Record<string, ClassicalMethod>>>> = {
  noise: denoisers, compression: { bilateral: (image) => bilateral(image, 0.06), 'non-local means': (image) => nonLocalMeans(image, 0.03) },
  blur: sharpeners, motionBlur: sharpeners, haze: tonal, lowLight: { CLAHE: clahe }, rain: { bilateral: (image) => bilateral(image, 0.1) },
};

/** The picture plus three quarters of what a Gaussian of that deviation takes from it. */
function unsharp(image: FloatImage, sigma: number): FloatImage {
  const soft = convolve(image, gaussianKernel(sigma));
  return { ...image, data: image.data.map((value, i) => Math.min(1, Math.max(0, value + 0.75 * (value - soft.data[i]!)))) };
}

/** Richardson 1972 and Lucy 1974, ten rounds with a Gaussian of that deviation, on encoded values as photo editors do. */
function richardsonLucy(image: FloatImage, sigma: number): FloatImage {
  const kernel = gaussianKernel(sigma);
  let estimate = image;
  for (let round = 0; round < 10; round++) {
    const seen = convolve(estimate, kernel);
    const ratio = convolve({ ...image, data: image.data.map((value, i) => Math.min(4, value / Math.max(seen.data[i]!, 1e-3)) / 4) }, kernel);
    const before = estimate;
    estimate = { ...image, data: before.data.map((value, i) => Math.min(1, Math.max(0, value * 4 * ratio.data[i]!))) };
  }
  return estimate;
}
