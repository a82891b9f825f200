import type { AdjustmentLayer, Lut3dAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { cubeText } from '@photocrafter/shared/adjustments/cube-text';
import { sampleToLut3d } from '@photocrafter/shared/adjustments/lut3d';
import type { ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import { renderFloat } from '../render/render-rows';

export interface CubeFile { readonly text: string; /** layers that a cube cannot hold, by name */ readonly omitted: readonly string[] }

const CUBE_SIZE = 33;

/** All layers that treat every pixel alike, as one 3D table over encoded values. Masked and pixel layers are named, not guessed. */
export function stackToLut(layers: readonly AdjustmentLayer[], encoding: ColourEncoding): { readonly lut: Lut3dAdjustment; readonly omitted: readonly string[] } {
  const holds = (layer: AdjustmentLayer): boolean => layer.mask === undefined && layer.adjustment.kind !== 'pixels';
  const pointwise = layers.filter(holds);
  const grid = new Float32Array(CUBE_SIZE ** 3 * 3);
  for (let i = 0; i < CUBE_SIZE ** 3; i++) {
    grid[3 * i] = (i % CUBE_SIZE) / (CUBE_SIZE - 1);
    grid[3 * i + 1] = (Math.floor(i / CUBE_SIZE) % CUBE_SIZE) / (CUBE_SIZE - 1);
    grid[3 * i + 2] = Math.floor(i / CUBE_SIZE ** 2) / (CUBE_SIZE - 1);
  }
  const { data } = renderFloat({ width: CUBE_SIZE ** 2, height: CUBE_SIZE, data: grid, encoding }, pointwise);
  const at = (value: number): number => Math.round(value * (CUBE_SIZE - 1));
  const lut = sampleToLut3d(([red, green, blue]) => {
    const i = 3 * ((at(blue) * CUBE_SIZE + at(green)) * CUBE_SIZE + at(red));
    return [data[i]!, data[i + 1]!, data[i + 2]!];
  }, CUBE_SIZE);
  return { lut, omitted: layers.filter((layer) => !holds(layer)).map(({ name }) => name) };
}

/** The stack as a .cube file, domain 0..1 of the picture's own encoding. */
export function writeCube(layers: readonly AdjustmentLayer[], encoding: ColourEncoding, title: string): CubeFile {
  const { lut, omitted } = stackToLut(layers, encoding);
  const head = [`TITLE "${oneLine(title).replaceAll('"', ' ')}"`, `# encoding: ${oneLine(encoding.name)}`, ...omitted.map((name) => `# not in this table: ${oneLine(name)}`)];
  return { text: cubeText(lut, head), omitted };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
