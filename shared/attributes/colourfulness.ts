import type { Attribute } from './attribute';

export const colourfulness: Attribute = {
  id: 'colourfulness', label: 'Colourfulness', unit: 'M3', range: [0, 300], tolerance: 2,
  source: 'Hasler and Suesstrunk 2003, M3 on encoded RGB 0..255: 0 grey, 33 moderate, 59 quite, 82 highly, 109 extremely colourful',
  measure({ image: { data }, luminance }, weights) {
    let total = 0, redGreen = 0, redGreen2 = 0, yellowBlue = 0, yellowBlue2 = 0;
    for (let i = 0, p = 0; i < luminance.length; i++, p += 3) {
      const weight = weights ? weights[i]! : 1;
      const red = 255 * data[p]!, green = 255 * data[p + 1]!, blue = 255 * data[p + 2]!;
      const rg = red - green, yb = 0.5 * (red + green) - blue;
      total += weight;
      redGreen += weight * rg; redGreen2 += weight * rg * rg;
      yellowBlue += weight * yb; yellowBlue2 += weight * yb * yb;
    }
    if (!(total > 0)) return undefined;
    const [meanRg, meanYb] = [redGreen / total, yellowBlue / total];
    const variance = redGreen2 / total - meanRg ** 2 + yellowBlue2 / total - meanYb ** 2;
    return Math.sqrt(Math.max(0, variance)) + 0.3 * Math.hypot(meanRg, meanYb);
  },
};
