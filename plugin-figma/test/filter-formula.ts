/** A function of one encoded sRGB pixel, 0..1. */
export type PixelFormula = (r: number, g: number, b: number) => readonly [number, number, number];

/**
 * What the fake does with image filters. Figma's own formula is not published, so this is one that nobody else uses: the plugin may only
 * know it by trying. Exposure in linear light, contrast about a mid-tone with a soft knee, temperature and tint as gains, tones by bumps.
 */
export function filterFormula(filters: Readonly<Record<string, number>>): PixelFormula {
  const of = (name: string): number => filters[name] ?? 0;
  if (Object.values(filters).every((value) => value === 0)) return (r, g, b) => [r, g, b];
  const gain = 2 ** (1.3 * of('exposure'));
  const warm = 0.22 * of('temperature'), pink = 0.18 * of('tint');
  const gains = [gain * (1 + warm + pink / 2), gain * (1 - pink), gain * (1 - warm + pink / 2)] as const;
  const tone = (value: number): number => {
    const lifted = value + 0.25 * of('shadows') * 6.75 * value * (1 - value) ** 2 + 0.25 * of('highlights') * 6.75 * value ** 2 * (1 - value);
    return lifted + 0.35 * of('contrast') * Math.sin((lifted - 0.5) * Math.PI * 2) * (lifted > 0 && lifted < 1 ? 0.5 : 0);
  };
  return (r, g, b) => {
    const lit = [r, g, b].map((value, i) => tone(encode(Math.min(1, decode(value) * Math.max(0, gains[i]!)))));
    const luma = 0.2126 * lit[0]! + 0.7152 * lit[1]! + 0.0722 * lit[2]!;
    const [red, green, blue] = lit.map((value) => Math.min(1, Math.max(0, luma + (value - luma) * (1 + of('saturation')))));
    return [red!, green!, blue!];
  };
}
const decode = (value: number): number => value ** 2.2;
const encode = (value: number): number => value ** (1 / 2.2);
