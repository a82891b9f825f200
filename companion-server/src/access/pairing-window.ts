import { randomInt, timingSafeEqual } from 'node:crypto';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { PairableClass, Pairing } from '@photocrafter/shared/protocol/access';

const OPEN_MS = 120_000;
/** Five of a million codes: a chance of 5e-6 to guess one (trust.md section 3.6). */
const TRIES = 5;

/**
 * The one way in for a new app: a window that the user opens for one kind of program, with six digits that the user types there.
 * At most one is open, and what is tried is counted for all callers together: addresses mean nothing on loopback.
 */
export class PairingWindow {
  private state: Pairing | undefined;

  constructor(private readonly now: () => number = Date.now) {}

  open(client: PairableClass): Pairing {
    this.state = { client, code: String(randomInt(1_000_000)).padStart(6, '0'), expiresAt: this.now() + OPEN_MS, triesLeft: TRIES };
    return this.state;
  }

  close(): void { this.state = undefined; }

  current(): Pairing | undefined {
    if (this.state !== undefined && this.state.expiresAt <= this.now()) this.state = undefined;
    return this.state;
  }

  /** Uses the code up. Throws PAIRING_CLOSED where no window for this kind is open, WRONG_CODE and one try less otherwise. */
  redeem(client: PairableClass, code: string): void {
    const open = this.current();
    if (open === undefined || open.client !== client) throw new AppError('PAIRING_CLOSED', client);
    const right = timingSafeEqual(Buffer.from(code.padEnd(6).slice(0, 6)), Buffer.from(open.code));
    if (right) { this.close(); return; }
    const triesLeft = open.triesLeft - 1;
    this.state = triesLeft === 0 ? undefined : { ...open, triesLeft };
    throw new AppError('WRONG_CODE', `${triesLeft} tries left`);
  }
}
