import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { parseToken, printToken, type Access, type AccessGrant, type ClientClass, type PairedClientView } from '@photocrafter/shared/protocol/access';
import { CLIENT_RULES, OVERLAP_MS, ROTATE_AFTER_MS } from '../access/client-classes';
import type { SqlDatabase } from './database';

interface ClientRow {
  readonly kid: string; readonly client: ClientClass; readonly origin: string | null; readonly plugin_id: string; readonly name: string;
  readonly secret_sha256: string; readonly previous_sha256: string | null; readonly previous_until: number | null;
  readonly created_at: number; readonly rotated_at: number; readonly used_at: number;
}
export interface NewClient { readonly client: ClientClass; readonly origin: string | undefined; readonly pluginId: string; readonly name: string }
/** Who a valid token belongs to. `origin` is the header that came when it was paired; undefined: none. */
export interface KnownClient { readonly kid: string; readonly client: ClientClass; readonly origin: string | undefined }

/** Last use is kept by the minute: a disk write for each request would cost more than the request. */
const USED_EVERY_MS = 60_000;
/** Compared with for names that we do not know, so that these take as long as known ones. */
const NOBODY = createHash('sha256').update(randomBytes(32)).digest('hex');

/**
 * The paired apps. Of a token only SHA-256 of its secret is kept; each call reads the row anew, so that revoking works at once
 * (trust.md sections 2, T8, and 3.5).
 */
export class ClientStore {
  constructor(private readonly database: SqlDatabase, private readonly now: () => number = Date.now) {}

  admit({ client, origin, pluginId, name }: NewClient): AccessGrant {
    const kid = randomBytes(6).toString('hex');
    const { secret, sha256 } = newSecret();
    const now = this.now();
    this.database.run(
      'INSERT INTO clients (kid, client, origin, plugin_id, name, secret_sha256, created_at, rotated_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      kid, client, origin ?? null, pluginId, name, sha256, now, now, now,
    );
    return { token: printToken({ kid, secret }), kid, expiresAt: now + CLIENT_RULES[client].idleMs };
  }

  /** Whose token this is; undefined for a wrong, revoked or expired one. */
  identify(token: string): KnownClient | undefined {
    const { kid, secret } = parseToken(token) ?? { kid: '', secret: '' };
    const row = this.find(kid);
    const sha256 = createHash('sha256').update(secret).digest('hex');
    const isCurrent = same(sha256, row?.secret_sha256 ?? NOBODY);
    const isPrevious = same(sha256, row?.previous_sha256 ?? NOBODY);
    if (row === undefined || !(isCurrent || (isPrevious && (row.previous_until ?? Infinity) > this.now()))) return undefined;
    this.noteUse(row, isCurrent);
    return { kid, client: row.client, origin: row.origin ?? undefined };
  }

  /** The client by its name alone, for those whose token was seen before: holders of a ticket or an open socket. */
  lookup(kid: string): KnownClient | undefined {
    const row = this.find(kid);
    return row === undefined ? undefined : { kid, client: row.client, origin: row.origin ?? undefined };
  }

  /** A new secret for the same app. The one before lives on until the new one has been used, and 60 s more. */
  rotate(kid: string, usedToken: string): AccessGrant {
    const row = this.find(kid) ?? gone(kid);
    const { secret, sha256 } = newSecret();
    const kept = createHash('sha256').update(parseToken(usedToken)?.secret ?? '').digest('hex');
    this.database.run('UPDATE clients SET previous_sha256 = ?, previous_until = NULL, secret_sha256 = ?, rotated_at = ? WHERE kid = ?', kept, sha256, this.now(), kid);
    return { token: printToken({ kid, secret }), kid, expiresAt: this.now() + CLIENT_RULES[row.client].idleMs };
  }

  describe(kid: string): Access {
    const { client, name, rotated_at, used_at } = this.find(kid) ?? gone(kid);
    const { scopes, idleMs } = CLIENT_RULES[client];
    return { kid, client, name, scopes: [...scopes], rotate: this.now() - rotated_at > ROTATE_AFTER_MS, expiresAt: used_at + idleMs };
  }

  /** The apps that a user has let in, newest first; the command line is no app. */
  list(): readonly PairedClientView[] {
    return this.database.all<ClientRow>("SELECT * FROM clients WHERE client <> 'cli' ORDER BY created_at DESC, kid")
      .filter((row) => !this.isExpired(row))
      .map(({ kid, client, plugin_id, name, created_at, used_at }) => ({ kid, client, name, pluginId: plugin_id, createdAt: created_at, usedAt: used_at }));
  }

  /** NOT_FOUND for an unknown name. */
  revoke(kid: string): void {
    if (this.database.run('DELETE FROM clients WHERE kid = ?', kid) === 0) gone(kid);
  }

  /** Proofs to this token's owner that we know its secrets: of the current and of the one before; of nothing for a stranger. */
  prove(kid: string, message: string): readonly [string, string] {
    const row = this.find(kid);
    const proof = (sha256: string) => createHmac('sha256', Buffer.from(sha256, 'hex')).update(message).digest('hex');
    return [proof(row?.secret_sha256 ?? NOBODY), proof(row?.previous_sha256 ?? NOBODY)];
  }

  removeExpired(): void {
    for (const row of this.database.all<ClientRow>('SELECT * FROM clients')) if (this.isExpired(row)) this.database.run('DELETE FROM clients WHERE kid = ?', row.kid);
  }

  removeClass(client: ClientClass): void {
    this.database.run('DELETE FROM clients WHERE client = ?', client);
  }

  private find(kid: string): ClientRow | undefined {
    const row = this.database.get<ClientRow>('SELECT * FROM clients WHERE kid = ?', kid);
    return row === undefined || this.isExpired(row) ? undefined : row;
  }

  private isExpired({ client, used_at }: ClientRow): boolean {
    return used_at + CLIENT_RULES[client].idleMs <= this.now();
  }

  private noteUse(row: ClientRow, isCurrent: boolean): void {
    const now = this.now();
    if (now - row.used_at >= USED_EVERY_MS) this.database.run('UPDATE clients SET used_at = ? WHERE kid = ?', now, row.kid);
    if (isCurrent && row.previous_sha256 !== null && row.previous_until === null) this.database.run('UPDATE clients SET previous_until = ? WHERE kid = ?', now + OVERLAP_MS, row.kid);
  }
}

function newSecret(): { readonly secret: string; readonly sha256: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, sha256: createHash('sha256').update(secret).digest('hex') };
}

function same(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
}

function gone(kid: string): never { throw new AppError('NOT_FOUND', `app ${kid}`); }
