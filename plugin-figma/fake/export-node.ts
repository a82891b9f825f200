import { times } from './matrix';
import type { Self } from './node-surface';
import type { Draw, Matrix, NodeRecord, PaintSpec, RenderScene } from './scene';

const MAX_SIDE = 4096;
const KNOWN = ['format', 'contentsOnly', 'useAbsoluteBounds', 'suffix', 'constraint', 'colorProfile'];

/** Exports a node as Figma does: its bounding box on the page, upright, with everything that is visible in it. */
export async function exportNode({ id, doc }: Self, settings: ExportSettingsImage = { format: 'PNG' }): Promise<Uint8Array> {
  for (const key of Object.keys(settings)) if (!KNOWN.includes(key)) throw new Error(`in exportAsync: Unrecognized key ${key}`);
  for (let at: string | null = id; at !== null; at = doc.record(at).parent) if (doc.record(at).props['visible'] === false) throw new Error('in exportAsync: Failed to export node. This node may not have any visible layers.');
  const box = doc.box(id);
  const { type, value } = settings.constraint ?? { type: 'SCALE', value: 1 };
  const scale = type === 'SCALE' ? value : type === 'WIDTH' ? value / box.width : value / box.height;
  const width = Math.max(1, Math.round(box.width * scale)), height = Math.max(1, Math.round(box.height * scale));
  if (width > MAX_SIDE || height > MAX_SIDE) throw new Error(`in exportAsync: ${width}x${height} exceeds the largest size that can be exported`);
  const toPixels: Matrix = [[width / box.width, 0, -box.x * (width / box.width)], [0, height / box.height, -box.y * (height / box.height)]];
  const draws = drawsOf(id, 1, []);
  const isWide = settings.colorProfile === 'DISPLAY_P3_V4' || (settings.colorProfile !== 'SRGB' && doc.options.colorProfile === 'DISPLAY_P3');
  const scene: RenderScene = { width, height, colorProfile: isWide ? 'DISPLAY_P3' : 'SRGB', draws };
  return new Uint8Array(await doc.hooks.render(JSON.stringify(scene)));

  function drawsOf(nodeId: string, above: number, clips: Draw['clips']): readonly Draw[] {
    const record = doc.record(nodeId);
    const { props, children } = record;
    if (props['visible'] === false) return [];
    const { width: w, height: h } = doc.size(nodeId);
    const transform = times(toPixels, doc.absolute(nodeId));
    const opacity = above * ((props['opacity'] as number | undefined) ?? 1);
    const own = Array.isArray(props['fills']) ? (props['fills'] as PaintSpec[]).filter(({ visible }) => visible !== false) : [];
    const inner = isFrame(record) && props['clipsContent'] !== false ? [...clips, { transform, width: w, height: h }] : clips;
    const draw = own.map((paint): Draw => ({ transform, width: w, height: h, shape: record.type === 'ELLIPSE' ? 'ellipse' : 'box', radii: radiiOf(record), opacity, clips, paint }));
    return [...draw, ...children.flatMap((child) => drawsOf(child, opacity, inner))];
  }
}

function isFrame({ type }: NodeRecord): boolean { return ['FRAME', 'COMPONENT', 'INSTANCE', 'SLIDE'].includes(type); }
function radiiOf({ props }: NodeRecord): Draw['radii'] {
  const radius = (corner: string): number => (props[corner] as number | undefined) ?? 0;
  return [radius('topLeftRadius'), radius('topRightRadius'), radius('bottomRightRadius'), radius('bottomLeftRadius')];
}
