import { saturationGain } from '../../../adjustments/hue-saturation';
import { decodeLutTable } from '../../../adjustments/lut-table';
import { AppError } from '../../../errors/app-error';
import { decodeBase64 } from '../../../pixels/base64';
import type { Mask } from '../../../pixels/mask';
import type { HueSegment, Segment } from '../preview-program';
import { createTexture, type GlProgram } from './gl-objects';
import { factorsOf, maskName, segmentName } from './program-source';

type RasterMask = Extract<Mask, { kind: 'raster' }>;

/** Texture units of the source and of the curves' table; cubes and masks follow. */
export const SOURCE_UNIT = 0;
const TABLES_UNIT = 1;
const FIRST_FREE_UNIT = 2;

/** Keeps what a program reads on the graphics card: the curves' table in one texture, cubes and masks by what they hold. */
export class ProgramInputs {
  readonly #gl: WebGL2RenderingContext;
  readonly #tables: WebGLTexture;
  readonly #masks = new WeakMap<RasterMask, WebGLTexture>();
  /** the cube that stood at a segment's place is overwritten by the next: sliders make a new one each frame */
  readonly #cubes = new Map<number, { table: string; texture: WebGLTexture }>();

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#tables = createTexture(gl);
  }

  /** Fills every uniform of the segments; the program must be in use. Throws INVALID_PLAN for malformed tables and masks. */
  bind(segments: readonly Segment[], program: GlProgram): void {
    const gl = this.#gl;
    gl.uniform1i(program.uniform('source'), SOURCE_UNIT);
    gl.uniform1i(program.uniform('tables'), TABLES_UNIT);
    this.#uploadTables(segments);
    let unit = FIRST_FREE_UNIT;
    for (const [index, segment] of segments.entries()) {
      const name = segmentName(index);
      gl.uniform1f(program.uniform(`${name}_opacity`), segment.opacity);
      switch (segment.kind) {
        case 'channels': gl.uniform1i(program.uniform(`${name}_nodes`), segment.nodes); break;
        case 'matrix':
          gl.uniformMatrix3fv(program.uniform(name), true, segment.matrix);
          gl.uniform3fv(program.uniform(`${name}_offset`), segment.offset);
          break;
        case 'hue': this.#bindHue(segment, name, program); break;
        case 'cube':
          gl.activeTexture(gl.TEXTURE0 + unit);
          gl.bindTexture(gl.TEXTURE_3D, this.#cube(index, segment.adjustment.size, segment.adjustment.table));
          gl.uniform1i(program.uniform(name), unit++);
          break;
      }
      for (const [factor, mask] of factorsOf(segment.mask).entries()) {
        const location = program.uniform(maskName(index, factor));
        if (mask.kind === 'radial') {
          gl.uniform4f(location, mask.centreX, mask.centreY, mask.inner, mask.outer);
        } else {
          gl.activeTexture(gl.TEXTURE0 + unit);
          gl.bindTexture(gl.TEXTURE_2D, this.#mask(mask));
          gl.uniform1i(location, unit++);
        }
      }
    }
  }

  #uploadTables(segments: readonly Segment[]): void {
    const gl = this.#gl;
    const width = Math.max(1, ...segments.map((segment) => (segment.kind === 'channels' ? segment.nodes : 1)));
    const rows = new Float32Array(width * 4 * Math.max(segments.length, 1));
    for (const [index, segment] of segments.entries()) if (segment.kind === 'channels') rows.set(segment.table, index * width * 4);
    gl.activeTexture(gl.TEXTURE0 + TABLES_UNIT);
    gl.bindTexture(gl.TEXTURE_2D, this.#tables);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, width, Math.max(segments.length, 1), 0, gl.RGBA, gl.FLOAT, rows);
  }

  #bindHue({ adjustment: { hue, saturation, lightness, colorize, ranges } }: HueSegment, name: string, program: GlProgram): void {
    const gl = this.#gl;
    gl.uniform3f(program.uniform(name), hue, colorize ? saturation / 100 : saturationGain(saturation), lightness / 100);
    if (colorize || ranges.length === 0) return;
    gl.uniform4fv(program.uniform(`${name}_angles`), ranges.flatMap((range) => [range.beginRamp, range.beginSustain, range.endSustain, range.endRamp]));
    gl.uniform3fv(program.uniform(`${name}_shifts`), ranges.flatMap((range) => [range.hue, saturationGain(range.saturation) - 1, range.lightness]));
  }

  #cube(index: number, size: number, table: string): WebGLTexture {
    const gl = this.#gl;
    const known = this.#cubes.get(index);
    if (known?.table === table) return known.texture;
    const values = decodeLutTable(table);
    if (size < 2 || values.length !== size ** 3 * 3) throw new AppError('INVALID_PLAN', `a lookup table of size ${size} has ${values.length} values`);
    const texture = known?.texture ?? createTexture(gl, gl.TEXTURE_3D);
    gl.bindTexture(gl.TEXTURE_3D, texture);
    gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGB32F, size, size, size, 0, gl.RGB, gl.FLOAT, values);
    this.#cubes.set(index, { table, texture });
    return texture;
  }

  #mask(mask: RasterMask): WebGLTexture {
    const gl = this.#gl;
    const known = this.#masks.get(mask);
    if (known !== undefined) return known;
    const samples = decodeBase64(mask.data);
    if (samples === undefined || samples.length === 0 || samples.length !== mask.width * mask.height) throw new AppError('INVALID_PLAN', `the mask "${mask.label}" does not hold ${mask.width}x${mask.height} samples`);
    const texture = createTexture(gl);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, mask.width, mask.height, 0, gl.RED, gl.UNSIGNED_BYTE, samples);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    this.#masks.set(mask, texture);
    return texture;
  }
}
