import type { FakeDocument } from './fake-document';
import type { NodeRecord } from './scene';

/** The node that a property belongs to. */
export interface Self {
  readonly id: string;
  readonly doc: FakeDocument;
  record(): NodeRecord;
  node(id: string): BaseNode;
}
/** One property of the API: reading, and writing where the API has that. */
export interface Property<Value> { readonly get: (self: Self) => Value; set?(self: Self, value: Value): void }
/** A part of the API's interface `N`: names and types are Figma's, or it does not compile. */
export type Surface<N> = { readonly [Key in Exclude<keyof N, 'toString'>]?: Property<N[Key]> };
export type AnySurface = Readonly<Record<string, Property<never> & Property<unknown>>>;

const isMissing = (key: string | symbol): boolean => typeof key === 'symbol' || key === 'then' || key === 'toJSON';

/** An object with exactly these properties. Anything else throws, as it does in Figma; writing what is read-only as well. */
export function strictObject<Result>(name: string, surface: AnySurface, self: Self, isAlive: (key: string) => void): Result {
  const known = (key: string | symbol): Property<unknown> => {
    if (typeof key === 'symbol' || !Object.hasOwn(surface, key)) throw new TypeError(`in get_${String(key)}: no such property '${String(key)}' on ${name}`);
    return surface[key] as Property<unknown>;
  };
  return new Proxy({}, {
    get(_target, key) {
      if (isMissing(key)) return undefined;
      const property = known(key);
      isAlive(key as string);
      self.doc.hooks.onCall();
      return property.get(self);
    },
    set(_target, key, value) {
      const property = known(key);
      isAlive(key as string);
      self.doc.hooks.onCall();
      if (property.set === undefined) throw new TypeError(`in set_${String(key)}: Cannot assign to read only property '${String(key)}' of ${name}`);
      property.set(self, value);
      return true;
    },
    has: (_target, key) => typeof key === 'string' && Object.hasOwn(surface, key),
    deleteProperty(_target, key) { throw new TypeError(`cannot delete ${String(key)}`); },
    ownKeys: () => Object.keys(surface),
    getOwnPropertyDescriptor: (_target, key) => (typeof key === 'string' && Object.hasOwn(surface, key) ? { enumerable: true, configurable: true } : undefined),
  }) as Result;
}

/** Frozen to its depths, as the lists and paints that Figma gives out. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
