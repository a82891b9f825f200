/** The `code` of an error of Node or SQLite, such as EADDRINUSE; empty when there is none. By its shape, since an error may come from another realm. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
