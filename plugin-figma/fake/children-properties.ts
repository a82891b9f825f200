import { kept } from './node-properties';
import type { Property, Self, Surface } from './node-surface';

/** Kinds of nodes that have children, and which kinds those take. */
const ONLY: Readonly<Record<string, readonly string[]>> = { COMPONENT_SET: ['COMPONENT'], SLIDE_ROW: ['SLIDE'], SLIDE_GRID: ['SLIDE_ROW'], DOCUMENT: ['PAGE'] };
const refuseUnloaded = ({ id, doc, record }: Self, what: string): void => {
  if (record().type === 'PAGE' && !doc.loadedPages.has(id)) throw new Error(`in ${what}: Cannot access children on a page that has not been explicitly loaded. Call page.loadAsync() first.`);
};

function insert(self: Self, index: number, child: BaseNode): void {
  refuseUnloaded(self, 'insertChild');
  const { doc, id } = self;
  const { type } = doc.record(child.id);
  if (doc.isWithin(id, 'INSTANCE')) throw new Error('in insertChild: Cannot move node. New parent is an instance or is inside of an instance');
  if (doc.isWithin(doc.record(child.id).parent, 'INSTANCE')) throw new Error('in insertChild: Cannot move node out of an instance');
  if (doc.options.editorType === 'slides' && self.record().type === 'PAGE') throw new Error('in insertChild: a page of slides takes no layers');
  const allowed = ONLY[self.record().type];
  if (allowed !== undefined && !allowed.includes(type)) throw new Error(`in insertChild: A ${self.record().type} takes no ${type}`);
  for (let at: string | null = id; at !== null; at = doc.record(at).parent) if (at === child.id) throw new Error('in insertChild: a node cannot be its own parent');
  doc.move(child.id, id, index);
}
const childrenOf = ({ record, node }: Self): SceneNode[] => record().children.map((id) => node(id) as SceneNode);

export const CHILDREN: Surface<ChildrenMixin> = {
  children: { get: (self) => { refuseUnloaded(self, 'children'); return Object.freeze(childrenOf(self)); } },
  appendChild: { get: (self) => (child) => { insert(self, self.record().children.length - (self.record().children.includes(child.id) ? 1 : 0), child); } },
  insertChild: { get: (self) => (index, child) => { insert(self, index, child); } },
  findAll: { get: (self) => ((callback: (node: SceneNode) => boolean = () => true) => { refuseUnloaded(self, 'findAll'); return found(self, callback); }) as ChildrenMixin['findAll'] },
};

function found(self: Self, callback: (node: SceneNode) => boolean): SceneNode[] {
  return childrenOf(self).flatMap((child) => [...(callback(child) ? [child] : []), ...('findAll' in child ? child.findAll(callback) : [])]);
}

const side = (key: string): Property<number> => kept(key, 0);
const relaid = <Value>(key: string, initial: Value): Property<Value> => {
  const plain = kept(key, initial);
  return { get: plain.get, set: (self, value) => { plain.set!(self, value); self.doc.layOut(self.id); } };
};
export const FRAME: Surface<FrameNode> = {
  clipsContent: kept('clipsContent', true),
  layoutMode: relaid<FrameNode['layoutMode']>('layoutMode', 'NONE'),
  primaryAxisSizingMode: relaid<FrameNode['primaryAxisSizingMode']>('primaryAxisSizingMode', 'AUTO'),
  counterAxisSizingMode: relaid<FrameNode['counterAxisSizingMode']>('counterAxisSizingMode', 'AUTO'),
  itemSpacing: side('itemSpacing'), paddingLeft: side('paddingLeft'), paddingRight: side('paddingRight'), paddingTop: side('paddingTop'), paddingBottom: side('paddingBottom'),
};
export const PAGE: Surface<PageNode> = {
  id: { get: ({ id }) => id },
  name: kept('name', ''),
  removed: { get: ({ id, doc }) => !doc.records.has(id) },
  loadAsync: { get: ({ id, doc }) => async () => { await Promise.resolve(); doc.loadedPages.add(id); } },
  selection: {
    get: ({ doc, node }) => Object.freeze(doc.selection.map((id) => node(id) as SceneNode)),
    set: ({ doc }, nodes) => { doc.selection = nodes.map(({ id }) => id); },
  },
};
export const DOCUMENT: Surface<DocumentNode> = {
  id: { get: ({ id }) => id },
  documentColorProfile: { get: ({ doc }) => doc.options.colorProfile },
  children: { get: ({ record, node }) => record().children.map((id) => node(id) as PageNode) },
};
