/** adjustments/*.ts in GLSL. `tables` holds one row of R, G, B functions a segment; `nodes` of its texels are in use. */
export const LOOKUP_FUNCTIONS = `
vec3 lookup(vec3 c, int row, int nodes) {
  vec3 position = clamp(c, 0.0, 1.0) * float(nodes - 1);
  vec3 below = min(floor(position), float(nodes - 2));
  ivec3 at = ivec3(below);
  vec3 low = vec3(texelFetch(tables, ivec2(at.r, row), 0).r, texelFetch(tables, ivec2(at.g, row), 0).g, texelFetch(tables, ivec2(at.b, row), 0).b);
  vec3 high = vec3(texelFetch(tables, ivec2(at.r + 1, row), 0).r, texelFetch(tables, ivec2(at.g + 1, row), 0).g, texelFetch(tables, ivec2(at.b + 1, row), 0).b);
  return mix(low, high, position - below);
}
// lut3d.ts: from the lower to the upper corner of the cell, the largest fraction first
vec3 tetrahedral(sampler3D cube, vec3 c) {
  int last = textureSize(cube, 0).x - 1;
  vec3 position = clamp(c, 0.0, 1.0) * float(last);
  ivec3 cell = min(ivec3(position), ivec3(last - 1));
  vec3 f = position - vec3(cell);
  float high = max(f.r, max(f.g, f.b));
  float low = min(f.r, min(f.g, f.b));
  float middle = f.r + f.g + f.b - high - low;
  ivec3 first = f.r == high ? ivec3(1, 0, 0) : f.g == high ? ivec3(0, 1, 0) : ivec3(0, 0, 1);
  ivec3 final = f.b == low && first.b == 0 ? ivec3(0, 0, 1) : f.g == low && first.g == 0 ? ivec3(0, 1, 0) : ivec3(1, 0, 0);
  return (1.0 - high) * texelFetch(cube, cell, 0).rgb + (high - middle) * texelFetch(cube, cell + first, 0).rgb
    + (middle - low) * texelFetch(cube, cell + 1 - final, 0).rgb + low * texelFetch(cube, cell + 1, 0).rgb;
}
`;

/** hue-saturation.ts in GLSL. Vectors of a segment are hue in degrees, saturation as gain (or share, to colorize) and lightness -1..1. */
export const HUE_FUNCTIONS = `
float highest(vec3 c) { return max(c.r, max(c.g, c.b)); }
float lowest(vec3 c) { return min(c.r, min(c.g, c.b)); }
float hueOf(vec3 c) {
  float high = highest(c);
  float spread = high - lowest(c);
  if (spread == 0.0) return 0.0;
  if (high == c.r) return 60.0 * (c.g - c.b) / spread + (c.g < c.b ? 360.0 : 0.0);
  return high == c.g ? 60.0 * (2.0 + (c.b - c.r) / spread) : 60.0 * (4.0 + (c.r - c.g) / spread);
}
vec3 placeHue(float hue, float low, float high) {
  vec3 distance = abs(mod(hue - vec3(0.0, 120.0, 240.0) + 180.0, 360.0) - 180.0);
  return low + (high - low) * clamp(2.0 - distance / 60.0, 0.0, 1.0);
}
vec3 shiftLightness(vec3 c, float amount) { return amount > 0.0 ? c + (1.0 - c) * amount : c * (1.0 + amount); }
void addRange(vec4 angles, vec3 shifts, float hue, inout vec4 sums) {
  float at = mod(hue - angles.x, 360.0);
  float full = mod(angles.y - angles.x, 360.0);
  float fall = mod(angles.z - angles.x, 360.0);
  float end = mod(angles.w - angles.x, 360.0);
  float weight = at >= end ? 0.0 : at < full ? at / full : at <= fall ? 1.0 : (end - at) / (end - fall);
  sums += weight * vec4(shifts.x, shifts.z, max(shifts.y, 0.0), min(shifts.y, 0.0));
}
vec3 shiftHue(vec3 c, vec3 master, vec4 sums) {
  float turn = master.x + sums.x;
  if (turn != 0.0) c = placeHue(hueOf(c) + turn, lowest(c), highest(c));
  float rangeLightness = clamp(sums.y / 100.0, -1.0, 1.0);
  c += ((rangeLightness > 0.0 ? highest(c) : lowest(c)) - c) * abs(rangeLightness);
  c = shiftLightness(c, master.z);
  float high = highest(c);
  float low = lowest(c);
  float gain = master.y * max(1.0 + sums.z + max(sums.w, -1.0), 0.0);
  if (high == low || gain == 1.0) return c;
  float level = (high + low) / 2.0;
  float largest = max(2.0 * min(level, 1.0 - level) / (high - low), 1.0);
  return level + (c - level) * min(gain, largest);
}
vec3 colorize(vec3 c, vec3 master) {
  float level = shiftLightness(vec3((highest(c) + lowest(c)) / 2.0), master.z).r;
  float reach = master.y * min(level, 1.0 - level);
  return placeHue(master.x, level - reach, level + reach);
}
`;

/** rasterise-mask.ts in GLSL: bilinear between sample centres, and the falloff of a lens (centre x, y, inner, outer). */
export const MASK_FUNCTIONS = `
float rasterMask(sampler2D mask, ivec2 at) {
  ivec2 samples = textureSize(mask, 0);
  vec2 position = clamp((vec2(at) + 0.5) / size * vec2(samples) - 0.5, vec2(0.0), vec2(samples - 1));
  ivec2 before = ivec2(position);
  ivec2 after = min(before + 1, samples - 1);
  vec2 f = position - vec2(before);
  float top = mix(texelFetch(mask, before, 0).r, texelFetch(mask, ivec2(after.x, before.y), 0).r, f.x);
  float bottom = mix(texelFetch(mask, ivec2(before.x, after.y), 0).r, texelFetch(mask, after, 0).r, f.x);
  return mix(top, bottom, f.y);
}
float radialMask(vec4 radial, ivec2 at) {
  float distance = length(vec2(at) + 0.5 - radial.xy * size) / (length(size) / 2.0);
  float t = clamp((distance - radial.z) / max(radial.w - radial.z, 1e-6), 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}
`;
