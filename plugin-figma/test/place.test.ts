import type { CritiqueNotes, FinishedImage, PictureReference, PlaceAnswer } from '../src/bridge/figma-calls';
import type { NodeSpec } from '../fake/scene';
import { openStage, type FigmaStage } from './figma-stage';
import { hollowPng } from './png';

const image = (width: number, height: number): FinishedImage => ({ width, height, tiles: [{ x: 0, y: 0, width, height, bytes: hollowPng(width, height) }] });
const notes: CritiqueNotes = { title: 'Title', labels: ['**Title**', 'one'], paragraphs: ['one', 'two'], places: [{ x: 0.5, y: 0.25, label: 'here' }] };
const fill = (more: object = {}) => ({ type: 'IMAGE', imageHash: 'photo', scaleMode: 'FILL', ...more });
const photo = (more: Partial<NodeSpec> = {}): NodeSpec => ({ type: 'RECTANGLE', name: 'Photo', width: 300, height: 200, x: 20, y: 30, props: { fills: [fill()] }, ...more });

describe('placing', () => {
  let stage: FigmaStage;
  const open = async (options: Parameters<typeof openStage>[0] = {}): Promise<void> => {
    stage = await openStage(options);
    stage.engine.user.addImage('photo', 600, 400);
  };
  beforeEach(() => open());
  afterEach(() => { stage.engine.close(); });
  const selected = async (...ids: string[]): Promise<readonly PictureReference[]> => {
    stage.engine.user.select(ids);
    return (await stage.call('selection', undefined)).pictures;
  };
  const place = async (id: string, more: object = {}): Promise<PlaceAnswer> => {
    const [picture] = await selected(id);
    return stage.call('place', { picture: picture!, look: { kind: 'pixels', image: image(600, 400) }, text: 'kept', notes, options: [], ...more });
  };

  it('puts a copy with the new image directly above, in one undo step, the original as it was', async () => {
    const { user } = stage.engine;
    const frame = user.build({ type: 'FRAME', width: 400, height: 300, children: [{ type: 'RECTANGLE', width: 5, height: 5 }, photo({ props: { fills: [fill()], topLeftRadius: 12, constraints: { horizontal: 'SCALE', vertical: 'CENTER' }, effects: [{ type: 'DROP_SHADOW', visible: true }] } }), { type: 'TEXT', width: 5, height: 5 }] });
    const [, id] = user.children(frame) as [string, string, string];
    const before = user.state();
    const original = user.node(id);
    const { nodeId, notes: form, remarks } = await place(id);
    expect([form, remarks]).toEqual(['annotations', []]);
    expect(user.children(frame).indexOf(nodeId)).toBe(2);
    expect(user.node(id)).toEqual(original);
    const { props, relaunch } = user.node(nodeId);
    expect(props).toMatchObject({ name: 'Photo · Photocrafter', transform: [[1, 0, 20], [0, 1, 30]], width: 300, height: 200, topLeftRadius: 12, effects: [], constraints: { horizontal: 'SCALE', vertical: 'CENTER' } });
    expect((props['fills'] as { imageHash: string }[])[0]!.imageHash).toMatch(/^[0-9a-f]{40}$/);
    expect((props['annotations'] as unknown[]).length).toBe(2);
    expect(Object.keys(relaunch)).toContain('edit');
    expect(user.undoSteps()).toBe(1);
    user.undo();
    expect(user.state()).toBe(before);
  });

  it('brings its own layer up to date, and finds the edit again from there', async () => {
    const { user } = stage.engine;
    const id = user.build(photo());
    const text = `${'ü€\\😀'.repeat(10_000)}end`;
    const first = await place(id, { text });
    const hashOf = (node: string): string => (user.node(node).props['fills'] as { imageHash: string }[])[0]!.imageHash;
    const firstHash = hashOf(first.nodeId);
    const [again] = await selected(first.nodeId);
    expect(again).toMatchObject({ nodeId: id, name: 'Photo', source: { kind: 'fill', hash: 'photo' }, earlier: { nodeId: first.nodeId } });
    expect(again!.earlier!.text).toBe(text);
    const second = await stage.call('place', { picture: again!, replaces: first.nodeId, look: { kind: 'pixels', image: image(300, 200) }, text: 'short', notes, options: [] });
    expect(second.nodeId).toBe(first.nodeId);
    expect(hashOf(first.nodeId)).not.toBe(firstHash);
    expect(user.children(user.page())).toEqual([id, first.nodeId]);
    expect((await selected(first.nodeId))[0]!.earlier!.text).toBe('short');
    expect((user.node(first.nodeId).props['annotations'] as unknown[]).length).toBe(2);
    user.undo();
    expect((await selected(first.nodeId))[0]!.earlier!.text).toBe(text);
  });

  it('covers the fill of a frame from inside, below its children, out of the flow of auto layout', async () => {
    const { user } = stage.engine;
    const frame = user.build({ type: 'FRAME', name: 'Hero', width: 10, height: 10, props: { fills: [fill()], layoutMode: 'HORIZONTAL', primaryAxisSizingMode: 'AUTO', counterAxisSizingMode: 'AUTO', paddingLeft: 8, itemSpacing: 4 }, children: [{ type: 'TEXT', width: 60, height: 20 }, { type: 'TEXT', width: 40, height: 30 }] });
    const { props, children } = user.node(frame);
    const { nodeId } = await place(frame);
    expect(user.node(frame)).toEqual(expect.objectContaining({ props, children: [nodeId, ...children] }));
    expect(user.node(nodeId)).toMatchObject({ type: 'RECTANGLE', props: { width: 112, height: 30, layoutPositioning: 'ABSOLUTE', transform: [[1, 0, 0], [0, 1, 0]], constraints: { horizontal: 'STRETCH', vertical: 'STRETCH' } } });
  });

  it('lies above an instance whose inside is closed, and says so', async () => {
    const { user } = stage.engine;
    const frame = user.build({ type: 'FRAME', width: 500, height: 500, transform: [[0.8, -0.6, 40], [0.6, 0.8, 10]], children: [{ type: 'INSTANCE', name: 'Card', width: 300, height: 300, x: 11, y: 7, children: [{ type: 'FRAME', width: 300, height: 300, transform: [[0, -1, 250], [1, 0, 3]], children: [photo()] }] }, { type: 'TEXT', width: 1, height: 1 }] });
    const instance = user.children(frame)[0]!;
    const id = user.children(user.children(instance)[0]!)[0]!;
    const { nodeId, remarks } = await place(id);
    expect(remarks).toEqual([expect.stringContaining('Card')]);
    expect(user.children(frame).indexOf(nodeId)).toBe(1);
    for (const [i, [x, y]] of user.cornersOf(id).entries()) expect(user.cornersOf(nodeId)[i]).toEqual([expect.closeTo(x, 6), expect.closeTo(y, 6)]);
  });

  it('says what it cannot edit, kindly and by name', async () => {
    const { user } = stage.engine;
    const ids = [
      user.build({ type: 'RECTANGLE', name: 'Clip', width: 9, height: 9, props: { fills: [{ type: 'VIDEO', scaleMode: 'FILL', videoHash: 'v' }] } }),
      user.build({ type: 'RECTANGLE', name: 'Plain', width: 9, height: 9 }),
      user.build({ type: 'FRAME', name: 'Ghost', width: 9, height: 9, props: { visible: false } }),
      user.build({ type: 'MEDIA', name: 'Gif', width: 9, height: 9 }),
    ];
    expect(await selected(...ids)).toEqual([]);
    expect(user.notifications().map(({ message }) => message)).toEqual([expect.stringMatching(/Clip.*video/), expect.stringMatching(/Plain.*no picture/), expect.stringMatching(/Ghost.*hidden/), expect.stringMatching(/Gif.*animation/)]);
  });

  it.each([
    ['two images', [fill(), fill()], 'shown'], ['an image seen through filters', [fill({ filters: { exposure: 0.2 } })], 'shown'],
    ['an image below a gradient', [fill(), { type: 'GRADIENT_LINEAR', gradientTransform: [[1, 0, 0], [0, 1, 0]], gradientStops: [] }], 'fill'], ['mixed fills', '$mixed', 'shown'],
    ['an image with hidden ones', [fill({ visible: false }), fill()], 'fill'],
  ])('takes %s from where it is whole', async (_name, fills, kind) => {
    const id = stage.engine.user.build(photo({ props: { fills } }));
    expect((await selected(id))[0]!.source.kind).toBe(kind);
  });

  it('writes stickies in FigJam, and cards and markers on the page when asked', async () => {
    stage.engine.close();
    await open({ editorType: 'figjam' });
    const jam = stage.engine.user;
    const inJam = await place(jam.build(photo()));
    expect(inJam.notes).toBe('stickies');
    expect(jam.children(jam.page()).map((id) => jam.node(id)).filter(({ type }) => type === 'STICKY').map(({ props }) => props['characters'])).toEqual(['Title', 'one', 'two']);
    stage.engine.close();
    await open();
    const { user } = stage.engine;
    const id = user.build(photo());
    const before = user.state();
    const first = await place(id, { options: ['noteCard', 'markers'] });
    const names = (): unknown[] => user.children(user.page()).map((child) => user.node(child).props['name']);
    expect(names()).toEqual(['Photo', 'Photo · Photocrafter', 'Photocrafter critique', 'Photocrafter markers']);
    const [dot] = user.children(user.children(user.page())[3]!);
    expect(user.node(dot!).props['transform']).toEqual([[1, 0, 20 + 150 - 8], [0, 1, 30 + 50 - 8]]);
    await place(id, { replaces: first.nodeId, options: ['noteCard'] });
    expect(names()).toEqual(['Photo', 'Photo · Photocrafter', 'Photocrafter critique']);
    // another layer takes its place, and its card goes with it
    await place(id, { replaces: first.nodeId, options: ['duplicate', 'noteCard'] });
    expect(names()).toEqual(['Photo', 'Photo · Photocrafter', 'Photocrafter critique']);
    user.undo();
    user.undo();
    user.undo();
    expect(user.state()).toBe(before);
  });

  it('replaces the fill on a duplicate of everything when asked', async () => {
    const { user } = stage.engine;
    const frame = user.build({ type: 'FRAME', name: 'Hero', width: 300, height: 200, props: { fills: [fill()], effects: [{ type: 'DROP_SHADOW' }] }, children: [{ type: 'TEXT', width: 60, height: 20 }] });
    const { nodeId } = await place(frame, { options: ['duplicate'] });
    const copy = user.node(nodeId);
    expect([copy.type, copy.children.length, copy.props['effects']]).toEqual(['FRAME', 1, [{ type: 'DROP_SHADOW' }]]);
    expect((copy.props['fills'] as { imageHash: string }[])[0]!.imageHash).not.toBe('photo');
    expect(user.children(user.page())).toEqual([frame, nodeId]);
  });

  it('works on another page, in locked and hidden parents, and says what cannot be seen', async () => {
    const { user } = stage.engine;
    const group = user.build({ type: 'GROUP', props: { locked: true, visible: false }, children: [photo({ props: { fills: [fill({ opacity: 0.5 })], locked: true } })] }, user.addPage());
    const [id] = user.children(group) as [string];
    const picture: PictureReference = { nodeId: id, name: 'Photo', source: { kind: 'fill', hash: 'photo', canBeTiled: true } };
    const { nodeId, remarks } = await stage.call('place', { picture, look: { kind: 'pixels', image: image(600, 400) }, text: '', options: [] });
    expect(user.children(group)).toEqual([id, nodeId]);
    expect(user.node(nodeId).props).toMatchObject({ locked: false, visible: true });
    expect(remarks).toEqual([expect.stringContaining('hidden'), expect.stringContaining('translucent')]);
  });

  it('places on slides, where no notes can be left', async () => {
    stage.engine.close();
    await open({ editorType: 'slides' });
    const { user } = stage.engine;
    const grid = user.build({ type: 'SLIDE_GRID', children: [{ type: 'SLIDE_ROW', children: [{ type: 'SLIDE', width: 1920, height: 1080, props: { fills: [fill()] }, children: [photo()] }] }] });
    const slide = user.children(user.children(grid)[0]!)[0]!;
    const [id] = user.children(slide) as [string];
    const first = await place(id);
    const background = await place(slide);
    expect([first.notes, background.notes]).toEqual(['none', 'none']);
    expect(user.children(slide)).toEqual([background.nodeId, id, first.nodeId]);
  });

  it('leaves nothing behind when Figma refuses, or the picture is gone', async () => {
    const { user } = stage.engine;
    const id = user.build(photo());
    const [picture] = await selected(id);
    const before = user.state();
    const ask = (bytes: Uint8Array) => stage.call('place', { picture: picture!, look: { kind: 'pixels', image: { width: 1, height: 1, tiles: [{ x: 0, y: 0, width: 1, height: 1, bytes }] } }, text: '', options: [] });
    await expect(ask(hollowPng(5000, 10))).rejects.toMatchObject({ code: 'HOST_REFUSED' });
    await expect(ask(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: 'HOST_REFUSED' });
    expect([user.state(), user.undoSteps()]).toEqual([before, 0]);
    user.change(id, { fills: [] });
    const changed = user.state();
    await expect(ask(hollowPng(600, 400))).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
    expect(user.state()).toBe(changed);
    user.remove(id);
    await expect(ask(hollowPng(600, 400))).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
  });
});
