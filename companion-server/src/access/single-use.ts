import { createHash, randomBytes } from 'node:crypto';

const MAX_WAITING = 100;

/** Random words that work once and for a short time: one-time codes and socket tickets. Only their hashes are kept, in memory. */
export class SingleUse<Value> {
  private readonly waiting = new Map<string, { readonly value: Value; readonly expiresAt: number }>();

  constructor(private readonly lifeMs: number, private readonly now: () => number = Date.now) {}

  /** 32 random bytes as base64url, good until `expiresAt` (milliseconds since 1970). */
  issue(value: Value): { readonly word: string; readonly expiresAt: number } {
    this.sweep();
    const word = randomBytes(32).toString('base64url');
    const expiresAt = this.now() + this.lifeMs;
    this.waiting.set(hash(word), { value, expiresAt });
    return { word, expiresAt };
  }

  /** What the word was issued for, once; undefined for every other word. Looked up by its hash, so timing tells nothing about it. */
  redeem(word: string): Value | undefined {
    const key = hash(word);
    const entry = this.waiting.get(key);
    this.waiting.delete(key);
    return entry !== undefined && entry.expiresAt > this.now() ? entry.value : undefined;
  }

  /** Makes room for one more: drops what has expired, and the oldest when somebody asks for very many. */
  private sweep(): void {
    for (const [key, { expiresAt }] of this.waiting) if (expiresAt <= this.now() || this.waiting.size >= MAX_WAITING) this.waiting.delete(key);
  }
}

function hash(word: string): string { return createHash('sha256').update(word).digest('hex'); }
