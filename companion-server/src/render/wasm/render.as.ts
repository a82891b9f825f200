/** Runs a program over samples in place, block by block, so that every pass of a block works in the first-level cache. */
import {
  BLOCK_PIXELS, HEADER_BYTES, HEADER_CHANNELS, HEADER_DEPTH, HEADER_PASS_COUNT, KIND_HUE_SATURATION, KIND_LUT3D, KIND_MATRIX, KIND_TABLE,
  PASS_BYTES, PASS_DATA, PASS_KIND, PASS_MASK, PASS_OPACITY, PLANE_BYTES,
} from './program-layout';
import { expand, pack } from './samples.as';
import { applyMatrix, applyTables, blend } from './passes.as';
import { applyLut3d } from './lut3d.as';
import { applyHueSaturation } from './hue-saturation.as';
import { cover } from './mask.as';

function runPass(pass: usize, count: i32, planes: usize): void {
  const kind = load<i32>(pass + PASS_KIND);
  const data = load<usize>(pass + PASS_DATA);
  if (kind == KIND_TABLE) applyTables(data, count, planes);
  else if (kind == KIND_MATRIX) applyMatrix(data, count, planes);
  else if (kind == KIND_LUT3D) applyLut3d(data, count, planes);
  else if (kind == KIND_HUE_SATURATION) applyHueSaturation(data, count, planes);
}

/** `firstPixel` counts from the top left of the whole picture: masks depend on it, nothing else does. */
export function render(program: usize, samples: usize, firstPixel: i32, pixelCount: i32, scratch: usize): void {
  const bytesPerPixel = load<i32>(program + HEADER_CHANNELS) * (load<i32>(program + HEADER_DEPTH) >> 3);
  const passesEnd = program + HEADER_BYTES + <usize>load<i32>(program + HEADER_PASS_COUNT) * PASS_BYTES;
  const below = scratch + PLANE_BYTES * 3;
  const coverage = scratch + PLANE_BYTES * 6;
  for (let done = 0; done < pixelCount; done += BLOCK_PIXELS) {
    const count = min(BLOCK_PIXELS, pixelCount - done);
    const at = samples + <usize>done * <usize>bytesPerPixel;
    expand(program, at, count, scratch);
    for (let pass = program + HEADER_BYTES; pass < passesEnd; pass += PASS_BYTES) {
      const opacity = load<f32>(pass + PASS_OPACITY);
      const mask = load<usize>(pass + PASS_MASK);
      const blended = opacity < 1 || mask != 0;
      if (blended) memory.copy(below, scratch, PLANE_BYTES * 3);
      runPass(pass, count, scratch);
      if (mask != 0) cover(mask, program, firstPixel + done, count, coverage);
      if (blended) blend(below, scratch, opacity, mask != 0 ? coverage : 0, count);
    }
    pack(program, at, count, scratch);
  }
}
