import { CHILDREN, DOCUMENT, FRAME, PAGE } from './children-properties';
import type { FakeDocument } from './fake-document';
import { ANNOTATED, BASE, BLEND, CONSTRAINED, CORNER, CORNERS_EACH, EXPORT, FILLS, LAYOUT, NODE, STICKY, STROKES, TEXT, WRITTEN } from './node-properties';
import { strictObject, type AnySurface, type Property, type Self } from './node-surface';

const merge = (...parts: readonly object[]): AnySurface => Object.assign({}, ...parts) as AnySurface;
const scene = merge(BASE, NODE, LAYOUT, EXPORT, BLEND);
const shape = merge(scene, FILLS, STROKES, CONSTRAINED, ANNOTATED);
const frame = merge(shape, CHILDREN, FRAME, CORNER, CORNERS_EACH);
const group = merge(scene, CHILDREN);

/** Which properties each kind of node has (FT): annotations not on groups and sections, corners only on boxes, fills not on groups. */
const SURFACES: Readonly<Record<string, AnySurface>> = {
  RECTANGLE: merge(shape, CORNER, CORNERS_EACH),
  ELLIPSE: shape,
  POLYGON: merge(shape, CORNER), STAR: merge(shape, CORNER), VECTOR: merge(shape, CORNER),
  TEXT: merge(shape, WRITTEN, TEXT),
  FRAME: frame, COMPONENT: frame, INSTANCE: frame, SLIDE: frame,
  COMPONENT_SET: frame,
  GROUP: group,
  SLIDE_GRID: group, SLIDE_ROW: group,
  BOOLEAN_OPERATION: merge(group, FILLS, STROKES, CORNER),
  SECTION: merge(BASE, NODE, FILLS, CHILDREN, { x: LAYOUT.x, y: LAYOUT.y, width: LAYOUT.width, height: LAYOUT.height, relativeTransform: LAYOUT.relativeTransform, absoluteTransform: LAYOUT.absoluteTransform, absoluteBoundingBox: LAYOUT.absoluteBoundingBox }, EXPORT),
  MEDIA: merge(BASE, NODE, EXPORT, { x: LAYOUT.x, y: LAYOUT.y, width: LAYOUT.width, height: LAYOUT.height }),
  STICKY: merge(BASE, NODE, EXPORT, FILLS, STICKY, { x: LAYOUT.x, y: LAYOUT.y, width: LAYOUT.width, height: LAYOUT.height, absoluteBoundingBox: LAYOUT.absoluteBoundingBox, relativeTransform: LAYOUT.relativeTransform, absoluteTransform: LAYOUT.absoluteTransform }),
  PAGE: merge(NODE, PAGE, CHILDREN),
  DOCUMENT: merge(NODE, DOCUMENT),
};

/** Hands out one object a node, as Figma does not: its objects differ and only ids are equal. So a new one each time. */
export function createNodes(doc: FakeDocument): (id: string) => BaseNode {
  const node = (id: string): BaseNode => {
    const { type } = doc.record(id);
    const surface = SURFACES[type];
    if (surface === undefined) throw new Error(`the fake has no ${type}`);
    const self: Self = { id, doc, record: () => doc.record(id), node };
    const extra: Record<string, Property<unknown>> = {
      type: { get: () => type },
      clone: { get: () => () => node(doc.copy(id, doc.pageId)) },
      ...(type === 'STICKY' && { text: { get: () => strictObject('TEXT_SUBLAYER', merge(WRITTEN), self, () => undefined) } }),
    };
    const isAlive = (key: string): void => { if (key !== 'removed' && key !== 'id') doc.record(id); };
    return strictObject<BaseNode>(`${type} node`, merge(surface, extra), self, isAlive);
  };
  return node;
}
