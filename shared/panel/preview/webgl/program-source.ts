import type { Mask } from '../../../pixels/mask';
import type { Segment } from '../preview-program';
import { HUE_FUNCTIONS, LOOKUP_FUNCTIONS, MASK_FUNCTIONS } from './shader-functions';

/** Samplers and uniforms are named by the segment that uses them; masks of a product get a letter each. */
export const segmentName = (index: number): string => `s${index}`;
export const maskName = (index: number, factor: number): string => `m${index}_${factor}`;

type SimpleMask = Exclude<Mask, { kind: 'product' }>;
/** The masks that multiply to this one. */
export function factorsOf(mask: Mask | undefined): readonly SimpleMask[] {
  if (mask === undefined) return [];
  return mask.kind === 'product' ? mask.masks.flatMap(factorsOf) : [mask];
}

/** Programs of equal key have the same source: only uniforms and textures differ, so that a moved slider compiles nothing. */
export function structureKey(segments: readonly Segment[]): string {
  return segments.map((segment) => `${segment.kind}${segment.kind === 'hue' ? `${segment.adjustment.colorize}${segment.adjustment.ranges.length}` : ''}:${factorsOf(segment.mask).map((mask) => mask.kind).join('*')}`).join('|');
}

/** How many textures a program binds beside the source and the table of curves. */
export function textureCount(segments: readonly Segment[]): number {
  return segments.reduce((count, segment) => count + (segment.kind === 'cube' ? 1 : 0) + factorsOf(segment.mask).filter((mask) => mask.kind === 'raster').length, 0);
}

/** GLSL ES 3.00 of one pass from the source picture to the edited one: the formulas of shared/adjustments, in their order. */
export function fragmentSource(segments: readonly Segment[]): string {
  return `#version 300 es
precision highp float;
precision highp sampler3D;
uniform sampler2D source;
uniform sampler2D tables;
uniform vec2 size;
uniform int level;
out vec4 result;
${LOOKUP_FUNCTIONS}${HUE_FUNCTIONS}${MASK_FUNCTIONS}
${segments.map(declarations).join('')}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 pixel = texelFetch(source, at, level);
  vec3 c = pixel.rgb;
${segments.map(statement).join('')}
  result = vec4(c, pixel.a);
}`;
}

function declarations(segment: Segment, index: number): string {
  const name = segmentName(index);
  const masks = factorsOf(segment.mask).map((mask, factor) => (mask.kind === 'raster' ? `uniform sampler2D ${maskName(index, factor)};\n` : `uniform vec4 ${maskName(index, factor)};\n`)).join('');
  const opacity = `uniform float ${name}_opacity;\n`;
  switch (segment.kind) {
    case 'channels': return `${masks}${opacity}uniform int ${name}_nodes;\n`;
    case 'matrix': return `${masks}${opacity}uniform mat3 ${name};\nuniform vec3 ${name}_offset;\n`;
    case 'hue': return `${masks}${opacity}uniform vec3 ${name};\n${rangesOf(name, segment.adjustment.ranges.length)}`;
    case 'cube': return `${masks}${opacity}uniform sampler3D ${name};\n`;
  }
}

/** Sums what a segment's hue ranges ask of a pixel. */
function rangesOf(name: string, count: number): string {
  if (count === 0) return `vec4 ${name}_ranges(vec3 c) { return vec4(0.0); }\n`;
  return `uniform vec4 ${name}_angles[${count}];
uniform vec3 ${name}_shifts[${count}];
vec4 ${name}_ranges(vec3 c) {
  vec4 sums = vec4(0.0);
  float hue = hueOf(c);
  for (int i = 0; i < ${count}; i++) addRange(${name}_angles[i], ${name}_shifts[i], hue, sums);
  return sums;
}
`;
}

function statement(segment: Segment, index: number): string {
  const name = segmentName(index);
  const weight = [`${name}_opacity`, ...factorsOf(segment.mask).map((mask, factor) => {
    return `${mask.kind}Mask(${maskName(index, factor)}, at)`;
  })].join(' * ');
  return `  { vec3 n = clamp(${expression(segment, index)}, 0.0, 1.0); c = clamp(c + (n - c) * (${weight}), 0.0, 1.0); }\n`;
}

function expression(segment: Segment, index: number): string {
  const name = segmentName(index);
  switch (segment.kind) {
    case 'channels': return `lookup(c, ${index}, ${name}_nodes)`;
    case 'matrix': return `${name} * c + ${name}_offset`;
    case 'cube': return `tetrahedral(${name}, c)`;
    case 'hue': return segment.adjustment.colorize ? `colorize(c, ${name})` : `shiftHue(c, ${name}, ${name}_ranges(c))`;
  }
}
