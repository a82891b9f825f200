/** A message on its way through the wire: JSON, with byte arrays taken out and numbered. */
export interface Packed { readonly text: string; readonly buffers: readonly ArrayBuffer[] }
interface Hole { readonly $bytes: number }

/** What Figma's postMessage takes: plain values and Uint8Arrays. Functions, symbols and nodes are refused. */
export function pack(value: unknown): Packed {
  const buffers: ArrayBuffer[] = [];
  const walk = (part: unknown): unknown => {
    if (typeof part === 'function' || typeof part === 'symbol' || typeof part === 'bigint') throw new Error(`in postMessage: Cannot unwrap ${typeof part}`);
    if (part instanceof Uint8Array) return { $bytes: buffers.push(part.slice().buffer as ArrayBuffer) - 1 } satisfies Hole;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    if (Object.getPrototypeOf(part) !== Object.prototype || 'pluginData' in part || 'getPluginData' in part) throw new Error('in postMessage: Cannot unwrap object');
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return { text: JSON.stringify({ value: walk(value) }), buffers };
}

export function unpack({ text, buffers }: Packed): unknown {
  const walk = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(walk);
    if ('$bytes' in part) return new Uint8Array(buffers[(part as Hole).$bytes]!);
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk((JSON.parse(text) as { value?: unknown }).value);
}
