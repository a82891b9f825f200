import type { FakeDocument } from './fake-document';
import { corners, times } from './matrix';
import type { Matrix, NodeRecord, NodeSpec, Notification, PaintSpec } from './scene';

type Corners = readonly (readonly [number, number])[];
/** What a test does to the document and sees of it: the hands and eyes of a user, not of a plugin. Everything is JSON. */
export interface FakeUser {
  /** an image that the file holds, of any size; its bytes are kept outside */
  addImage(hash: string, width: number, height: number): void;
  build(spec: NodeSpec, parent?: string): string;
  select(ids: readonly string[]): void;
  remove(id: string): void;
  change(id: string, props: Readonly<Record<string, unknown>>): void;
  page(): string;
  /** another page, not loaded yet */
  addPage(): string;
  children(id: string): readonly string[];
  node(id: string): NodeRecord;
  state(): string;
  undo(): void;
  undoSteps(): number;
  notifications(): readonly Notification[];
  /** where the corners of a node lie on the page */
  cornersOf(id: string): Corners;
  /** where the corners of the image in the n-th fill lie on the page, by Figma's rules for scale modes; of the first repetition when it repeats */
  imageCorners(id: string, fill: number): Corners;
  shownInterface(): boolean;
}

export function createFakeUser(doc: FakeDocument, isShown: () => boolean): FakeUser {
  return {
    addImage(hash, width, height) { doc.images.set(hash, { width, height }); },
    build: (spec, parent = doc.pageId) => doc.build(spec, parent),
    select(ids) { doc.selection = [...ids]; },
    remove(id) { doc.remove(id); doc.commit(); },
    change(id, props) { Object.assign(doc.record(id).props, props); doc.commit(); },
    page: () => doc.pageId,
    addPage: () => doc.build({ type: 'PAGE', name: 'Page 2' }, doc.rootId),
    children: (id) => doc.record(id).children,
    node: (id) => doc.record(id),
    state: () => doc.state(),
    undo() { doc.undo(); },
    undoSteps: () => doc.undoSteps(),
    notifications: () => doc.notifications,
    cornersOf(id) {
      const { width, height } = doc.size(id);
      return corners(doc.absolute(id), width, height);
    },
    imageCorners(id, fill) {
      const { width, height } = doc.size(id);
      const paint = (doc.record(id).props['fills'] as PaintSpec[])[fill]!;
      return corners(times(doc.absolute(id), imagePlace(paint, width, height, doc.images.get(paint.imageHash!)!)), 1, 1);
    },
    shownInterface: isShown,
  };
}

/** From the image's unit square to the node's units (Figma's editor: fill covers, fit contains, crop is the inverse of its transform, tile starts top left). */
export function imagePlace(paint: PaintSpec, width: number, height: number, image: { readonly width: number; readonly height: number }): Matrix {
  if (paint.scaleMode === 'CROP') {
    const [[a, b, e], [c, d, f]] = paint.imageTransform ?? [[1, 0, 0], [0, 1, 0]];
    const det = a * d - b * c;
    return [[(width * d) / det, (-width * b) / det, (width * (b * f - d * e)) / det], [(-height * c) / det, (height * a) / det, (height * (c * e - a * f)) / det]];
  }
  const turns = (((paint.rotation ?? 0) / 90) % 4 + 4) % 4;
  const across = turns % 2 === 0 ? image.width : image.height, down = turns % 2 === 0 ? image.height : image.width;
  const scale = paint.scaleMode === 'TILE' ? paint.scalingFactor ?? 1 : paint.scaleMode === 'FIT' ? Math.min(width / across, height / down) : Math.max(width / across, height / down);
  const w = across * scale, h = down * scale;
  const x = paint.scaleMode === 'TILE' ? 0 : (width - w) / 2, y = paint.scaleMode === 'TILE' ? 0 : (height - h) / 2;
  const turned: readonly Matrix[] = [[[w, 0, x], [0, h, y]], [[0, -w, x + w], [h, 0, y]], [[-w, 0, x + w], [0, -h, y + h]], [[0, w, x], [-h, 0, y + h]]];
  return turned[turns]!;
}
