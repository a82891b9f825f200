import { AppError } from '../../../errors/app-error';
import type { ProxyImage } from '../../../host/host-adapter';
import type { Segment } from '../preview-program';
import type { PreviewSurface } from '../preview-surface';
import type { Pane } from '../view-geometry';
import { createGlProgram, createTexture, drawCover, type GlProgram } from './gl-objects';
import { PRESENT_SOURCE } from './present-source';
import { ProgramInputs, SOURCE_UNIT } from './program-inputs';
import { fragmentSource, structureKey, textureCount } from './program-source';

/** Units that WebGL2 promises to a fragment shader, less those of source and tables. */
const FREE_UNITS = 14;

/** The preview on the graphics card. Returns undefined where there is no WebGL2. */
export function createWebglSurface(canvas: HTMLCanvasElement): PreviewSurface | undefined {
  const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, depth: false, premultipliedAlpha: true, preserveDrawingBuffer: true });
  return gl === null ? undefined : new WebglSurface(gl);
}

class WebglSurface implements PreviewSurface {
  readonly kind = 'webgl';
  readonly #gl: WebGL2RenderingContext;
  readonly #programs = new Map<string, GlProgram>();
  readonly #inputs: ProgramInputs;
  readonly #presenter: GlProgram;
  readonly #source: WebGLTexture;
  readonly #result: WebGLTexture;
  readonly #small: WebGLTexture;
  readonly #frame: WebGLFramebuffer;
  #size = { width: 1, height: 1 };
  #resultSize = { width: 1, height: 1 };

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#inputs = new ProgramInputs(gl);
    this.#presenter = createGlProgram(gl, PRESENT_SOURCE);
    this.#source = createTexture(gl);
    this.#result = createTexture(gl);
    this.#small = createTexture(gl);
    this.#frame = gl.createFramebuffer();
  }

  setSource({ width, height, data }: ProxyImage): void {
    const gl = this.#gl;
    this.#size = { width, height };
    gl.activeTexture(gl.TEXTURE0 + SOURCE_UNIT);
    gl.bindTexture(gl.TEXTURE_2D, this.#source);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    gl.generateMipmap(gl.TEXTURE_2D);
    this.setProgram([], 0);
  }

  setProgram(segments: readonly Segment[], level: number): void {
    if (textureCount(segments) > FREE_UNITS) throw new AppError('INTERNAL', 'more masks and tables than the graphics card takes');
    const gl = this.#gl;
    const { width, height } = this.#size;
    const result = { width: Math.max(1, width >> level), height: Math.max(1, height >> level) };
    const program = this.#programFor(segments);
    gl.useProgram(program.program);
    gl.uniform1i(program.uniform('level'), level);
    gl.uniform2f(program.uniform('size'), result.width, result.height);
    this.#inputs.bind(segments, program);
    gl.activeTexture(gl.TEXTURE0 + SOURCE_UNIT);
    gl.bindTexture(gl.TEXTURE_2D, this.#source);
    filter(gl, gl.NEAREST, gl.NEAREST);
    gl.bindTexture(gl.TEXTURE_2D, this.#result);
    if (result.width !== this.#resultSize.width || result.height !== this.#resultSize.height) {
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, result.width, result.height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
      this.#resultSize = result;
    }
    gl.bindTexture(gl.TEXTURE_2D, this.#source);
    this.#drawInto(this.#result, result.width, result.height);
    gl.bindTexture(gl.TEXTURE_2D, this.#result);
    gl.generateMipmap(gl.TEXTURE_2D);
  }

  present(panes: readonly Pane[], ratio: number, { clipping }: { readonly clipping: boolean }): void {
    const gl = this.#gl;
    const { drawingBufferWidth, drawingBufferHeight } = gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const { program, uniform } = this.#presenter;
    gl.useProgram(program);
    gl.uniform1i(uniform('picture'), SOURCE_UNIT);
    gl.uniform1f(uniform('canvasHeight'), drawingBufferHeight);
    gl.uniform1i(uniform('clipping'), clipping ? 1 : 0);
    gl.activeTexture(gl.TEXTURE0 + SOURCE_UNIT);
    for (const { shows, clip, picture } of panes) {
      gl.bindTexture(gl.TEXTURE_2D, shows === 'before' ? this.#source : this.#result);
      // from two device pixels a sample on, samples are shown as squares
      filter(gl, gl.LINEAR_MIPMAP_LINEAR, (picture.width * ratio) / this.#size.width >= 2 ? gl.NEAREST : gl.LINEAR);
      const left = Math.round(clip.x * ratio);
      const right = Math.min(Math.round((clip.x + clip.width) * ratio), drawingBufferWidth);
      const bottom = Math.round((clip.y + clip.height) * ratio);
      gl.viewport(left, drawingBufferHeight - bottom, Math.max(right - left, 0), Math.round(clip.height * ratio));
      gl.uniform4f(uniform('place'), picture.x * ratio, picture.y * ratio, picture.width * ratio, picture.height * ratio);
      drawCover(gl);
    }
  }

  readResult(): ProxyImage {
    const { width, height } = this.#resultSize;
    return { width, height, data: this.#read(this.#result, width, height) };
  }

  sample(shows: 'before' | 'after', count: number): Uint8ClampedArray {
    const gl = this.#gl;
    const { width, height } = shows === 'before' ? this.#size : this.#resultSize;
    const scale = Math.min(1, Math.sqrt(count / (width * height)));
    const columns = Math.max(1, Math.floor(width * scale));
    const rows = Math.max(1, Math.floor(height * scale));
    gl.activeTexture(gl.TEXTURE0 + SOURCE_UNIT);
    gl.bindTexture(gl.TEXTURE_2D, this.#small);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, columns, rows, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this.#frame);
    gl.framebufferTexture2D(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, shows === 'before' ? this.#source : this.#result, 0);
    const target = gl.createFramebuffer();
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, target);
    gl.framebufferTexture2D(gl.DRAW_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.#small, 0);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, columns, rows, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    gl.deleteFramebuffer(target);
    return this.#read(this.#small, columns, rows);
  }

  dispose(): void {
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  #programFor(segments: readonly Segment[]): GlProgram {
    const key = structureKey(segments);
    const known = this.#programs.get(key) ?? createGlProgram(this.#gl, fragmentSource(segments));
    this.#programs.set(key, known);
    return known;
  }

  #drawInto(texture: WebGLTexture, width: number, height: number): void {
    const gl = this.#gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    gl.viewport(0, 0, width, height);
    drawCover(gl);
  }

  #read(texture: WebGLTexture, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
    const gl = this.#gl;
    const bytes = new Uint8Array(width * height * 4);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    return new Uint8ClampedArray(bytes.buffer);
  }
}

function filter(gl: WebGL2RenderingContext, shrinking: GLenum, growing: GLenum): void {
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, shrinking);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, growing);
}
