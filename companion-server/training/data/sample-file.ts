import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { correctionFeatures, FEATURE_SIDE } from '../../src/critic/corrections/correction-features';
import type { CorrectionName, Corrections } from '../../src/critic/corrections/corrections';
import { resample } from '../../src/engines/resample';
import { analysisImage } from '../../src/critic/analysis-image';
import { drawPixelPairs } from './draw-pixel-pairs';

/** Side of the small pictures that rewards are measured on: the whole photo, squeezed. */
const PICTURE_SIDE = 32;
/** The columns of OUT.answers: what `fitOperators` fits, in the order that lessons.py expects. */
const ANSWERED: readonly CorrectionName[] = ['exposureEv', 'highlightProtection', 'whites', 'blacks', 'contrast', 'highlights', 'shadows', 'miredShift', 'tint', 'saturation'];

/** One lesson: a photo as it is, the same photo as it should be (same size, sRGB), and the answer in sliders where it is known. */
export interface Lesson { readonly name: string; readonly before: FloatImage; readonly after: FloatImage; readonly answer?: Corrections }

/**
 * Appends lessons to the files that `training/artist/lessons.py` reads, one row each: OUT.features (float32),
 * OUT.pixels (uint8, 2 x 256 x RGB: before, after, at the same random places), OUT.pictures (uint8, 2 x 32 x 32 x RGB: both whole, squeezed),
 * OUT.answers (float32, NaN where unknown), OUT.names.
 * Features come from the product's own code, so training and product see the same numbers.
 */
export class SampleFile {
  private readonly names: Set<string>;

  constructor(private readonly out: string) {
    this.names = new Set(existsSync(`${out}.names`) ? readFileSync(`${out}.names`, 'utf8').split('\n') : []);
  }

  has(name: string): boolean { return this.names.has(name); }

  add({ name, before, after, answer }: Lesson, random: () => number): void {
    appendFileSync(`${this.out}.features`, bytesOf(correctionFeatures(analysisImage(before, FEATURE_SIDE))));
    appendFileSync(`${this.out}.pixels`, drawPixelPairs(before, after, random));
    appendFileSync(`${this.out}.pictures`, Buffer.concat([before, after].map(smallPicture)));
    appendFileSync(`${this.out}.answers`, bytesOf(Float32Array.from(ANSWERED, (key) => answer?.[key] ?? NaN)));
    appendFileSync(`${this.out}.names`, `${name}\n`);
    this.names.add(name);
  }
}

function smallPicture(image: FloatImage): Uint8Array {
  return Uint8Array.from(resample(image.data, image, { width: PICTURE_SIDE, height: PICTURE_SIDE }, 3), (value) => Math.round(255 * value));
}

function bytesOf(values: Float32Array): Uint8Array { return new Uint8Array(values.buffer, values.byteOffset, values.byteLength); }
