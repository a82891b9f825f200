/**
 * The part of fetch that every host has: browsers, Figma's interface, Photoshop's UXP and Node. Written out here because this code
 * knows neither the DOM's types nor Node's. A host's own `fetch` fits.
 */
interface BareSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
/** The host's own AbortSignal in programs that know its type, so that their `fetch` takes it; here, the part that we use. */
export type PortableSignal = typeof globalThis extends { AbortSignal: { prototype: infer HostSignal extends BareSignal } } ? HostSignal : BareSignal;
export interface PortableResponse {
  readonly ok: boolean;
  readonly status: number;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}
export interface PortableRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** the companion knows no cookies; UXP would send them unasked */
  readonly credentials: 'omit';
  readonly signal?: PortableSignal;
}
export type PortableFetch = (url: string, request: PortableRequest) => Promise<PortableResponse>;
