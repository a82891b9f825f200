import { toAppError } from '../../errors/app-error';
import type { HostAdapter, HostPicture, OutputChoice } from '../../host/host-adapter';
import { createCompanionLink, type CompanionLink } from '../connection/companion-link';
import { failureOf } from '../../protocol/error-answer';
import { browserDrawing, type Drawing } from '../preview/drawing';
import { INITIAL_STATE } from '../state/panel-state';
import { createStore, type Store } from '../state/store';
import { collectDiagnostics } from './collect-diagnostics';
import { beginWish } from './begin-wish';
import { keepLive } from './keep-live';
import { deliverPicture, enhancePicture } from './picture-work';
import { recallPresets, rememberPresets } from './presets';
import { WorkQueue } from './work-queue';

/** Pictures that upload and wait at the companion at a time: the next one is there when a job ends, and memory stays small. */
const AT_ONCE = 2;
/** Enough for a sharp preview on a large screen, little enough to render while a slider moves. */
const PROXY_PIXELS = 1_500_000;
/** For looking at single pixels. */
const DETAIL_PIXELS = 24_000_000;
const THUMBNAIL_PIXELS = 160 * 120;

/** What the user can do. Every command returns at once; what comes of it shows in the store. */
export interface PanelSession {
  readonly host: HostAdapter;
  readonly store: Store;
  readonly link: CompanionLink;
  readonly drawing: Drawing;
  start(signal: AbortSignal): void;
  capture(): void;
  /** takes in pictures that the host comes with by itself */
  add(pictures: readonly HostPicture[]): void;
  /** fetches a finer proxy, for looking closely */
  refine(id: string): void;
  enhance(id: string, instruction: string): void;
  deliver(ids: readonly string[], choice: OutputChoice): void;
  cancel(ids: readonly string[]): void;
  remove(id: string): void;
  savePreset(name: string): void;
  removePreset(name: string): void;
  saveDiagnostics(): void;
}

export function createPanelSession(host: HostAdapter, drawing: Drawing = browserDrawing): PanelSession {
  const store = createStore({ ...INITIAL_STATE, choice: firstChoice(host) });
  const link = createCompanionLink(host, store);
  const parts = { host, store, link };
  const queue = new WorkQueue(AT_ONCE);
  const refined = new Set<string>();
  const never = new AbortController().signal;

  const show = async (picture: HostPicture): Promise<void> => {
    const tell = (shown: { proxy?: Awaited<ReturnType<HostPicture['proxy']>>; thumbnail?: Awaited<ReturnType<HostPicture['proxy']>> }): void => {
      store.dispatch({ type: 'picture', id: picture.id, action: { type: 'shown', ...shown } });
    };
    // a host that cannot show a format still can have it edited
    try {
      tell({ thumbnail: await picture.proxy(THUMBNAIL_PIXELS, never) });
      tell({ proxy: await picture.proxy(PROXY_PIXELS, never) });
    } catch {
      return;
    }
  };
  const begin = (picture: HostPicture): void => {
    if (picture.earlier === undefined || picture.wish !== undefined) queue.add(picture.id, (signal) => beginWish(parts, picture, signal));
  };
  const add = (pictures: readonly HostPicture[]): void => {
    const known = new Set(store.state().pictures.map(({ id }) => id));
    const fresh = pictures.filter(({ id }) => !known.has(id));
    store.dispatch({ type: 'picturesAdded', pictures });
    // a wish is a wish, also for a picture that is here already
    for (const picture of pictures) if (fresh.includes(picture) || picture.wish !== undefined) begin(picture);
    void (async () => { for (const picture of fresh) await show(picture); })();
  };
  const cancel = (ids: readonly string[]): void => {
    for (const id of ids) {
      const jobId = store.state().pictures.find((picture) => picture.id === id)?.job?.id;
      queue.cancel(id);
      store.dispatch({ type: 'picture', id, action: { type: 'stopped' } });
      // the panel answers at once; the companion hears of it when it can
      if (jobId !== undefined) void link.use((client) => client.cancelJob(jobId), never).catch(() => undefined);
    }
  };
  const setPresets = (presets: Parameters<typeof rememberPresets>[1]): void => {
    store.dispatch({ type: 'presets', presets });
    void rememberPresets(host, presets);
  };

  return {
    host, store, link, drawing, add,
    start(signal) {
      link.start(signal);
      signal.addEventListener('abort', host.onSelectionChange(add));
      signal.addEventListener('abort', keepLive(parts, (id) => { queue.add(id, (stop) => deliverPicture(parts, id, store.state().choice, stop)); }));
      void recallPresets(host).then((presets) => { store.dispatch({ type: 'presets', presets }); });
    },
    refine(id) {
      const picture = store.state().pictures.find((candidate) => candidate.id === id);
      if (picture?.proxy === undefined || (picture.proxy.scale ?? 1) === 1 || refined.has(id)) return;
      refined.add(id);
      void picture.source.proxy(DETAIL_PIXELS, never).then((proxy) => { store.dispatch({ type: 'picture', id, action: { type: 'shown', proxy } }); }).catch(() => { refined.delete(id); });
    },
    capture() {
      host.capture(never).then(add, (error: unknown) => {
        const { code, detail } = toAppError(error);
        store.dispatch({ type: 'captureFailed', failure: failureOf(code, detail) });
      });
    },
    enhance(id, instruction) { queue.add(id, (signal) => enhancePicture(parts, id, instruction, signal)); },
    deliver(ids, choice) { for (const id of ids) queue.add(id, (signal) => deliverPicture(parts, id, choice, signal)); },
    cancel,
    remove(id) {
      cancel([id]);
      refined.delete(id);
      store.dispatch({ type: 'pictureRemoved', id });
    },
    savePreset(name) {
      const { presets, pictures, activeId } = store.state();
      const edit = pictures.find(({ id }) => id === activeId)?.edits?.present;
      if (edit !== undefined) setPresets([...presets.filter((preset) => preset.name !== name), { name, ...edit }]);
    },
    removePreset(name) { setPresets(store.state().presets.filter((preset) => preset.name !== name)); },
    saveDiagnostics() { void collectDiagnostics(parts).then((text) => host.saveText('photocrafter-diagnostics.json', text)); },
  };
}

/** What becomes of an edit until the user says otherwise. A host with layers saves no files unasked. */
function firstChoice({ abilities }: HostAdapter): OutputChoice {
  const [layers = INITIAL_STATE.choice.layers] = abilities.layers;
  return { layers, notes: true, formats: abilities.places === 'files' ? ['image'] : [], options: [] };
}
