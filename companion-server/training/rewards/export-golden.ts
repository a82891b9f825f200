/** Writes golden.json: small made pictures with what the product's TypeScript measures and rewards on them. rewards/golden.py compares the torch side. */
import { measureAttributes } from '@photocrafter/shared/attributes/index';
import { computePlanes } from '@photocrafter/shared/attributes/planes';
import { rAttr, rPhoto, type RewardForm } from '@photocrafter/shared/attributes/rewards';
import { gradientStructuralSimilarity } from '@photocrafter/shared/attributes/structural-similarity';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { seededRandom } from '@photocrafter/shared/random/seeded-random';
import { applyCorrections } from '../../src/artist/fit-operators';
import { NO_CORRECTIONS, type Corrections } from '../../src/critic/corrections/corrections';

const WIDTH = 16, HEIGHT = 12;
const FORMS: readonly RewardForm[] = ['soft', 'repaired', 'printed'];
const EDITS: readonly Partial<Corrections>[] = [
  { exposureEv: 0.7, highlightProtection: 0.6 }, { exposureEv: -0.5, contrast: 20 }, { miredShift: 25, tint: -10 }, { whites: 20, blacks: -12, saturation: 25 },
  { highlights: -60, shadows: 40, saturation: -30 }, { darkTones: -10, midTones: 6, lightTones: 12 },
];

/** Everything that both sides must agree on. Numbers are rounded to what they are compared at. */
export function goldenVectors(): unknown {
  return { width: WIDTH, height: HEIGHT, cases: EDITS.map((edit, seed) => goldenCase(edit, seed)), rewards: rewardCases() };
}

function goldenCase(edit: Partial<Corrections>, seed: number): unknown {
  const before = scene(seed), corrections = { ...NO_CORRECTIONS, ...edit };
  const after = applyCorrections(before, corrections), reference = applyCorrections(before, { ...corrections, exposureEv: corrections.exposureEv + 0.2 });
  const [was, is, wanted] = [before, after, reference].map((image) => measureAttributes(computePlanes(image)));
  return {
    corrections, before: rounded(before.data, 6), after: rounded(after.data, 6), reference: rounded(reference.data, 6), attributes: { before: was, after: is },
    photo: Object.fromEntries(FORMS.map((form) => [form, rPhoto(was!, is!, wanted!, form).value])), structure: gradientStructuralSimilarity(after, reference),
  };
}

function rewardCases(): unknown {
  const changes = [-6, -1.2, 0, 0.4, 1.01, 3, 9];
  return changes.flatMap((edited) => changes.map((reference) => ({ edited, reference, ...Object.fromEntries(FORMS.map((form) => [form, rAttr(form, edited, reference, 1)])) })));
}

/** Sky, ground and greys with grain: colours, neutrals and edges at every scale. */
function scene(seed: number): FloatImage {
  const random = seededRandom(seed + 1);
  const data = new Float32Array(WIDTH * HEIGHT * 3);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const [x, y] = [(i % WIDTH) / WIDTH, Math.floor(i / WIDTH) / HEIGHT];
    const base = x > 0.6 ? [0.15 + 0.7 * y, 0.15 + 0.7 * y, 0.15 + 0.7 * y] : y < 0.4 ? [0.4 + 0.2 * x, 0.6, 0.85] : [0.3 + 0.3 * x, 0.42 * y, 0.2];
    for (let c = 0; c < 3; c++) data[3 * i + c] = Math.round(255 * Math.min(0.97, Math.max(0.03, base[c]! + 0.08 * (random() - 0.5)))) / 255;
  }
  return { width: WIDTH, height: HEIGHT, data, encoding: SRGB };
}

function rounded(values: Float32Array, digits: number): number[] {
  return Array.from(values, (value) => Number(value.toFixed(digits)));
}
