import fc from 'fast-check';
import type { FinishedImage } from '../src/bridge/figma-calls';
import { cutTiles, fitSize } from '../src/geometry/cut-tiles';
import { apply, solve } from '../fake/matrix';
import type { Matrix, NodeSpec } from '../fake/scene';
import { openStage, type FigmaStage } from './figma-stage';
import { hollowPng } from './png';

type Corner = readonly [number, number];
/** How far a placed corner may lie from where the original has it, in units of the page. */
const NEAR = 0.5;

const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
/** Rotated, perhaps mirrored, perhaps skewed by up to 50 degrees; axes of length one. */
const transform: fc.Arbitrary<Matrix> = fc.record({ turn: angle, skew: fc.double({ min: -0.9, max: 0.9, noNaN: true }), isSkewed: fc.boolean(), isFlipped: fc.boolean(), x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) })
  .map(({ turn, skew, isSkewed, isFlipped, x, y }): Matrix => {
    const other = turn + Math.PI / 2 + (isSkewed ? skew : 0), side = isFlipped ? -1 : 1;
    return [[Math.cos(turn), side * Math.cos(other), x], [Math.sin(turn), side * Math.sin(other), y]];
  });
const side = fc.integer({ min: 8, max: 12_000 });
/** Figma keeps no side below 0.01 units, so tiles of a picture that is shown thinner than that cannot be exact. */
const imageSide = fc.integer({ min: 64, max: 12_000 });
const crop: fc.Arbitrary<Matrix> = fc.record({ turn: angle, across: fc.double({ min: 0.05, max: 2, noNaN: true }), down: fc.double({ min: 0.05, max: 2, noNaN: true }), x: fc.double({ min: -1, max: 1, noNaN: true }), y: fc.double({ min: -1, max: 1, noNaN: true }) })
  .map(({ turn, across, down, x, y }): Matrix => [[across * Math.cos(turn), -down * Math.sin(turn), x], [across * Math.sin(turn), down * Math.cos(turn), y]]);
const scaling = fc.oneof(
  fc.constantFrom('FILL', 'FIT').chain((scaleMode) => fc.constantFrom(0, 90, 180, 270).map((rotation) => ({ scaleMode, rotation }))),
  crop.map((imageTransform) => ({ scaleMode: 'CROP', imageTransform })),
  fc.double({ min: 0.01, max: 3, noNaN: true }).map((scalingFactor) => ({ scaleMode: 'TILE', scalingFactor })),
);
const around = fc.array(fc.record({ type: fc.constantFrom('FRAME', 'GROUP', 'INSTANCE', 'SECTION', 'BOOLEAN_OPERATION', 'COMPONENT'), transform, isFlow: fc.boolean() }), { maxLength: 4 });
const scene = fc.record({ around, transform, width: side, height: side, image: fc.record({ width: imageSide, height: imageSide }), scaling, type: fc.constantFrom('RECTANGLE', 'ELLIPSE', 'FRAME', 'STAR'), seed: fc.integer() });

/** The place of a picture nearest to a point, told by where its corners lie, and where another picture has the same place. */
function carry([x, y]: Corner, from: readonly Corner[], to: readonly Corner[]): readonly [here: Corner, there: Corner] {
  const axes = ([origin, across, , down]: readonly Corner[]): Matrix => [[across![0] - origin![0], down![0] - origin![0], origin![0]], [across![1] - origin![1], down![1] - origin![1], origin![1]]];
  const [u, v] = solve(axes(from), x, y).map((share) => Math.min(1, Math.max(0, share))) as [number, number];
  return [apply(axes(from), u, v), apply(axes(to), u, v)];
}

