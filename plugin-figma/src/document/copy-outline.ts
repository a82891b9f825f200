/** Layers with fills that can be given an outline. */
export type Boxed = RectangleNode | EllipseNode | PolygonNode | StarNode | VectorNode | TextNode | BooleanOperationNode | FrameNode | ComponentNode | InstanceNode | SlideNode;
type Cornered = SceneNode & RectangleCornerMixin & CornerMixin;

/** Gives a rectangle or a frame the corners of the original, so that no corner of the picture sticks out. */
export function copyOutline(from: SceneNode, to: RectangleNode | FrameNode): void {
  if (!hasCorners(from)) return;
  for (const corner of ['topLeftRadius', 'topRightRadius', 'bottomLeftRadius', 'bottomRightRadius'] as const) if (from[corner] !== 0) to[corner] = from[corner];
  if (from.cornerSmoothing !== 0) to.cornerSmoothing = from.cornerSmoothing;
}

function hasCorners(node: SceneNode): node is Cornered { return 'topLeftRadius' in node && 'cornerSmoothing' in node; }
