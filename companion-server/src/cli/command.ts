/** A command of the command line; runs with the words behind its name. */
export type Command = (words: readonly string[], signal: AbortSignal) => Promise<void>;
