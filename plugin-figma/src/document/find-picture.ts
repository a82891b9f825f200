import type { PictureSource } from '../bridge/figma-calls';
import { imageToNode } from '../geometry/image-to-node';

/** Why a layer cannot be edited, in words for its user. */
export interface Refusal { readonly reason: string }
export type Found = PictureSource | Refusal;

const CONTAINERS: ReadonlySet<string> = new Set(['FRAME', 'GROUP', 'COMPONENT', 'COMPONENT_SET', 'INSTANCE', 'SECTION', 'BOOLEAN_OPERATION', 'SLIDE', 'TRANSFORM_GROUP', 'SLOT']);
/** Shapes that can be copied with their outline, so that a fill on the copy covers the fill of the original exactly. */
const SHAPES: ReadonlySet<string> = new Set(['RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'VECTOR', 'TEXT', 'BOOLEAN_OPERATION']);
const FRAMES: ReadonlySet<string> = new Set(['FRAME', 'COMPONENT', 'INSTANCE', 'SLIDE']);

/** What of a node is the picture, or why nothing is. */
export function findPicture(node: SceneNode): Found {
  if (node.type === 'MEDIA') return { reason: 'is a video or an animation. Photocrafter edits still pictures' };
  if (!('exportAsync' in node) || node.type === 'SLICE') return { reason: 'holds no picture' };
  const fills = 'fills' in node ? node.fills : [];
  if (fills === figma.mixed) return shown(node);
  const visible = fills.filter((paint) => paint.visible !== false);
  if (visible.some(({ type }) => type === 'VIDEO')) return { reason: 'is filled with a video. Photocrafter edits still pictures' };
  const images = visible.filter(isImage);
  if (images.length === 0) return CONTAINERS.has(node.type) ? shown(node) : { reason: 'holds no picture' };
  const [image] = images;
  if (images.length > 1 || image === undefined || hasFilters(image) || !canTakeLayer(node)) return shown(node);
  const canBeTiled = imageToNode(image, node, { width: 1, height: 1 }) !== undefined;
  return { kind: 'fill', hash: image.imageHash, canBeTiled };
}

export type FilledPaint = ImagePaint & { readonly imageHash: string };
export function isImage(paint: Paint): paint is FilledPaint {
  return paint.type === 'IMAGE' && paint.imageHash !== null;
}

/** The image fill that a picture was taken from. */
export function imageFillOf(node: SceneNode, hash: string): FilledPaint | undefined {
  if (!('fills' in node) || node.fills === figma.mixed) return undefined;
  return node.fills.find((paint): paint is FilledPaint => isImage(paint) && paint.imageHash === hash && paint.visible !== false);
}

export function isFrameLike(node: SceneNode): node is FrameNode | ComponentNode | InstanceNode | SlideNode { return FRAMES.has(node.type); }

/** A frame's own fill is covered from inside, below its children; where nothing can be put inside and there are children, it is taken as shown. */
function canTakeLayer(node: SceneNode): boolean {
  if (SHAPES.has(node.type)) return true;
  if (!isFrameLike(node)) return false;
  return node.children.length === 0 || !isWithinInstance(node);
}

/** Figma admits no new layers inside instances. */
export function isWithinInstance(node: BaseNode): boolean {
  for (let at: BaseNode | null = node; at !== null; at = at.parent) if (at.type === 'INSTANCE') return true;
  return false;
}

function hasFilters({ filters }: ImagePaint): boolean {
  return Object.values(filters ?? {}).some((value) => value !== 0);
}

function shown(node: SceneNode & ExportMixin): Found {
  if (!isShown(node)) return { reason: 'is hidden, so Figma cannot show it to Photocrafter. Make it visible and try again' };
  if (!('absoluteBoundingBox' in node) || node.absoluteBoundingBox === null || node.absoluteBoundingBox.width * node.absoluteBoundingBox.height === 0) return { reason: 'is empty' };
  return { kind: 'shown' };
}

/** Neither hidden itself nor within anything hidden. */
export function isShown(node: SceneNode): boolean {
  for (let at: BaseNode | null = node; at !== null; at = at.parent) if ('visible' in at && !at.visible) return false;
  return true;
}
