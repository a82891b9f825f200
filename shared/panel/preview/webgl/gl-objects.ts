import { AppError } from '../../../errors/app-error';

/** One triangle that covers the viewport, made from the vertex number: no buffers. */
const COVER = `#version 300 es
void main() { gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0); }`;

/** A linked program and where its uniforms are. */
export interface GlProgram { readonly program: WebGLProgram; uniform(name: string): WebGLUniformLocation | null }

/** Throws INTERNAL with the driver's words when a shader does not compile. */
export function createGlProgram(gl: WebGL2RenderingContext, fragment: string): GlProgram {
  const program = gl.createProgram();
  const shaders = [[gl.VERTEX_SHADER, COVER], [gl.FRAGMENT_SHADER, fragment]] as const;
  for (const [type, source] of shaders) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
    const log = gl.getAttachedShaders(program)?.map((shader) => gl.getShaderInfoLog(shader) ?? '').join('') ?? '';
    throw new AppError('INTERNAL', `preview shader: ${log || (gl.getProgramInfoLog(program) ?? '')}`);
  }
  const locations = new Map<string, WebGLUniformLocation | null>();
  return {
    program,
    uniform(name) {
      if (!locations.has(name)) locations.set(name, gl.getUniformLocation(program, name));
      return locations.get(name)!;
    },
  };
}

export function drawCover(gl: WebGL2RenderingContext): void {
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

/** A texture that is read texel by texel. */
export function createTexture(gl: WebGL2RenderingContext, target: GLenum = gl.TEXTURE_2D): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(target, texture);
  for (const [name, value] of [[gl.TEXTURE_MIN_FILTER, gl.NEAREST], [gl.TEXTURE_MAG_FILTER, gl.NEAREST], [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE]] as const) {
    gl.texParameteri(target, name, value);
  }
  return texture;
}
