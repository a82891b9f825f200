import type { CoreApi, Descriptor, ExecutionContext, PhotoshopApi } from '../src/photoshop/photoshop-api';
import { playCommands } from './fake-batch-play';
import { FakeDocument } from './fake-dom';
import { FakeHistory } from './fake-history';
import type { FakeImageData } from './fake-image-data';
import { createFakeImaging } from './fake-imaging';
import { locate, type FakeDocumentState, type FakeLayerState, type StoredPixels } from './fake-state';

/** What differs between Photoshops, or is not known of the real one. */
export interface FakeOptions {
  /** notes by descriptor */
  readonly annotations: boolean;
  /** groups can be clipped to a layer */
  readonly clipsGroups: boolean;
  /** the preference "add masks by default" */
  readonly masksNewAdjustments: boolean;
  /** kind of adjustment whose values this Photoshop loses without a word */
  readonly forgets?: string;
}
const DEFAULTS: FakeOptions = { annotations: false, clipsGroups: true, masksNewAdjustments: false };

/** Photoshop's number for a modal state that somebody else holds. */
const BUSY = 9;

/**
 * Photoshop in memory: documents, layers, masks, clipping, selection, history, modal state, imaging, descriptors. It refuses what is not
 * documented or recorded in hosts.md; where the real one is not known it is the stricter one.
 */
export class FakePhotoshop implements PhotoshopApi {
  readonly options: FakeOptions;
  readonly openImages = new Set<FakeImageData>();
  /** why commands were refused, newest last */
  readonly refusals: string[] = [];
  readonly progress: number[] = [];
  readonly alerts: string[] = [];
  readonly listeners: { readonly events: readonly string[]; readonly listener: () => void }[] = [];
  readonly imaging = createFakeImaging(this);
  /** how many more attempts find the host busy */
  busyFor = 0;
  onCall: (n: number, what: string) => void = () => undefined;
  #calls = 0;
  readonly #documents = new Map<number, { state: FakeDocumentState; readonly history: FakeHistory }>();
  #activeId: number | undefined;
  #nextId = 100;
  #modal: { cancelled: boolean; readonly context: ExecutionContext; readonly suspended: Set<number> } | undefined;

  constructor(options: Partial<FakeOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
  }

