import { copyState, type FakeDocumentState } from './fake-state';

interface Entry { readonly name: string; readonly before: FakeDocumentState }

/** Undo of one document: whole states before each step; while suspended, all steps are one. */
export class FakeHistory {
  readonly steps: Entry[] = [];
  #suspended: Entry | undefined;

  get isSuspended(): boolean { return this.#suspended !== undefined; }

  /** before every change */
  record(name: string, document: FakeDocumentState): void {
    if (this.#suspended === undefined) this.steps.push({ name, before: copyState(document) });
  }

  suspend(name: string, document: FakeDocumentState): void {
    if (this.#suspended !== undefined) throw new Error('history is suspended already');
    this.#suspended = { name, before: copyState(document) };
  }

  /** Returns the state to go back to, unless committed. */
  resume(commit: boolean): FakeDocumentState | undefined {
    const entry = this.#suspended;
    if (entry === undefined) throw new Error('history is not suspended');
    this.#suspended = undefined;
    if (!commit) return entry.before;
    this.steps.push(entry);
    return undefined;
  }
}
