import type { EarlierEdit, HostPicture } from '../../host/host-adapter';
import { planToSend } from '../state/edit-history';
import type { PictureState } from '../state/panel-state';
import type { Store } from '../state/store';
import { createFilePicture, fileOf } from './file-picture';

/** What a tab keeps of a photo, so that a reload loses nothing: the file itself, written once, and the edit as it stands. */
interface KeptFile { readonly key: string; readonly tab: string; readonly order: number; readonly at: number; readonly file: File }
interface KeptEdit { readonly key: string; readonly at: number; readonly edit: EarlierEdit }

const FILES = 'files', EDITS = 'edits';
const TAB_KEY = 'photocrafter.tab';
/** Photos of tabs that were closed are removed after this. */
const FORGET_AFTER_MS = 24 * 3_600_000;
/** A slider moves many times a second; this often is soon enough to write it down. */
const WRITE_EVERY_MS = 400;

/**
 * Keeps this tab's photos in the browser's own database while they are open. `give` gets those of before the reload, in their order.
 * Where the browser lends no database (private windows of some), nothing is kept and nothing fails.
 */
export async function keepPictures(store: Store, give: (pictures: readonly HostPicture[]) => void): Promise<void> {
  try {
    const database = await open();
    const tab = thisTab();
    const living = await livingTabs(tab);
    const all = await read<KeptFile>(database, FILES);
    const edits = new Map((await read<KeptEdit>(database, EDITS)).map((kept) => [kept.key, kept]));
    const isOld = ({ key, at }: KeptFile): boolean => Math.max(at, edits.get(key)?.at ?? 0) < Date.now() - FORGET_AFTER_MS;
    const old = all.filter((kept) => !living.has(kept.tab) && isOld(kept));
    const mine = all.filter((kept) => kept.tab === tab).sort((left, right) => left.order - right.order);
    if (old.length > 0) await write(database, [], [], old.map(({ key }) => key));
    if (mine.length > 0) give(mine.map(({ key, file }) => createFilePicture(file, edits.get(key)?.edit)));
    follow(store, database, tab, mine.map(({ key }) => key));
  } catch {
    return;
  }
}

/** Writes down what is new or was changed since the last time, and drops what was removed. */
function follow(store: Store, database: IDBDatabase, tab: string, known: readonly string[]): void {
  /** key -> the edit that was written last; an edit from before a reload is written once more */
  const kept = new Map<string, EarlierEdit | undefined>(known.map((key) => [key, undefined]));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = async (): Promise<void> => {
    timer = undefined;
    const files: KeptFile[] = [], edits: KeptEdit[] = [], keys = new Set<string>(), at = Date.now();
    for (const [order, picture] of store.state().pictures.entries()) {
      const file = fileOf(picture.source), edit = editOf(picture), key = `${tab} ${picture.id}`;
      if (file === undefined) continue;
      keys.add(key);
      if (!kept.has(key)) files.push({ key, tab, order, at, file });
      if (edit !== undefined && kept.get(key) !== edit) edits.push({ key, at, edit });
      kept.set(key, edit);
    }
    const gone = [...kept.keys()].filter((key) => !keys.has(key));
    for (const key of gone) kept.delete(key);
    if (files.length + edits.length + gone.length > 0) await write(database, files, edits, gone).catch(() => undefined);
  };
  store.subscribe(() => { timer ??= setTimeout(() => { void update(); }, WRITE_EVERY_MS); });
}

const plans = new WeakMap<object, EarlierEdit>();
/** The same edit gives the same object: that is how a change is noticed. */
function editOf({ edits, critique }: PictureState): EarlierEdit | undefined {
  if (edits === undefined || critique === undefined) return undefined;
  const known = plans.get(edits.present) ?? { plan: planToSend(edits.present), critique };
  plans.set(edits.present, known);
  return known;
}

function thisTab(): string {
  const tab = sessionStorage.getItem(TAB_KEY) ?? crypto.randomUUID();
  sessionStorage.setItem(TAB_KEY, tab);
  return tab;
}

/** The names of all tabs that are open, this one too. Each holds a lock for as long as it lives. */
async function livingTabs(tab: string): Promise<ReadonlySet<string>> {
  void navigator.locks.request(`${TAB_KEY} ${tab}`, () => new Promise<never>(() => undefined));
  const { held = [] } = await navigator.locks.query();
  return new Set([tab, ...held.map(({ name = '' }) => name.slice(TAB_KEY.length + 1))]);
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('photocrafter', 2);
  request.addEventListener('upgradeneeded', () => {
    const database = request.result;
    for (const name of [...database.objectStoreNames]) database.deleteObjectStore(name);
    for (const name of [FILES, EDITS]) database.createObjectStore(name, { keyPath: 'key' });
  });
  return wait(request);
}

function read<Row>(database: IDBDatabase, table: string): Promise<Row[]> {
  return wait<Row[]>(database.transaction(table).objectStore(table).getAll());
}

async function write(database: IDBDatabase, files: readonly KeptFile[], edits: readonly KeptEdit[], gone: readonly string[]): Promise<void> {
  const transaction = database.transaction([FILES, EDITS], 'readwrite');
  for (const [table, rows] of [[FILES, files], [EDITS, edits]] as const) {
    for (const row of rows) transaction.objectStore(table).put(row);
    for (const key of gone) transaction.objectStore(table).delete(key);
  }
  await new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => { resolve(); });
    transaction.addEventListener('abort', () => { reject(transaction.error ?? new Error('aborted')); });
  });
}

function wait<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => { resolve(request.result); });
    request.addEventListener('error', () => { reject(request.error ?? new Error('refused')); });
  });
}
