import type { EarlierEdit, HostPicture } from '../../host/host-adapter';
import { planToSend } from '../state/edit-history';
import type { PictureState } from '../state/panel-state';
import type { Store } from '../state/store';
import { createFilePicture, fileOf } from './file-picture';

/** What a tab keeps of a photo, so that a reload loses nothing: the file itself, and the edit as it stands. */
interface KeptPicture { readonly key: string; readonly tab: string; readonly order: number; readonly at: number; readonly file: File; readonly edit?: EarlierEdit }

const TABLE = 'pictures';
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
    const all = await wait<KeptPicture[]>(database.transaction(TABLE).objectStore(TABLE).getAll());
    const old = all.filter((kept) => kept.tab !== tab && kept.at < Date.now() - FORGET_AFTER_MS);
    const mine = all.filter((kept) => kept.tab === tab).sort((left, right) => left.order - right.order);
    if (old.length > 0) await write(database, [], old.map(({ key }) => key));
    if (mine.length > 0) give(mine.map(({ file, edit }) => createFilePicture(file, edit)));
    follow(store, database, tab, new Set(mine.map(({ key }) => key)));
  } catch {
    return;
  }
}

/** Writes down what is new or was changed since the last time, and drops what was removed. */
function follow(store: Store, database: IDBDatabase, tab: string, known: ReadonlySet<string>): void {
  /** key -> the edit that was written last; an edit from before a reload is written once more */
  const kept = new Map<string, EarlierEdit | undefined>([...known].map((key) => [key, undefined]));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = async (): Promise<void> => {
    timer = undefined;
    const { pictures } = store.state();
    const shown = pictures.map((picture, order) => toKept(picture, tab, order));
    const changed = shown.filter((picture) => picture !== undefined && (!kept.has(picture.key) || kept.get(picture.key) !== picture.edit));
    const keys = new Set(shown.map((picture) => picture?.key));
    const gone = [...kept.keys()].filter((key) => !keys.has(key));
    for (const key of gone) kept.delete(key);
    for (const picture of changed) kept.set(picture!.key, picture!.edit);
    if (changed.length + gone.length > 0) await write(database, changed, gone).catch(() => undefined);
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

function toKept(picture: PictureState, tab: string, order: number): KeptPicture | undefined {
  const file = fileOf(picture.source);
  const edit = editOf(picture);
  return file === undefined ? undefined : { key: `${tab} ${picture.id}`, tab, order, at: Date.now(), file, ...(edit && { edit }) };
}

function thisTab(): string {
  const tab = sessionStorage.getItem(TAB_KEY) ?? crypto.randomUUID();
  sessionStorage.setItem(TAB_KEY, tab);
  return tab;
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('photocrafter', 1);
  request.addEventListener('upgradeneeded', () => { request.result.createObjectStore(TABLE, { keyPath: 'key' }); });
  return wait(request);
}

async function write(database: IDBDatabase, put: readonly unknown[], remove: readonly string[]): Promise<void> {
  const transaction = database.transaction(TABLE, 'readwrite');
  const table = transaction.objectStore(TABLE);
  for (const value of put) table.put(value);
  for (const key of remove) table.delete(key);
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
