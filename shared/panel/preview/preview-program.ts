import type { AdjustmentLayer, HueSaturationAdjustment, Lut3dAdjustment } from '../../adjustments/adjustment';
import { compileCurves } from '../../adjustments/curves';
import { exposureFunction } from '../../adjustments/exposure';
import { compileLevels } from '../../adjustments/levels';
import { clampUnit, type ChannelMaps, type ScalarMap } from '../../adjustments/pixel-map';
import type { Mask } from '../../pixels/mask';

/** How a segment's result joins what is below; absent where it replaces it. */
interface Blended { readonly opacity: number; readonly mask?: Mask }
/** `nodes` samples of each channel's function over 0..1: R, G, B, then 1, ready for a texture row. */
export interface ChannelsSegment extends Blended { readonly kind: 'channels'; readonly nodes: number; readonly table: Float32Array }
export interface MatrixSegment extends Blended { readonly kind: 'matrix'; readonly matrix: readonly number[]; readonly offset: readonly [number, number, number] }
export interface HueSegment extends Blended { readonly kind: 'hue'; readonly adjustment: HueSaturationAdjustment }
export interface CubeSegment extends Blended { readonly kind: 'cube'; readonly adjustment: Lut3dAdjustment }
/** One pass over a pixel. Runs of layers that treat channels apart are fused into one table. */
export type Segment = ChannelsSegment | MatrixSegment | HueSegment | CubeSegment;

/** The proxy has 256 values, so the first table is exact with as many nodes. */
const SOURCE_NODES = 256;
/** 16 nodes a level for values that other segments made: linear interpolation between them stays far below a level. */
const INNER_NODES = 255 * 16 + 1;

interface OpenRun extends Blended { readonly maps: ChannelMaps }

/** What a stack does to a pixel, as few segments as possible. Layers of new pixels are left out: they are not functions of a pixel. */
export function compilePreview(layers: readonly AdjustmentLayer[]): readonly Segment[] {
  const segments: Segment[] = [];
  let run: OpenRun | undefined;
  const close = (): void => {
    if (run !== undefined) segments.push(tabulate(run, segments.length === 0 ? SOURCE_NODES : INNER_NODES));
    run = undefined;
  };
  for (const { adjustment, opacity, mask } of layers) {
    const maps = channelMaps(adjustment);
    if (maps !== undefined) {
      if (mask !== undefined) {
        close();
        segments.push(tabulate({ maps: clamped(maps), opacity, mask }, segments.length === 0 ? SOURCE_NODES : INNER_NODES));
      } else {
        const faded = fade(clamped(maps), opacity);
        run = { maps: run === undefined ? faded : chain(run.maps, faded), opacity: 1 };
      }
      continue;
    }
    close();
    const blended: Blended = { opacity, ...(mask !== undefined && { mask }) };
    switch (adjustment.kind) {
      case 'channelMatrix': segments.push({ kind: 'matrix', matrix: adjustment.matrix, offset: adjustment.offset, ...blended }); break;
      case 'hueSaturation': segments.push({ kind: 'hue', adjustment, ...blended }); break;
      case 'lut3d': segments.push({ kind: 'cube', adjustment, ...blended }); break;
      default: break;
    }
  }
  close();
  return segments;
}

function channelMaps(adjustment: AdjustmentLayer['adjustment']): ChannelMaps | undefined {
  switch (adjustment.kind) {
    case 'exposure': {
      const map = exposureFunction(adjustment);
      return [map, map, map];
    }
    case 'curves': return compileCurves(adjustment);
    case 'levels': return compileLevels(adjustment);
    default: return undefined;
  }
}

function clamped(maps: ChannelMaps): ChannelMaps { return each(maps, (map) => (value) => clampUnit(map(value))); }
function fade(maps: ChannelMaps, opacity: number): ChannelMaps {
  return opacity === 1 ? maps : each(maps, (map) => (value) => value + (map(value) - value) * opacity);
}
function chain(first: ChannelMaps, then: ChannelMaps): ChannelMaps { return each(first, (map, i) => (value) => then[i]!(map(value))); }
function each([red, green, blue]: ChannelMaps, change: (map: ScalarMap, index: number) => ScalarMap): ChannelMaps {
  return [change(red, 0), change(green, 1), change(blue, 2)];
}

function tabulate({ maps, opacity, mask }: OpenRun, nodes: number): ChannelsSegment {
  const table = new Float32Array(nodes * 4).fill(1);
  for (let node = 0; node < nodes; node++) {
    for (let channel = 0; channel < 3; channel++) table[node * 4 + channel] = maps[channel]!(node / (nodes - 1));
  }
  return { kind: 'channels', nodes, table, opacity, ...(mask !== undefined && { mask }) };
}
