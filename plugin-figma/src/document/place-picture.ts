import { AppError } from '@photocrafter/shared/errors/app-error';
import type { PlaceAnswer, PlaceRequest } from '../bridge/figma-calls';
import { findNodeIfThere } from './find-node';
import { isImage, isShown } from './find-picture';
import { keepEdit } from './kept-edit';
import { makeLayer, type MadeLayer, type NewLook } from './make-layer';
import { mutable } from './mutable';
import { asOneStep } from './one-step';
import { removeBeside, writeNotes } from './write-notes';

/**
 * Puts a finished picture over its original, in one undo step: a new layer, or new pixels for the one that was made earlier. The
 * original stays as it is. Throws DOCUMENT_CHANGED when picture and layer are gone, HOST_REFUSED when Figma does not take it; nothing
 * remains of it then.
 */
export async function placePicture(request: PlaceRequest): Promise<PlaceAnswer> {
  const { picture, replaces, notes, options } = request;
  const original = await findNodeIfThere(picture.nodeId);
  const earlier = replaces === undefined ? undefined : await findNodeIfThere(replaces);
  if (original === undefined && earlier === undefined) throw new AppError('DOCUMENT_CHANGED', picture.name);
  const imageSize = picture.source.kind === 'fill' ? await figma.getImageByHash(picture.source.hash)?.getSizeAsync() : undefined;
  const look = toLook(request);
  return asOneStep(async (made) => {
    const remarks: string[] = [];
    let layer = earlier !== undefined && !options.includes('duplicate') && renew(earlier, look) ? earlier : undefined;
    if (layer === undefined) {
      if (original === undefined) throw new AppError('DOCUMENT_CHANGED', picture.name);
      const placed = makeLayer(original, picture, look, options.includes('duplicate'), imageSize ?? original, made);
      settle(placed);
      layer = placed.layer;
      if (placed.home.remark !== undefined) remarks.push(placed.home.remark);
      if (!isShown(layer)) remarks.push('The new layer lies in something hidden; show that to see it.');
      if (isTranslucent(original)) remarks.push('The original is translucent or blended and shines through; hide it to see the new layer alone.');
    }
    layer.name = `${picture.name} · Photocrafter`;
    keepEdit(layer, picture, request.text);
    // FigJam shows these buttons as well
    layer.setRelaunchData({ edit: 'Change the edit that Photocrafter made', enhance: '', critique: '' });
    const form = notes === undefined ? 'none' : await writeNotes(layer, notes, options, made);
    // last, so that a failure before leaves it
    if (earlier !== undefined && earlier.id !== layer.id && !earlier.removed) {
      await removeBeside(earlier);
      earlier.remove();
    }
    return { nodeId: layer.id, notes: form, remarks };
  });
}

function toLook({ look }: PlaceRequest): NewLook {
  switch (look.kind) {
    case 'filters': return look;
    case 'pixels': {
      const { width, height, tiles } = look.image;
      return { kind: 'pixels', size: { width, height }, tiles: tiles.map(({ bytes, ...box }) => ({ ...box, hash: createImage(bytes) })) };
    }
  }
}

function createImage(bytes: Uint8Array): string {
  try {
    return figma.createImage(bytes).hash;
  } catch (cause) {
    throw new AppError('HOST_REFUSED', 'Figma does not take the picture', { cause });
  }
}

/** Gives the layer that was made earlier its new look, where that is only another image or other filters. */
function renew(layer: SceneNode, look: NewLook): boolean {
  if (!('fills' in layer)) return false;
  // read once: every reading gives new objects
  const { fills } = layer;
  const fill = fills === figma.mixed ? undefined : fills.find((paint) => isImage(paint) && paint.visible !== false);
  if (fills === figma.mixed || fill?.type !== 'IMAGE') return false;
  const hasFilters = Object.values(fill.filters ?? {}).some((value) => value !== 0);
  const isFilterLayer = look.kind === 'filters';
  // pixels already hold what filters would do to them, and the other way round
  if (isFilterLayer !== hasFilters || (look.kind === 'pixels' && look.tiles.length > 1)) return false;
  const next: ImagePaint = look.kind === 'filters' ? { ...fill, filters: { ...look.filters } } : { ...fill, imageHash: look.tiles[0]!.hash };
  layer.fills = fills.map((paint) => (paint === fill ? next : paint));
  return true;
}

/** Puts a made layer where it belongs, over the original and out of the flow of auto layout. */
function settle({ layer, home, transform, over }: MadeLayer): void {
  const { parent, index } = home;
  parent.insertChild(index, layer);
  const isFlow = 'layoutMode' in parent && parent.layoutMode !== 'NONE';
  if (isFlow && 'layoutPositioning' in layer) layer.layoutPositioning = 'ABSOLUTE';
  if ('relativeTransform' in layer) layer.relativeTransform = mutable(transform);
  if ('constraints' in layer && parent.type !== 'PAGE') layer.constraints = constraintsOver(over, parent, isFlow);
  layer.locked = false;
  layer.visible = true;
}

/** How the original follows its frame when that is resized; children of auto layout say it by their sizing. */
function constraintsOver(over: SceneNode, parent: BaseNode, isFlow: boolean): Constraints {
  if (over.id === parent.id) return { horizontal: 'STRETCH', vertical: 'STRETCH' };
  if (isFlow) return { horizontal: followsFlow(over, 'layoutSizingHorizontal'), vertical: followsFlow(over, 'layoutSizingVertical') };
  return 'constraints' in over ? over.constraints : { horizontal: 'MIN', vertical: 'MIN' };
}

function followsFlow(over: SceneNode, sizing: 'layoutSizingHorizontal' | 'layoutSizingVertical'): ConstraintType {
  return sizing in over && (over as LayoutMixin)[sizing] === 'FILL' ? 'STRETCH' : 'MIN';
}

function isTranslucent(node: SceneNode): boolean {
  if ('opacity' in node && (node.opacity < 1 || !['NORMAL', 'PASS_THROUGH'].includes(node.blendMode))) return true;
  return 'fills' in node && node.fills !== figma.mixed && node.fills.some((paint) => paint.type === 'IMAGE' && paint.visible !== false && (paint.opacity ?? 1) < 1);
}
