import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { Random } from '@photocrafter/shared/random/seeded-random';

/**
 * Draws a strong finish that somebody chose: split tones, a matte fade, monochrome or sepia, low key, high key, one warm or cool light. The right
 * answer to such a photo is to leave it; without these a network drags every picture to one daylight look (training.md, section 4).
 */
export function drawGrade(random: Random): (image: FloatImage) => FloatImage {
  const between = (low: number, high: number): number => low + (high - low) * random();
  const kind = Math.floor(6 * random());
  switch (kind) {
    case 0: {
      const [shadow, light, size] = [2 * Math.PI * random(), 2 * Math.PI * random(), between(0.02, 0.08)];
      return mapRgb((rgb, luma) => rgb.map((v, c) => v + size * ((1 - luma) ** 2 * Math.cos(shadow - c * 2.094) + luma ** 2 * Math.cos(light - c * 2.094))));
    }
    case 1: {
      const [black, white, colour] = [between(0.04, 0.14), between(0.85, 1), between(0.5, 1)];
      return mapRgb((rgb, luma) => rgb.map((v) => black + (white - black) * (luma + (v - luma) * colour)));
    }
    case 2: {
      const tone = random() < 0.5 ? 0 : between(0.02, 0.1);
      return mapRgb((_, luma) => [luma + tone * luma * (1 - luma) * 4, luma, luma - tone * luma * (1 - luma) * 4]);
    }
    case 3: {
      const [power, colour] = [between(1.3, 2.2), between(0.7, 1.1)];
      return mapRgb((rgb, luma) => rgb.map((v) => luma ** power + (v - luma) * colour * luma ** (power - 1)));
    }
    case 4: {
      const power = between(0.45, 0.75);
      return mapRgb((rgb) => rgb.map((v) => Math.max(0, v) ** power));
    }
    default: {
      const [warm, green] = [between(-0.12, 0.2), between(-0.03, 0.03)];
      return mapRgb((rgb) => [rgb[0]! * (1 + warm), rgb[1]! * (1 + green), rgb[2]! * (1 - warm)]);
    }
  }
}

function mapRgb(change: (rgb: readonly number[], luma: number) => readonly number[]): (image: FloatImage) => FloatImage {
  return (image) => {
    const data = new Float32Array(image.data.length);
    for (let p = 0; p < data.length; p += 3) {
      const rgb = [image.data[p]!, image.data[p + 1]!, image.data[p + 2]!];
      const changed = change(rgb, 0.2126 * rgb[0]! + 0.7152 * rgb[1]! + 0.0722 * rgb[2]!);
      for (let c = 0; c < 3; c++) data[p + c] = Math.round(255 * Math.min(1, Math.max(0, changed[c]!))) / 255;
    }
    return { ...image, data };
  };
}
