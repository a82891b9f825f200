/**
 * Puts one pane on the canvas: `place` is where the whole picture lies, in device pixels from the canvas's top left. Row 0 of the
 * textures is the picture's top. Clipped tones: red where a channel is full, blue where all channels are empty (as raw developers mark them).
 */
export const PRESENT_SOURCE = `#version 300 es
precision highp float;
uniform sampler2D picture;
uniform vec4 place;
uniform float canvasHeight;
uniform bool clipping;
out vec4 colour;
void main() {
  vec2 at = (vec2(gl_FragCoord.x, canvasHeight - gl_FragCoord.y) - place.xy) / place.zw;
  vec4 c = texture(picture, at);
  if (any(lessThan(at, vec2(0.0))) || any(greaterThan(at, vec2(1.0)))) { colour = vec4(0.0); return; }
  if (clipping) {
    vec3 exact = textureLod(picture, at, 0.0).rgb;
    if (any(greaterThan(exact, vec3(0.998)))) c.rgb = vec3(0.93, 0.16, 0.22);
    else if (all(lessThan(exact, vec3(0.002)))) c.rgb = vec3(0.16, 0.42, 0.96);
  }
  colour = vec4(c.rgb * c.a, c.a);
}`;
