/** An absolute path of any system, e.g. /home/ann/models/x.onnx, C:\Users\Ann\x, \\server\share\x: two parts or more, spaces but in the last. */
const PATH = /(?<![\w:/])(?:[A-Za-z]:[\\/]|\\\\|\/)(?:[^\n"'<>|:;,()\\/]+[\\/])+[^\s"'<>|:;,()\\/]*/g;

/** The same value with local paths taken out of its texts, wherever they stand: they name the user, and sometimes the client. */
export function withoutPaths(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(PATH, '<path>');
  if (Array.isArray(value)) return value.map(withoutPaths);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutPaths(part)]));
  return value;
}
