import type { ImageData } from '../src/photoshop/photoshop-api';
import { COLOURS, makeSamples, type SampleForm } from './fake-colour';
import type { FakeDocumentState, Samples } from './fake-state';

/** What the imaging API hands out and takes. Photoshop counts on `dispose`: so does `open`. */
export class FakeImageData implements ImageData {
  static readonly formats: Readonly<Record<string, string>> = { RGBColorMode: 'RGB', grayscaleMode: 'Grayscale', labColorMode: 'LAB' };
  #samples: Samples | undefined;

  constructor(readonly width: number, readonly height: number, readonly components: number, samples: Samples, readonly form: SampleForm, readonly open: Set<FakeImageData>) {
    this.#samples = samples;
    open.add(this);
  }

  get componentSize(): 8 | 16 | 32 { return this.form.bits; }
  get colorProfile(): string { return this.form.bits === 32 ? `${this.form.profile} (Linear RGB Profile)` : this.form.profile; }
  get hasAlpha(): boolean { return this.components > COLOURS[this.form.mode]; }
  get colorSpace(): 'RGB' | 'Grayscale' | 'Lab' { return this.form.mode === 'grayscaleMode' ? 'Grayscale' : this.form.mode === 'labColorMode' ? 'Lab' : 'RGB'; }
  get samples(): Samples {
    if (this.#samples === undefined) throw new Error('the image data was disposed of');
    return this.#samples;
  }

  getData({ chunky, fullRange }: { chunky?: boolean; fullRange?: boolean } = {}): Promise<Samples> {
    if (chunky === false) return Promise.reject(new Error('planar data are not part of this fake'));
    const { samples } = this;
    return Promise.resolve(this.componentSize === 16 && fullRange === true ? Uint16Array.from(samples, (value) => Math.round((value * 65535) / 32768)) : samples.slice());
  }

  dispose(): void {
    if (!this.open.delete(this)) throw new Error('disposed of twice');
    this.#samples = undefined;
  }
}

/** Samples that a plugin brings, as Photoshop keeps them. */
export function takeSamples(given: Samples, fullRange: boolean): Samples {
  if (given instanceof Uint16Array && fullRange) return Uint16Array.from(given, (value) => Math.round((value * 32768) / 65535));
  if (given instanceof Uint16Array && given.some((value) => value > 32768)) throw new Error('16-bit samples beyond 32768 without fullRange');
  return given.slice();
}

export function modeOf(colorSpace: string): FakeDocumentState['mode'] {
  const modes: Readonly<Record<string, FakeDocumentState['mode']>> = { RGB: 'RGBColorMode', Grayscale: 'grayscaleMode', Lab: 'labColorMode' };
  const mode = modes[colorSpace];
  if (mode === undefined) throw new Error(`there is no colour space ${colorSpace}`);
  return mode;
}

/** A smaller copy: each pixel the mean of the block it stands for. */
export function reduce(samples: Samples, bits: SampleForm['bits'], components: number, from: { readonly width: number; readonly height: number }, to: { readonly width: number; readonly height: number }): Samples {
  const result = makeSamples(bits, to.width * to.height * components);
  for (let y = 0; y < to.height; y++) {
    const [top, bottom] = span(y, to.height, from.height);
    for (let x = 0; x < to.width; x++) {
      const [left, right] = span(x, to.width, from.width);
      for (let c = 0; c < components; c++) {
        let sum = 0;
        for (let v = top; v < bottom; v++) for (let u = left; u < right; u++) sum += samples[(v * from.width + u) * components + c]!;
        const mean = sum / ((bottom - top) * (right - left));
        result[(y * to.width + x) * components + c] = bits === 32 ? mean : Math.round(mean);
      }
    }
  }
  return result;
}

function span(index: number, size: number, whole: number): readonly [from: number, to: number] {
  const from = Math.floor((index * whole) / size);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * whole) / size))];
}