describe('geometry of placing', () => {
  let stage: FigmaStage;
  beforeEach(async () => { stage = await openStage(); });
  afterEach(() => { stage.engine.close(); });

  const build = ({ around: parents, transform: own, width, height, image, scaling: mode, type }: typeof scene extends fc.Arbitrary<infer T> ? T : never, hash: string): { id: string; before: string } => {
    const { user } = stage.engine;
    user.addImage(hash, image.width, image.height);
    const leaf: NodeSpec = { type, name: 'Photo', width, height, transform: own, props: { fills: [{ type: 'IMAGE', imageHash: hash, ...mode }] } };
    const spec = parents.reduceRight((child: NodeSpec, parent): NodeSpec => ({ type: parent.type, width: 3000, height: 2000, transform: parent.transform, children: [child, { type: 'TEXT', width: 10, height: 10 }], ...(parent.type === 'FRAME' && parent.isFlow && { props: { layoutMode: 'VERTICAL', primaryAxisSizingMode: 'AUTO', counterAxisSizingMode: 'FIXED', paddingTop: 7 } }) }), leaf);
    let id = user.build(spec);
    for (let depth = 0; depth < parents.length; depth++) id = user.children(id)[0]!;
    return { id, before: user.state() };
  };
  const finished = (image: { width: number; height: number }, canBeTiled: boolean): FinishedImage => {
    const boxes = canBeTiled ? cutTiles(image, true) : [{ x: 0, y: 0, ...fitSize(image) }];
    return { ...(canBeTiled ? image : fitSize(image)), tiles: boxes.map((box) => ({ ...box, bytes: hollowPng(box.width, box.height) })) };
  };
  /** Where the corners of the whole new image lie, put together from the tiles that hold them. */
  const placedCorners = (nodeId: string, image: FinishedImage): readonly Corner[] => {
    const { user } = stage.engine;
    if (image.tiles.length === 1) return user.imageCorners(nodeId, 0);
    const tiles = user.children(nodeId).filter((child) => String(user.node(child).props['name']).startsWith('Tile'));
    expect(tiles).toHaveLength(image.tiles.length);
    for (const [i, tile] of tiles.entries()) for (const [corner, place] of user.cornersOf(tile).entries()) expectNear(user.imageCorners(tile, 0)[corner]!, place, `tile ${i}`);
    const holding = (x: number, y: number): number => image.tiles.findIndex((tile) => x >= tile.x && x <= tile.x + tile.width && y >= tile.y && y <= tile.y + tile.height && (tile.x === x || tile.x + tile.width === x) && (tile.y === y || tile.y + tile.height === y));
    return ([[0, 0], [image.width, 0], [image.width, image.height], [0, image.height]] as const).map(([x, y], corner) => user.cornersOf(tiles[holding(x, y)]!)[corner]!);
  };
  const expectNear = ([x, y]: Corner, [wantedX, wantedY]: Corner, what: string): void => {
    const off = Math.hypot(x - wantedX, y - wantedY);
    if (!(off <= NEAR)) throw new Error(`${what}: ${off} units off`);
  };

  it('covers the original within half a pixel for any tree, transform, crop, scale mode and size; one undo brings it back', async () => {
    let count = 0;
    await fc.assert(fc.asyncProperty(scene, async (drawn) => {
      const { user } = stage.engine;
      const { id, before } = build(drawn, `photo${count++}`);
      const original = user.node(id), where = user.cornersOf(id), imageAt = user.imageCorners(id, 0);
      user.select([id]);
      const { pictures: [picture] } = await stage.call('selection', undefined);
      const canBeTiled = picture!.source.kind === 'fill' && picture!.source.canBeTiled;
      const image = finished(drawn.image, canBeTiled);
      const { nodeId } = await stage.call('place', { picture: picture!, look: { kind: 'pixels', image }, text: '', options: [] });
      expect({ ...user.node(id), children: [] }).toEqual({ ...original, children: [] });
      for (const [i, corner] of user.cornersOf(nodeId).entries()) expectNear(corner, where[i]!, 'outline');
      // fills that repeat or are turned by their own rotation become smaller than they were: the rounded sides of a very long one may then
      // show it a little shorter
      if (canBeTiled || Math.max(drawn.image.width, drawn.image.height) <= 4096) {
        const placed = placedCorners(nodeId, image);
        for (const point of where) {
          const [here, there] = carry(point, imageAt, placed);
          expectNear(there, here, 'image');
        }
      }
      expect(user.undoSteps()).toBeGreaterThan(0);
      user.undo();
      expect(user.state()).toBe(before);
      user.remove(user.children(user.page())[0]!);
    }), { numRuns: 120 });
  }, 240_000);

  it('cuts pictures into tiles that leave nothing out, share their edges, and are small enough', () => {
    fc.assert(fc.property(side, side, fc.boolean(), (width, height, isOpaque) => {
      const boxes = cutTiles({ width, height }, isOpaque);
      for (const box of boxes) expect(Math.max(box.width, box.height) <= 4096 && box.width > 0 && box.height > 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
      const covered = (from: readonly number[], to: number): boolean => from.length > 0 && Math.max(...from) === to;
      expect(covered(boxes.map((box) => box.x + box.width), width) && covered(boxes.map((box) => box.y + box.height), height)).toBe(true);
      const columns = boxes.filter(({ y }) => y === 0).sort((a, b) => a.x - b.x);
      for (let i = 1; i < columns.length; i++) expect(columns[i - 1]!.x + columns[i - 1]!.width - columns[i]!.x).toBe(isOpaque ? 2 : 0);
    }));
  });
});
