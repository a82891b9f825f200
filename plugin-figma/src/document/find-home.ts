import { compose, IDENTITY, inverse, type Affine } from '../geometry/affine';
import { isWithinInstance } from './find-picture';

/** Where a new layer goes: into `parent` at `index`; `container` is what its transform is relative to, on the page. */
export interface Home {
  readonly parent: BaseNode & ChildrenMixin;
  readonly index: number;
  readonly container: Affine;
  /** what the user should know when it could not be right above the original */
  readonly remark?: string;
}

/** Parents that take no layer of ours: their children mean something else. */
const CLOSED: ReadonlySet<string> = new Set(['BOOLEAN_OPERATION', 'COMPONENT_SET', 'TRANSFORM_GROUP', 'SLIDE_ROW', 'SLIDE_GRID', 'TABLE', 'DOCUMENT']);
/** Not containers for transforms: their children's are relative to what lies around the group (FT, relativeTransform). */
const TRANSPARENT: ReadonlySet<string> = new Set(['GROUP', 'BOOLEAN_OPERATION', 'TRANSFORM_GROUP']);

/** Directly above a node, or above the nearest thing around it that something can be put next to. */
export function homeAbove(node: SceneNode): Home {
  let below: BaseNode = node;
  while (below.parent !== null && (CLOSED.has(below.parent.type) || isWithinInstance(below.parent))) below = below.parent;
  const { parent } = below;
  if (parent === null) throw new Error('a layer without a page');
  const home = { parent, index: indexIn(parent, below) + 1, container: containerTransform(parent) };
  if (below === node) return home;
  const around = isWithinInstance(node) ? `the instance “${below.name}”: Figma lets nothing be added inside of instances` : `“${below.name}”`;
  return { ...home, remark: `The new layer lies above ${around}.` };
}

/** Inside a frame, below all its children. */
export function homeInside(frame: BaseNode & ChildrenMixin & DimensionAndPositionMixin): Home {
  return { parent: frame, index: 0, container: frame.absoluteTransform };
}

function indexIn(parent: ChildrenMixin, child: BaseNode): number {
  return parent.children.findIndex(({ id }) => id === child.id);
}

function containerTransform(parent: BaseNode): Affine {
  let at: BaseNode | null = parent;
  while (at !== null && TRANSPARENT.has(at.type)) at = at.parent;
  return at !== null && 'absoluteTransform' in at ? at.absoluteTransform : IDENTITY;
}

/** A transform on the page as one relative to a home. */
export function relativeTo({ container }: Home, absolute: Affine): Affine {
  const back = inverse(container);
  return back === undefined ? absolute : compose(back, absolute);
}
