import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { errorCode } from '../error-code';
import { MIGRATIONS } from './migrations';
import { storageError } from './storage-error';

type Parameter = string | number | null;

/** The one connection of the one process that writes; every call is synchronous, every failure an AppError. */
export interface SqlDatabase {
  run(sql: string, ...parameters: readonly Parameter[]): number;
  get<Row>(sql: string, ...parameters: readonly Parameter[]): Row | undefined;
  all<Row>(sql: string, ...parameters: readonly Parameter[]): readonly Row[];
  /** Runs `work` as one transaction: when this returns, its effects are on the disk. */
  transaction<Value>(work: () => Value): Value;
  close(): void;
}

/**
 * Opens or creates the database and brings its schema up to date.
 * WAL with synchronous=FULL: a commit is durable when it returns (sqlite.org/pragma.html#pragma_synchronous).
 * locking_mode=EXCLUSIVE lets the system release the lock with the process, so a second companion on the same folder
 * gets ALREADY_RUNNING, and a killed one leaves nothing behind.
 */
export function openDatabase(file: string): SqlDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const connection = new Database(file);
  try {
    for (const pragma of ['busy_timeout=0', 'locking_mode=EXCLUSIVE', 'journal_mode=WAL', 'synchronous=FULL', 'foreign_keys=ON']) connection.pragma(pragma);
  } catch (error) {
    connection.close();
    if (errorCode(error).startsWith('SQLITE_BUSY')) throw new AppError('ALREADY_RUNNING', dirname(file), { cause: error });
    throw storageError(error);
  }
  const database = wrap(connection);
  migrate(database);
  return database;
}

function wrap(connection: Database.Database): SqlDatabase {
  const statements = new Map<string, Database.Statement<Parameter[]>>();
  const statement = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const prepared = connection.prepare<Parameter[]>(sql);
    statements.set(sql, prepared);
    return prepared;
  };
  const guarded = <Value>(work: () => Value): Value => {
    try { return work(); } catch (error) { throw storageError(error); }
  };
  return {
    run: (sql, ...parameters) => guarded(() => statement(sql).run(...parameters).changes),
    get: <Row>(sql: string, ...parameters: readonly Parameter[]) => guarded(() => statement(sql).get(...parameters) as Row | undefined),
    all: <Row>(sql: string, ...parameters: readonly Parameter[]) => guarded(() => statement(sql).all(...parameters) as Row[]),
    transaction: (work) => guarded(() => connection.transaction(work).immediate()),
    close: () => { release(connection); connection.close(); },
  };
}

/**
 * Checkpoints, leaves WAL and gives the lock back. libsql has no way to finalize a statement, and SQLite keeps a closed
 * connection with its locks until the last statement is collected; an exclusive WAL lock ends only with WAL itself.
 */
function release(connection: Database.Database): void {
  for (const sql of ['journal_mode=DELETE', 'locking_mode=NORMAL', 'user_version']) connection.pragma(sql);
}

function migrate(database: SqlDatabase): void {
  const version = database.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  if (version > MIGRATIONS.length) throw new AppError('BAD_CONFIGURATION', `dataFolder was written by a newer Photocrafter (schema ${version})`);
  for (let next = version; next < MIGRATIONS.length; next++) {
    database.transaction(() => {
      for (const sql of MIGRATIONS[next] ?? []) database.run(sql);
      database.run(`PRAGMA user_version = ${next + 1}`);
    });
  }
}
