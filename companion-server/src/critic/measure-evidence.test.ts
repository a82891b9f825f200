import { measureEvidence } from './measure-evidence';
import { hashNoise, pictureOf } from './synthetic-picture.fixture';

/** A red ball, sharp and textured, on a smooth grey ground; its centre and radius in shares. */
function ball(centreX: number, centreY: number, radius: number, tone = 0.6) {
  return pictureOf(192, 128, (x, y) => {
    const inside = Math.hypot(x - centreX * 192, y - centreY * 128) < radius * 128;
    const grain = inside ? 0.3 * hashNoise(x >> 1, y >> 1) : 0;
    return inside ? [Math.min(1, tone + 0.2 + grain), 0.3 * tone + grain / 2 + 0.1, 0.2 * tone + 0.1] : [0.55 + 0.0003 * x, 0.56, 0.57];
  });
}

describe('measureEvidence', () => {
  it('finds a plain subject, its place and size, and packs it as a small mask', () => {
    const { subject, composition, analysisWidth, analysisHeight } = measureEvidence(ball(0.35, 0.4, 0.2));
    expect(subject!.method).toBe('saliency');
    expect(subject!.centre[0]).toBeCloseTo(0.35, 1);
    expect(subject!.centre[1]).toBeCloseTo(0.4, 1);
    expect(subject!.area).toBeGreaterThan(0.04);
    expect(subject!.area).toBeLessThan(0.3);
    expect(subject!.weights).toHaveLength(analysisWidth * analysisHeight);
    expect(subject!.mask.kind).toBe('raster');
    expect(composition.thirdsDistance).toBeLessThan(0.08);
    expect(composition.clutter).toBeLessThan(0.3);
  });

  it('takes the network\'s subject where there is one', () => {
    const weights = Float32Array.from({ length: 64 * 64 }, (_, i) => (Math.hypot((i % 64) - 41.6, Math.floor(i / 64) - 28.8) < 12 ? 1 : 0));
    const { subject } = measureEvidence(ball(0.65, 0.45, 0.2), { subject: { weights, width: 64, height: 64 } });
    expect(subject!.method).toBe('u2netp');
    expect(subject!.confidence).toBeGreaterThan(0.4);
    expect(subject!.centre[0]).toBeCloseTo(0.65, 1);
    expect(subject!.attributes.exposure).toBeDefined();
  });

  it('claims no subject in an even picture, nor for a mask that covers everything', () => {
    expect(measureEvidence(pictureOf(96, 64, () => [0.4, 0.4, 0.4])).subject).toBeUndefined();
    expect(measureEvidence(ball(0.5, 0.5, 0.2), { subject: { weights: new Float32Array(4).fill(1), width: 2, height: 2 } }).subject).toBeUndefined();
  });

  it('tells sharp from blurred and one direction from both', () => {
    const focusOf = (toneAt: (x: number, y: number) => number) => measureEvidence(pictureOf(192, 128, (x, y) => { const t = toneAt(x, y); return [t, t, t]; })).focus;
    const sharp = focusOf((x, y) => 0.5 + 0.6 * hashNoise(x >> 2, y >> 2));
    const soft = focusOf((x, y) => 0.5 + 0.3 * Math.cos(x / 5) * Math.cos(y / 5));
    // a camera moved sideways: detail is left from row to row only
    const moved = focusOf((x, y) => 0.5 + 0.4 * hashNoise(1, y >> 1) + 0.2 * Math.cos(x / 6));
    expect(sharp.sharpestBlur).toBeLessThan(0.42);
    expect(soft.sharpestBlur).toBeGreaterThan(0.46);
    expect(moved.directionality).toBeGreaterThan(0.18);
    expect(soft.directionality).toBeLessThan(0.1);
  });

  it('measures noise on the crops where they are given', () => {
    const grain = pictureOf(128, 128, (x, y) => { const t = 0.5 + 0.1 * hashNoise(x, y); return [t, t, t]; });
    const clean = pictureOf(128, 128, () => [0.5, 0.5, 0.5]);
    // uniform noise of width .1 has sigma .1 / sqrt(12) = 7.4 levels of 255
    expect(measureEvidence(clean, { crops: [grain] }).global.noise).toBeCloseTo(7.4, 0);
    expect(measureEvidence(clean).global.noise).toBeCloseTo(0, 1);
  });

  it('names the palette', () => {
    const { palette, neutralShare } = measureEvidence(pictureOf(96, 64, (x) => (x < 72 ? [0.85, 0.5, 0.15] : [0.5, 0.5, 0.5])));
    expect(palette.dominantHue).toBe('orange');
    expect(palette.dominantShare).toBeCloseTo(0.75, 2);
    expect(palette.warmShare).toBeCloseTo(0.75, 2);
    expect(palette.coolShare).toBe(0);
    expect(neutralShare).toBeCloseTo(0.25, 2);
  });

  it('finds sky, foliage and the bands by place, colour and texture', () => {
    const view = pictureOf(192, 128, (x, y) => {
      const leaf = 0.25 * hashNoise(x >> 1, y >> 1);
      return y < 50 ? [0.5, 0.68, 0.92] : [0.28 + leaf, 0.45 + leaf, 0.15];
    });
    const regions = Object.fromEntries(measureEvidence(view).regions.map((r) => [r.name, r]));
    expect(regions['sky']!.area).toBeCloseTo(50 / 128, 1);
    expect(regions['foliage']!.box.y).toBeGreaterThan(0.3);
    expect(regions['skin']).toBeUndefined();
    expect(regions['top']!.attributes.exposure!).toBeGreaterThan(regions['bottom']!.attributes.exposure!);
  });

  it.each([[1, 1], [1, 300], [300, 1], [7, 5]])('survives a picture of %d x %d', (width, height) => {
    const evidence = measureEvidence(pictureOf(width, height, () => [0.3, 0.4, 0.5]));
    expect(evidence.lightnessPercentiles.every(Number.isFinite)).toBe(true);
    expect(Number.isFinite(evidence.composition.clutter)).toBe(true);
  });
});
