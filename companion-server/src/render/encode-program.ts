import type { HueRange, HueSaturationAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { saturationGain } from '@photocrafter/shared/adjustments/hue-saturation';
import { clampUnit, type ChannelMaps, type ScalarMap } from '@photocrafter/shared/adjustments/pixel-map';
import type { RasterDescription } from '@photocrafter/shared/pixels/pixel-buffer';
import { buildAdaptiveTable } from './adaptive-table';
import type { PassFunction, RenderPass } from './compile-program';
import { encodeMask } from './encode-mask';
import { ProgramWriter } from './program-writer';
import * as layout from './wasm/program-layout';

/**
 * Lays a program out as the WebAssembly module reads it (program-layout.ts), for pictures of one shape, to be placed at the
 * address `base`. At 8 bits per-channel functions that come first are tabulated for every sample value. (At 16 bits that
 * would be three quarters of a megabyte, slower by a third than the small tables that adapt; measured.)
 */
export function encodeProgram(passes: readonly RenderPass[], picture: RasterDescription, base: number): Uint8Array {
  const writer = new ProgramWriter(base);
  const first = passes[0];
  const entry = picture.depth === 8 && first?.run.kind === 'table' && first.opacity === 1 && first.mask === undefined ? first.run.maps : undefined;
  const rest = entry === undefined ? passes : passes.slice(1);
  const header = writer.allocate(layout.HEADER_BYTES + rest.length * layout.PASS_BYTES);
  writer.integers(header + layout.HEADER_WIDTH, picture.width, picture.height, picture.channels, picture.depth);
  if (entry !== undefined) writer.integers(header + layout.HEADER_ENTRY, ...placeEach(entry, (map) => placeEntryTable(writer, map)));
  writer.integers(header + layout.HEADER_PASS_COUNT, rest.length);
  rest.forEach(({ run, opacity, mask }, i) => {
    const at = header + layout.HEADER_BYTES + i * layout.PASS_BYTES;
    const [kind, data] = placeFunction(writer, run);
    writer.integers(at + layout.PASS_KIND, kind, data);
    writer.floats(at + layout.PASS_OPACITY, opacity);
    writer.integers(at + layout.PASS_MASK, mask === undefined ? 0 : encodeMask(writer, mask));
  });
  return writer.finish();
}

function placeFunction(writer: ProgramWriter, run: PassFunction): readonly [kind: number, address: number] {
  switch (run.kind) {
    case 'table': return [layout.KIND_TABLE, writer.place(Int32Array.from(placeEach(run.maps, (map) => placeAdaptiveTable(writer, map))))];
    case 'matrix': return [layout.KIND_MATRIX, writer.place(Float32Array.from([0, 1, 2].flatMap((row) => [...run.matrix.slice(3 * row, 3 * row + 3), run.offset[row]!])))];
    case 'lut3d': return [layout.KIND_LUT3D, placeLut(writer, run.size, run.values)];
    case 'hueSaturation': return [layout.KIND_HUE_SATURATION, placeHueSaturation(writer, run.adjustment)];
  }
}

/** Equal functions share a table. */
function placeEach(maps: ChannelMaps, place: (map: ScalarMap) => number): readonly number[] {
  const placed = new Map<ScalarMap, number>();
  return maps.map((map) => {
    const address = placed.get(map) ?? place(map);
    placed.set(map, address);
    return address;
  });
}

function placeEntryTable(writer: ProgramWriter, map: ScalarMap): number {
  return writer.place(Float32Array.from({ length: 256 }, (_, sample) => clampUnit(map(sample / 255))));
}

function placeAdaptiveTable(writer: ProgramWriter, map: ScalarMap): number {
  const table = buildAdaptiveTable(map);
  const nodes = writer.place(Float32Array.from(table.nodes));
  const cells = writer.allocate(table.starts.length * layout.CELL_BYTES);
  const content = new DataView(new ArrayBuffer(table.starts.length * layout.CELL_BYTES));
  table.starts.forEach((start, cell) => {
    const intervals = table.intervals[cell]!;
    const address = intervals === 0 ? cells + start * layout.CELL_BYTES : nodes + start * 4;
    content.setUint32(cell * layout.CELL_BYTES + layout.CELL_CONTENT, address, true);
    content.setFloat32(cell * layout.CELL_BYTES + layout.CELL_INTERVALS, intervals, true);
  });
  writer.write(cells, content);
  return cells;
}

function placeLut(writer: ProgramWriter, size: number, values: Float32Array): number {
  const nodes = new Float32Array((values.length / 3) * 4);
  for (let from = 0, to = 0; from < values.length; from += 3, to += 4) {
    nodes[to] = values[from]!;
    nodes[to + 1] = values[from + 1]!;
    nodes[to + 2] = values[from + 2]!;
  }
  const address = writer.allocate(layout.LUT_NODES + nodes.byteLength);
  writer.integers(address + layout.LUT_SIZE, size);
  writer.write(address + layout.LUT_NODES, nodes);
  return address;
}

function placeHueSaturation(writer: ProgramWriter, { hue, saturation, lightness, colorize, ranges }: HueSaturationAdjustment): number {
  const used = colorize ? [] : ranges;
  const address = writer.allocate(layout.RANGES + used.length * layout.RANGE_BYTES);
  writer.floats(address + layout.HUE_SHIFT, hue, colorize ? saturation / 100 : saturationGain(saturation), lightness / 100);
  writer.integers(address + layout.COLORIZE, colorize ? 1 : 0, used.length);
  used.forEach((range, i) => writer.floats(address + layout.RANGES + i * layout.RANGE_BYTES, ...rangeFields(range)));
  return address;
}

/** In the order of RANGE_BEGIN .. RANGE_LIGHTNESS; angles after the first count from it, so that ranges may pass through 0. */
function rangeFields(range: HueRange): readonly number[] {
  const from = (angle: number): number => (((angle - range.beginRamp) % 360) + 360) % 360;
  const angles = [range.beginRamp, from(range.beginSustain), from(range.endSustain), from(range.endRamp)];
  return [...angles, range.hue, saturationGain(range.saturation) - 1, range.lightness / 100];
}
