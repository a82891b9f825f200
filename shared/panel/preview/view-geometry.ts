/** A rectangle in CSS pixels of the viewer, from its top left. */
export interface Rectangle { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export interface Size { readonly width: number; readonly height: number }

export const COMPARISONS = ['after', 'before', 'split', 'side'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** How the picture is looked at. */
export interface View {
  readonly comparison: Comparison;
  /** where the split stands, 0..1 of the viewer's width */
  readonly split: number;
  /** CSS pixels a picture pixel; undefined fits the picture in */
  readonly zoom: number | undefined;
  /** the picture's point in the middle of a pane, 0..1 */
  readonly centreX: number;
  readonly centreY: number;
  /** false colour where a channel is cut off */
  readonly clipping: boolean;
}
export const INITIAL_VIEW: View = { comparison: 'after', split: 0.5, zoom: undefined, centreX: 0.5, centreY: 0.5, clipping: false };

/** A part of the viewer: which picture it shows, where, and where that picture lies as a whole. */
export interface Pane { readonly shows: 'before' | 'after'; readonly clip: Rectangle; readonly picture: Rectangle }

/** Space between the two panes of a comparison side by side. */
const GAP = 4;

/** The panes of a view, left to right or top to bottom. */
export function panesOf(view: View, viewer: Size, picture: Size): readonly Pane[] {
  const whole = { x: 0, y: 0, ...viewer };
  switch (view.comparison) {
    case 'after':
    case 'before': return [{ shows: view.comparison, clip: whole, picture: place(view, whole, picture) }];
    case 'split': {
      const at = Math.round(view.split * viewer.width);
      const placed = place(view, whole, picture);
      return [
        { shows: 'before', clip: { ...whole, width: at }, picture: placed },
        { shows: 'after', clip: { ...whole, x: at, width: viewer.width - at }, picture: placed },
      ];
    }
    case 'side': {
      const [first, second] = halves(viewer, picture);
      return [{ shows: 'before', clip: first, picture: place(view, first, picture) }, { shows: 'after', clip: second, picture: place(view, second, picture) }];
    }
  }
}

/** CSS pixels a picture pixel at which the picture just fits. */
export function fitScale(pane: Size, picture: Size): number {
  return Math.min(pane.width / picture.width, pane.height / picture.height);
}

function place({ zoom, centreX, centreY }: View, pane: Rectangle, picture: Size): Rectangle {
  const scale = zoom ?? fitScale(pane, picture);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return {
    x: pane.x + along(pane.width, width, zoom === undefined ? 0.5 : centreX),
    y: pane.y + along(pane.height, height, zoom === undefined ? 0.5 : centreY),
    width, height,
  };
}

/** Where a side of the picture begins: centred when it fits, and never further in than its own edge. */
function along(pane: number, picture: number, centre: number): number {
  if (picture <= pane) return (pane - picture) / 2;
  return Math.min(Math.max(pane / 2 - centre * picture, pane - picture), 0);
}

/** Beside or below each other, whichever shows more of the picture. */
function halves({ width, height }: Size, picture: Size): readonly [Rectangle, Rectangle] {
  const half = Math.max((width - GAP) / 2, 1);
  const low = Math.max((height - GAP) / 2, 1);
  return fitScale({ width: half, height }, picture) >= fitScale({ width, height: low }, picture)
    ? [{ x: 0, y: 0, width: half, height }, { x: half + GAP, y: 0, width: half, height }]
    : [{ x: 0, y: 0, width, height: low }, { x: 0, y: low + GAP, width, height: low }];
}
