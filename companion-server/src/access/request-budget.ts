/** A client may send this many requests at once ... */
const BURST = 400;
/** ... and as many a second for ever. The panel needs five; thirty pictures that upload and poll at once need about sixty. */
const PER_SECOND = 100;
const MAX_KNOWN = 1000;

/** A token bucket for every token: one app that runs wild is slowed down, the others do not notice. */
export class RequestBudget {
  private readonly known = new Map<string, { left: number; at: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  /** False when this client has to wait. */
  take(kid: string): boolean {
    const now = this.now();
    const before = this.known.get(kid) ?? { left: BURST, at: now };
    const left = Math.min(BURST, before.left + ((now - before.at) / 1000) * PER_SECOND);
    if (this.known.size >= MAX_KNOWN && !this.known.has(kid)) this.known.clear();
    this.known.set(kid, { left: left >= 1 ? left - 1 : left, at: now });
    return left >= 1;
  }
}
