type Task = (signal: AbortSignal) => Promise<void>;

/** Runs tasks in the order of their coming, so many at a time; one task an id, and each can be cancelled at any moment. */
export class WorkQueue {
  readonly #waiting: { readonly id: string; readonly task: Task; readonly controller: AbortController }[] = [];
  readonly #running = new Map<string, AbortController>();

  constructor(readonly atOnce: number) {}

  add(id: string, task: Task): void {
    this.cancel(id);
    this.#waiting.push({ id, task, controller: new AbortController() });
    this.#next();
  }

  cancel(id: string): void {
    const at = this.#waiting.findIndex((entry) => entry.id === id);
    if (at >= 0) this.#waiting.splice(at, 1);
    this.#running.get(id)?.abort();
    this.#running.delete(id);
    this.#next();
  }

  #next(): void {
    while (this.#running.size < this.atOnce) {
      const entry = this.#waiting.shift();
      if (entry === undefined) return;
      const { id, task, controller } = entry;
      this.#running.set(id, controller);
      void task(controller.signal).finally(() => {
        if (this.#running.get(id) === controller) this.#running.delete(id);
        this.#next();
      });
    }
  }
}
