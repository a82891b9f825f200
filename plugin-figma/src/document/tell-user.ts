const LONG_MS = 8_000;

/** A short message at the bottom of Figma's window. */
export function tellUser(message: string, isError: boolean): void {
  figma.notify(message, { error: isError, timeout: LONG_MS });
}