  readonly app: PhotoshopApi['app'] = (({ documentsOf, activeOf, activate }) => ({
    get documents() { return documentsOf(); },
    get activeDocument() { return activeOf(); },
    set activeDocument(document) { activate(document); },
  }))({
    documentsOf: () => [...this.#documents.keys()].map((id) => new FakeDocument(this, id)),
    activeOf: () => (this.#activeId === undefined ? null : new FakeDocument(this, this.#activeId)),
    activate: (document: { readonly id: number } | null) => {
      this.needsModal();
      if (document !== null) this.activate(this.state(document.id).id);
    },
  });

  readonly action = {
    batchPlay: (commands: Descriptor[]): Promise<Descriptor[]> => playCommands(this, commands),
    addNotificationListener: (events: string[], listener: () => void): Promise<void> => {
      this.listeners.push({ events, listener });
      return Promise.resolve();
    },
    removeNotificationListener: (_events: string[], listener: () => void): Promise<void> => {
      this.listeners.splice(this.listeners.findIndex((entry) => entry.listener === listener), 1);
      return Promise.resolve();
    },
  };

  readonly core: CoreApi = {
    executeAsModal: (target) => this.#executeAsModal(target),
    showAlert: (message) => {
      this.alerts.push(message);
      return Promise.resolve();
    },
  };

  /** Opens a document and makes it active. */
  open(state: FakeDocumentState): FakeDocument {
    this.#documents.set(state.id, { state, history: new FakeHistory() });
    this.#activeId = state.id;
    return new FakeDocument(this, state.id);
  }
  close(id: number): void {
    this.#documents.delete(id);
    if (this.#activeId === id) this.#activeId = [...this.#documents.keys()].at(-1);
  }
  activate(id: number): void { this.#activeId = id; }

  state(id: number): FakeDocumentState { return this.#entry(id).state; }
  activeState(): FakeDocumentState | undefined { return this.#activeId === undefined ? undefined : this.state(this.#activeId); }
  history(id: number): FakeHistory { return this.#entry(id).history; }
  undo(id: number): void {
    const entry = this.#entry(id);
    const step = entry.history.steps.pop();
    if (step === undefined) throw new Error('there is nothing to undo');
    entry.state = step.before;
  }
  /** what the user does with the mouse, outside of any plugin */
  select(id: number, layers: readonly number[]): void {
    this.state(id).active = [...layers];
    for (const { events, listener } of [...this.listeners]) if (events.includes('select')) listener();
  }
  cancelModal(): void {
    if (this.#modal === undefined) return;
    this.#modal.cancelled = true;
    this.#modal.context.onCancel?.();
  }
  get cancelledInModal(): boolean { return this.#modal?.cancelled === true; }
  get isModal(): boolean { return this.#modal !== undefined; }

  /** every call of the API that a plugin awaits passes here */
  async called(what: string): Promise<void> {
    this.onCall(this.#calls++, what);
    await Promise.resolve();
  }
  resetCalls(): void { this.#calls = 0; }
  needsModal(): void { if (this.#modal === undefined) throw new Error('this is possible in the modal state only'); }
  /** before a change of a document; what no history remembers (`isUndoable` false) still wants the modal state */
  changing(what: string, id: number, isUndoable = true): void {
    this.needsModal();
    const { state, history } = this.#entry(id);
    if (isUndoable) history.record(what, state);
  }

  /** A new layer above the active one, inside of an active group, as the active layer. */
  newLayer(document: FakeDocumentState, parts: Partial<FakeLayerState> & Pick<FakeLayerState, 'name' | 'kind'>): FakeLayerState {
    const layer: FakeLayerState = { id: this.#nextId++, visible: true, opacity: 100, blendMode: parts.kind === 'group' ? 'passThrough' : 'normal', isClippingMask: false, allLocked: false, isBackground: false, maskOutside: 255, ...parts };
    const [active] = document.active;
    const found = active === undefined ? undefined : locate(document, active);
    if (found === undefined) document.layers.unshift(layer);
    else if (found.layer.children !== undefined && parts.kind !== 'group') found.layer.children.unshift(layer);
    else found.siblings.splice(found.siblings.indexOf(found.layer), 0, layer);
    document.active = [layer.id];
    return layer;
  }
  fullMask({ width, height }: FakeDocumentState, value: number): StoredPixels {
    return { left: 0, top: 0, right: width, bottom: height, components: 1, data: new Uint8Array(width * height).fill(value) };
  }

  #entry(id: number): { state: FakeDocumentState; readonly history: FakeHistory } {
    const entry = this.#documents.get(id);
    if (entry === undefined) throw new Error(`the document ${id} does not exist`);
    return entry;
  }

  async #executeAsModal<Result>(target: (context: ExecutionContext) => Promise<Result>): Promise<Result> {
    await this.called('executeAsModal');
    if (this.#modal !== undefined || this.busyFor-- > 0) throw Object.assign(new Error('host is in a modal state'), { number: BUSY });
    this.busyFor = 0;
    const modal = { cancelled: false, context: this.#context(), suspended: new Set<number>() };
    this.#modal = modal;
    try {
      const result = await target(modal.context);
      for (const id of modal.suspended) this.#resume(id, true);
      return result;
    } catch (error) {
      for (const id of modal.suspended) this.#resume(id, false);
      // Photoshop wraps what is thrown: only words come out
      throw new Error(`Error: ${(error as Error).message}`);
    } finally {
      this.#modal = undefined;
    }
  }

  #context(): ExecutionContext {
    const suspended = (): Set<number> => this.#modal!.suspended;
    const isCancelled = (): boolean => this.cancelledInModal;
    return {
      get isCancelled() { return isCancelled(); },
      onCancel: undefined,
      reportProgress: ({ value }) => { if (value !== undefined) this.progress.push(value); },
      hostControl: {
        suspendHistory: async ({ documentID, name }) => {
          await this.called('suspendHistory');
          const { state, history } = this.#entry(documentID);
          history.suspend(name, state);
          suspended().add(documentID);
          return { historySuspensionID: documentID };
        },
        resumeHistory: async ({ historySuspensionID }, commit = true) => {
          await this.called('resumeHistory');
          suspended().delete(historySuspensionID);
          this.#resume(historySuspensionID, commit);
        },
      },
    };
  }

  #resume(id: number, commit: boolean): void {
    const entry = this.#entry(id);
    const before = entry.history.resume(commit);
    if (before !== undefined) entry.state = before;
  }
}
