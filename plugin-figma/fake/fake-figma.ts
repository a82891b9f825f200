import type { FakeDocument } from './fake-document';
import { imageHeader } from './image-header';
import { strictObject, type AnySurface, type Property, type Self, type Surface } from './node-surface';
import { pack } from './structured-clone';

const MAX_SIDE = 4096;
const SIZE = 100;
type Listener = (message: unknown, props: { readonly origin: string }) => void;

/** The `figma` global over a document. `receive` delivers a message of the interface. */
export interface FakeFigma { readonly figma: PluginAPI; readonly shown: () => { readonly html: string; readonly options: unknown } | undefined; receive(message: unknown): void;
  /** the plugin is closed and started again, by another command */
  restart(command: string): void }

export function createFakeFigma(doc: FakeDocument, node: (id: string) => BaseNode): FakeFigma {
  const { options, hooks } = doc;
  const isJam = options.editorType === 'figjam', isDesign = options.editorType === 'figma';
  let { command } = options;
  const listeners = new Set<Listener>();
  let handler: Listener | undefined;
  let shown: { readonly html: string; readonly options: unknown } | undefined;
  const self: Self = { id: doc.rootId, doc, record: () => doc.record(doc.rootId), node };
  const strict = <Value>(name: string, surface: object): Value => strictObject<Value>(name, surface as AnySurface, self, () => undefined);
  const value = <Value>(fixed: Value): Property<Value> => ({ get: () => fixed });
  const create = <Node>(type: string, props: Record<string, unknown> = {}): (() => Node) => () => node(doc.add(type, doc.pageId, { name: type, width: SIZE, height: SIZE, transform: [[1, 0, 0], [0, 1, 0]], ...props }).id) as Node;
  const refused = (name: string) => (): never => { throw new Error(`in ${name}: not available in ${options.editorType}`); };
  const grey = [{ type: 'SOLID', color: { r: 0.85, g: 0.85, b: 0.85 } }];

  const image = (hash: string): Image => strict<Image>('Image', {
    hash: value(hash),
    getBytesAsync: value(async () => { await Promise.resolve(); return new Uint8Array(hooks.imageBytes(hash)); }),
    getSizeAsync: value(async () => { await Promise.resolve(); return { ...doc.images.get(hash)! }; }),
  } satisfies Surface<Image>);

  const ui = strict<UIAPI>('ui', {
    postMessage: value((message: unknown) => {
      if (shown === undefined) throw new Error('in postMessage: No UI to send a message to');
      const packed = pack(message);
      hooks.postToInterface(packed.text, packed.buffers);
    }),
    onmessage: { get: () => handler, set: (_self, next) => { handler = next; } },
    on: value((_type: 'message', callback: MessageEventHandler) => { listeners.add(callback); }),
    off: value((_type: 'message', callback: MessageEventHandler) => { listeners.delete(callback); }),
    resize: value((width: number, height: number) => { if (width < 70 || height < 0) throw new Error('in resize: the minimum size is 70x0'); }),
  } satisfies Surface<UIAPI>);

  const clientStorage = strict<ClientStorageAPI>('clientStorage', {
    getAsync: value(async (key: string) => { await Promise.resolve(); return doc.storage.get(key) as unknown; }),
    setAsync: value(async (key: string, kept: unknown) => { await Promise.resolve(); doc.storage.set(key, kept); }),
    deleteAsync: value(async (key: string) => { await Promise.resolve(); doc.storage.delete(key); }),
    keysAsync: value(async () => { await Promise.resolve(); return [...doc.storage.keys()]; }),
  } satisfies Surface<ClientStorageAPI>);

  const category = (id: string): AnnotationCategory => ({ ...doc.categories.find((known) => known.id === id)!, remove: refused('remove'), setColor: refused('setColor'), setLabel: refused('setLabel') } as AnnotationCategory);
  const annotations = strict<AnnotationsAPI>('annotations', {
    getAnnotationCategoriesAsync: value(async () => { await Promise.resolve(); return doc.categories.map(({ id }) => category(id)); }),
    getAnnotationCategoryByIdAsync: value(async (id: string) => { await Promise.resolve(); return doc.categories.some((known) => known.id === id) ? category(id) : null; }),
    addAnnotationCategoryAsync: value(async ({ label, color }: { label: string; color: string }) => {
      await Promise.resolve();
      const id = `category:${doc.categories.length}`;
      doc.categories.push({ id, label, color, isPreset: false });
      return category(id);
    }),
  } satisfies Surface<AnnotationsAPI>);

  const figma = strict<PluginAPI>('figma', {
    apiVersion: value('1.0.0' as const), command: { get: () => command }, editorType: value(options.editorType), mode: value('default' as const),
    mixed: value(MIXED as never),
    root: { get: () => node(doc.rootId) as DocumentNode },
    currentPage: { get: () => node(doc.pageId) as PageNode },
    ui: value(ui), clientStorage: value(clientStorage), annotations: { get: () => (isDesign ? annotations : refused('annotations')()) },
    showUI: value((html: string, uiOptions?: ShowUIOptions) => { shown = { html, options: uiOptions }; }),
    closePlugin: value(() => { shown = undefined; }),
    notify: value((message: string, settings?: NotificationOptions) => {
      doc.notifications.push({ message, isError: settings?.error === true });
      return { cancel: () => undefined };
    }),
    commitUndo: value(() => { doc.commit(); }),
    triggerUndo: value(() => { doc.undo(); }),
    getNodeByIdAsync: value(async (id: string) => { await Promise.resolve(); return doc.records.has(id) ? node(id) : null; }),
    getNodeById: value(() => { throw new Error('in getNodeById: Cannot call with documentAccess: dynamic-page. Use figma.getNodeByIdAsync instead.'); }),
    createRectangle: value(create<RectangleNode>('RECTANGLE', { fills: grey })),
    createEllipse: value(create<EllipseNode>('ELLIPSE', { fills: grey })),
    createFrame: value(create<FrameNode>('FRAME', { fills: [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }] })),
    createText: value(isJam ? create<TextNode>('TEXT') : create<TextNode>('TEXT', { width: 0.01, height: 14 })),
    createSticky: value(isJam ? create<StickyNode>('STICKY', { width: 240, height: 240 }) : refused('createSticky')),
    group: value((nodes: readonly BaseNode[], parent: BaseNode & ChildrenMixin, index?: number) => {
      if (nodes.length === 0) throw new Error('in group: First argument must be an array of at least one node');
      const group = doc.add('GROUP', parent.id, { name: 'Group' });
      for (const child of nodes) doc.move(child.id, group.id, doc.record(group.id).children.length);
      if (index !== undefined) doc.move(group.id, parent.id, index);
      return node(group.id) as GroupNode;
    }),
    createImage: value((bytes: Uint8Array) => {
      if (!(bytes instanceof Uint8Array)) throw new TypeError('in createImage: Expected a Uint8Array');
      const size = imageHeader(bytes);
      if (size === undefined) throw new Error('in createImage: Image type is unsupported');
      if (size.width > MAX_SIDE || size.height > MAX_SIDE) throw new Error('in createImage: Image is too large');
      const buffer = bytes.slice().buffer;
      const hash = hooks.sha1(buffer);
      doc.images.set(hash, size);
      hooks.keepImage(hash, buffer);
      return image(hash);
    }),
    getImageByHash: value((hash: string) => (doc.images.has(hash) ? image(hash) : null)),
    loadFontAsync: value(async ({ family, style }: FontNameInput) => {
      await Promise.resolve();
      if (family !== 'Inter') throw new Error(`The font "${family} ${style ?? ''}" could not be loaded`);
      doc.fonts.add(`${family} ${style ?? 'Regular'}`);
    }),
  } satisfies Surface<PluginAPI>);

  return {
    figma,
    shown: () => shown,
    restart(next) {
      doc.commit();
      command = next;
      listeners.clear();
      handler = undefined;
      shown = undefined;
    },
    receive(message) { for (const listener of [...listeners, ...(handler === undefined ? [] : [handler])]) listener(message, { origin: 'null' }); },
  };
}

/** `figma.mixed`: a value that equals only itself. */
const MIXED = Symbol('figma.mixed');
