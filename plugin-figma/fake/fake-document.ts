import { bounds, corners, times, UNIT } from './matrix';
import type { FakeHooks, FakeOptions, Matrix, NodeRecord, NodeSpec, Notification } from './scene';

/** Their children's transforms are relative to what lies around them. */
const TRANSPARENT = new Set(['GROUP', 'BOOLEAN_OPERATION', 'TRANSFORM_GROUP']);

/** The document behind the fake API: records by id, and a history that knows steps. */
export class FakeDocument {
  records = new Map<string, NodeRecord>();
  readonly images = new Map<string, { readonly width: number; readonly height: number }>();
  readonly loadedPages = new Set<string>();
  readonly fonts = new Set<string>();
  readonly notifications: Notification[] = [];
  readonly storage = new Map<string, unknown>();
  categories: { id: string; label: string; color: string; isPreset: boolean }[] = [];
  selection: string[] = [];
  readonly rootId: string;
  readonly pageId: string;
  #last = 0;
  #steps: string[] = [];
  #committed: string;

  constructor(readonly options: FakeOptions, readonly hooks: FakeHooks) {
    this.rootId = this.add('DOCUMENT', null, {}).id;
    this.pageId = this.add('PAGE', this.rootId, { name: 'Page 1' }).id;
    this.loadedPages.add(this.pageId);
    this.#committed = this.state();
  }

  add(type: string, parent: string | null, props: Record<string, unknown>): NodeRecord {
    const record: NodeRecord = { id: `1:${this.#last++}`, type, parent, children: [], props, pluginData: {}, relaunch: {} };
    this.records.set(record.id, record);
    if (parent !== null) this.record(parent).children.push(record.id);
    return record;
  }

  record(id: string): NodeRecord {
    const record = this.records.get(id);
    if (record === undefined) throw new Error(`in get_record: The node with id "${id}" does not exist`);
    return record;
  }

  /** Builds what a user made; it becomes part of the past. */
  build(spec: NodeSpec, parent: string): string {
    const { type, name, width = 0, height = 0, x = 0, y = 0, transform = [[1, 0, x], [0, 1, y]], props, children = [] } = spec;
    const record = this.add(type, parent, { name: name ?? type, width, height, transform, ...props });
    for (const child of children) this.build(child, record.id);
    this.layOut(record.id);
    this.#committed = this.state();
    return record.id;
  }

  remove(id: string): void {
    const record = this.record(id);
    for (const child of [...record.children]) this.remove(child);
    this.records.delete(id);
    this.selection = this.selection.filter((selected) => selected !== id);
    if (record.parent === null) return;
    const parent = this.record(record.parent);
    parent.children = parent.children.filter((child) => child !== id);
    if (parent.type === 'GROUP' && parent.children.length === 0) this.remove(parent.id);
    else this.layOut(parent.id);
  }

  move(id: string, parentId: string, index: number): void {
    const record = this.record(id), parent = this.record(parentId);
    const before = record.parent === null ? undefined : this.record(record.parent);
    if (before !== undefined) before.children = before.children.filter((child) => child !== id);
    if (index < 0 || index > parent.children.length) throw new Error(`in insertChild: index ${index} of ${parent.children.length}`);
    parent.children.splice(index, 0, id);
    record.parent = parentId;
    if (before !== undefined) this.layOut(before.id);
    this.layOut(parentId);
  }

  copy(id: string, parent: string): string {
    const { type, props, pluginData, relaunch, children } = this.record(id);
    const record = this.add(type, parent, structured(props));
    record.pluginData = { ...pluginData };
    record.relaunch = { ...relaunch };
    for (const child of children) this.copy(child, record.id);
    return record.id;
  }

  isWithin(id: string | null, type: string): boolean {
    for (let at = id; at !== null; at = this.record(at).parent) if (this.record(at).type === type) return true;
    return false;
  }

