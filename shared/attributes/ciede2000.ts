const DEGREES = Math.PI / 180;
const TWENTY_FIVE_TO_7 = 25 ** 7;
/** Opposite hues take the plain mean of their angles; the allowance keeps rounding from deciding (test pairs 13 to 15). */
const HALF_TURN = Math.PI + 1e-12;

/**
 * CIEDE2000 colour difference of two CIE L*a*b* colours, kL = kC = kH = 1 (CIE 142-2001; Sharma, Wu and Dalal 2005, whose steps
 * and 34 test pairs it follows). About 1 is just noticeable side by side.
 */
export function deltaE2000(L1: number, a1: number, b1: number, L2: number, a2: number, b2: number): number {
  const { sqrt, sin, cos, exp, PI } = Math;
  const meanC = (sqrt(a1 * a1 + b1 * b1) + sqrt(a2 * a2 + b2 * b2)) / 2;
  const stretch = 1 + 0.5 * (1 - chromaRatio(meanC));
  const a1p = a1 * stretch, a2p = a2 * stretch;
  const C1 = sqrt(a1p * a1p + b1 * b1), C2 = sqrt(a2p * a2p + b2 * b2);
  const h1 = hueAngle(a1p, b1), h2 = hueAngle(a2p, b2);

  const bothChromatic = C1 * C2 !== 0;
  let dh = bothChromatic ? h2 - h1 : 0;
  if (dh > HALF_TURN) dh -= 2 * PI; else if (dh < -HALF_TURN) dh += 2 * PI;
  const dL = L2 - L1, dC = C2 - C1, dH = 2 * sqrt(C1 * C2) * sin(dh / 2);

  // halfway along the shorter arc; the sum where one colour has no hue
  const meanH = bothChromatic ? h1 + dh / 2 : h1 + h2;
  const meanL = (L1 + L2) / 2, meanCp = (C1 + C2) / 2;
  const T = 1 - 0.17 * cos(meanH - 30 * DEGREES) + 0.24 * cos(2 * meanH) + 0.32 * cos(3 * meanH + 6 * DEGREES) - 0.2 * cos(4 * meanH - 63 * DEGREES);
  const fromFifty = (meanL - 50) * (meanL - 50);
  const SL = 1 + (0.015 * fromFifty) / sqrt(20 + fromFifty), SC = 1 + 0.045 * meanCp, SH = 1 + 0.015 * meanCp * T;
  const hueDegrees = (meanH < 0 ? meanH + 2 * PI : meanH >= 2 * PI ? meanH - 2 * PI : meanH) / DEGREES;
  const blueness = (hueDegrees - 275) / 25;
  const RT = -2 * chromaRatio(meanCp) * sin(60 * DEGREES * exp(-blueness * blueness));
  const l = dL / SL, c = dC / SC, h = dH / SH;
  return sqrt(l * l + c * c + h * h + RT * c * h);
}

/** 0 to 2 pi; 0 for a grey. */
function hueAngle(a: number, b: number): number {
  const angle = Math.atan2(b, a);
  return angle < 0 ? angle + 2 * Math.PI : angle;
}

/** sqrt(C^7 / (C^7 + 25^7)): 0 for greys, 1 for strong colours. */
function chromaRatio(chroma: number): number {
  const cubed = chroma * chroma * chroma;
  const seventh = cubed * cubed * chroma;
  return Math.sqrt(seventh / (seventh + TWENTY_FIVE_TO_7));
}
