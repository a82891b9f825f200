import type { Box, CountItemsApi, DocumentApi, LayerApi } from '../src/photoshop/photoshop-api';
import type { FakePhotoshop } from './fake-photoshop';
import { locate, walk, type FakeCountGroup, type FakeDocumentState, type FakeLayerState } from './fake-state';

const EMPTY: Box = { left: 0, top: 0, right: 0, bottom: 0 };

/** A layer as a plugin holds it: an id that is looked up each time. Writing wants the modal state and makes history. */
export class FakeLayer implements LayerApi {
  constructor(readonly host: FakePhotoshop, readonly documentId: number, readonly id: number) {}

  get #found() { return locate(this.host.state(this.documentId), this.id); }
  #change(what: string, write: (layer: FakeLayerState) => void): void {
    const { layer } = this.#found;
    this.host.changing(what, this.documentId);
    write(layer);
  }

  get name(): string { return this.#found.layer.name; }
  set name(name: string) { this.#change('Rename layer', (layer) => { layer.name = name; }); }
  get kind(): string { return this.#found.layer.kind; }
  get visible(): boolean { return this.#found.layer.visible; }
  set visible(visible: boolean) { this.#change('Layer visibility', (layer) => { layer.visible = visible; }); }
  get opacity(): number { return this.#found.layer.opacity; }
  /** Photoshop keeps one of 256 steps */
  set opacity(opacity: number) {
    if (!(opacity >= 0 && opacity <= 100)) throw new Error('opacity is 0..100');
    this.#change('Opacity', (layer) => { layer.opacity = (Math.round((opacity * 255) / 100) * 100) / 255; });
  }
  get blendMode(): string { return this.#found.layer.blendMode; }
  set blendMode(mode: string) { this.#change('Blend mode', (layer) => { layer.blendMode = mode; }); }
  get isClippingMask(): boolean { return this.#found.layer.isClippingMask; }
  set isClippingMask(isClipped: boolean) {
    const { layer, siblings } = this.#found;
    if (siblings.at(-1) === layer || layer.isBackground) throw new Error('there is nothing to clip to');
    this.#change('Clipping mask', () => { if (this.host.options.clipsGroups || layer.kind !== 'group') layer.isClippingMask = isClipped; });
  }
  get allLocked(): boolean { return this.#found.layer.allLocked; }
  set allLocked(locked: boolean) { this.#change('Lock', (layer) => { layer.allLocked = locked; }); }
  get isBackgroundLayer(): boolean { return this.#found.layer.isBackground; }
  get boundsNoEffects(): Box {
    const { left, top, right, bottom } = this.#found.layer.pixels ?? EMPTY;
    return { left, top, right, bottom };
  }
  get parent(): FakeLayer | null {
    const { parent } = this.#found;
    return parent === undefined ? null : new FakeLayer(this.host, this.documentId, parent.id);
  }
  get layers(): ArrayLike<FakeLayer> | null {
    const { children } = this.#found.layer;
    return children === undefined ? null : listOf(this.host, this.documentId, children);
  }
  get selected(): boolean { return this.host.state(this.documentId).active.includes(this.id); }
  set selected(isSelected: boolean) {
    const document = this.host.state(this.documentId);
    this.host.changing('Select layer', this.documentId, false);
    document.active = [...document.active.filter((id) => id !== this.id), ...(isSelected ? [this.id] : [])];
  }
  delete(): void {
    const { siblings, layer } = this.#found;
    const document = this.host.state(this.documentId);
    if ([...walk([layer])].some(({ layer: { allLocked } }) => allLocked)) throw new Error('the layer is locked');
    this.host.changing('Delete layer', this.documentId);
    siblings.splice(siblings.indexOf(layer), 1);
    const left = new Set([...walk(document.layers)].map((found) => found.layer.id));
    document.active = document.active.filter((id) => left.has(id));
  }
  move(relative: LayerApi, placement: string): void {
    const document = this.host.state(this.documentId);
    const { layer, siblings } = this.#found;
    const target = locate(document, relative.id);
    if (layer.isBackground || layer === target.layer) throw new Error('the layer cannot be moved there');
    this.host.changing('Move layer', this.documentId);
    siblings.splice(siblings.indexOf(layer), 1);
    const at = target.siblings.indexOf(target.layer);
    switch (placement) {
      case 'placeBefore': target.siblings.splice(at, 0, layer); return;
      case 'placeAfter': target.siblings.splice(at + 1, 0, layer); return;
      case 'placeInside': {
        if (target.layer.children === undefined) throw new Error('only groups hold layers');
        target.layer.children.unshift(layer);
        return;
      }
      default: throw new Error(`no placement ${placement}`);
    }
  }
}

export class FakeDocument implements DocumentApi {
  constructor(readonly host: FakePhotoshop, readonly id: number) {}

  get #state(): FakeDocumentState { return this.host.state(this.id); }
  get name(): string { return this.#state.name; }
  get width(): number { return this.#state.width; }
  get height(): number { return this.#state.height; }
  get mode(): string { return this.#state.mode; }
  get bitsPerChannel(): string { return `bitDepth${this.#state.bits}`; }
  get colorProfileName(): string { return this.#state.bits === 32 ? `${this.#state.profile} (Linear RGB Profile)` : this.#state.profile; }
  get layers(): ArrayLike<FakeLayer> { return listOf(this.host, this.id, this.#state.layers); }
  get activeLayers(): ArrayLike<FakeLayer> {
    const { active, layers } = this.#state;
    return listOf(this.host, this.id, [...walk(layers)].map(({ layer }) => layer).filter(({ id }) => active.includes(id)));
  }
  get selection(): { readonly bounds: Box | null } {
    const { selection } = this.#state;
    return { bounds: selection === undefined ? null : { left: selection.left, top: selection.top, right: selection.right, bottom: selection.bottom } };
  }
  get countItems(): CountItemsApi {
    const state = this.#state;
    const change = (write: (group: FakeCountGroup) => void): void => {
      const group = state.counts.at(-1);
      if (group === undefined) throw new Error('there is no count group');
      this.host.changing('Count', this.id);
      write(group);
    };
    return {
      createGroup: (name) => {
        this.host.changing('New count group', this.id);
        state.counts.push({ name, items: [], markerSize: 2, labelSize: 12 });
      },
      add: ({ x, y }) => { change((group) => { group.items.push({ x, y }); }); },
      setActiveMarkerSize: (size) => { change((group) => { group.markerSize = size; }); },
      setActiveLabelSize: (size) => { change((group) => { group.labelSize = size; }); },
    };
  }
  createLayerGroup({ name }: { readonly name: string }): Promise<FakeLayer> { return this.#create('New group', { name, kind: 'group', children: [] }); }
  createPixelLayer({ name }: { readonly name: string }): Promise<FakeLayer> { return this.#create('New layer', { name, kind: 'pixel' }); }
  createTextLayer({ name, contents, position, fontSize }: { readonly name: string; readonly contents: string; readonly position: { readonly x: number; readonly y: number }; readonly fontSize: number }): Promise<FakeLayer> {
    if (contents.includes('\n')) throw new Error('LF shows as a box in Photoshop');
    return this.#create('New text layer', { name, kind: 'text', text: { contents, ...position, fontSize } });
  }
  async #create(what: string, parts: Partial<FakeLayerState> & Pick<FakeLayerState, 'name' | 'kind'>): Promise<FakeLayer> {
    await this.host.called(what);
    this.host.changing(what, this.id);
    return new FakeLayer(this.host, this.id, this.host.newLayer(this.#state, parts).id);
  }
}

/** Like Photoshop's collections: read by index, no iteration promised. */
function listOf(host: FakePhotoshop, documentId: number, layers: readonly FakeLayerState[]): ArrayLike<FakeLayer> {
  const list: { length: number; [index: number]: FakeLayer } = { length: layers.length };
  layers.forEach(({ id }, i) => { list[i] = new FakeLayer(host, documentId, id); });
  return list;
}