  /** from a node's units to the page's */
  absolute(id: string): Matrix {
    const record = this.record(id);
    if (record.type === 'PAGE' || record.type === 'DOCUMENT') return UNIT;
    return times(this.container(id), this.relative(id));
  }
  container(id: string): Matrix {
    let at = this.record(id).parent;
    while (at !== null && TRANSPARENT.has(this.record(at).type)) at = this.record(at).parent;
    return at === null ? UNIT : this.absolute(at);
  }
  /** groups have no transform and size of their own */
  relative(id: string): Matrix {
    if (!TRANSPARENT.has(this.record(id).type)) return this.record(id).props['transform'] as Matrix;
    const { x, y } = this.groupBox(id);
    return [[1, 0, x], [0, 1, y]];
  }
  size(id: string): { width: number; height: number } {
    const { type, props } = this.record(id);
    if (!TRANSPARENT.has(type)) return { width: props['width'] as number, height: props['height'] as number };
    const { width, height } = this.groupBox(id);
    return { width, height };
  }
  groupBox(id: string): { x: number; y: number; width: number; height: number } {
    return bounds(this.record(id).children.flatMap((child) => {
      const { width, height } = this.size(child);
      return corners(this.relative(child), width, height);
    }));
  }
  box(id: string): { x: number; y: number; width: number; height: number } {
    const { width, height } = this.size(id);
    return bounds(TRANSPARENT.has(this.record(id).type) ? this.record(id).children.flatMap((child) => {
      const inner = this.box(child);
      return corners([[1, 0, inner.x], [0, 1, inner.y]], inner.width, inner.height);
    }) : corners(this.absolute(id), width, height));
  }

  /** Auto layout: children follow each other unless they are positioned absolutely; the frame hugs them where it should. */
  layOut(id: string): void {
    const record = this.record(id);
    const { props } = record;
    const mode = props['layoutMode'];
    if (mode !== 'HORIZONTAL' && mode !== 'VERTICAL') return;
    const [along, across] = mode === 'HORIZONTAL' ? ['width', 'height'] as const : ['height', 'width'] as const;
    const side = (name: string): number => (props[name] as number | undefined) ?? 0;
    const [before, after, start, end] = mode === 'HORIZONTAL' ? [side('paddingLeft'), side('paddingRight'), side('paddingTop'), side('paddingBottom')] : [side('paddingTop'), side('paddingBottom'), side('paddingLeft'), side('paddingRight')];
    const flow = record.children.filter((child) => this.record(child).props['layoutPositioning'] !== 'ABSOLUTE');
    let at = before, widest = 0;
    for (const child of flow) {
      const { props: own } = this.record(child);
      const [[a, b], [c, d]] = own['transform'] as Matrix;
      const position = mode === 'HORIZONTAL' ? [at, start] as const : [start, at] as const;
      own['transform'] = [[a, b, position[0]], [c, d, position[1]]];
      at += (own[along] as number) + side('itemSpacing');
      widest = Math.max(widest, own[across] as number);
    }
    if (props['primaryAxisSizingMode'] === 'AUTO') props[along] = at - (flow.length > 0 ? side('itemSpacing') : 0) + after;
    if (props['counterAxisSizingMode'] === 'AUTO') props[across] = start + widest + end;
  }

  state(): string { return JSON.stringify([[...this.records], this.categories]); }
  commit(): void {
    const now = this.state();
    if (now === this.#committed) return;
    this.#steps.push(this.#committed);
    this.#committed = now;
  }
  undo(): void {
    this.commit();
    const before = this.#steps.pop();
    if (before === undefined) return;
    const [records, categories] = JSON.parse(before) as [[string, NodeRecord][], FakeDocument['categories']];
    this.records = new Map(records);
    this.categories = categories;
    this.#committed = before;
  }
  undoSteps(): number { return this.#steps.length + (this.state() === this.#committed ? 0 : 1); }
}

/** A deep copy of plain values. */
export function structured<Value>(value: Value): Value { return JSON.parse(JSON.stringify(value)) as Value; }
