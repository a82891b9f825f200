import { createContext, runInContext, type Context } from 'node:vm';
import { parseHTML } from 'linkedom/worker';
import type { FakePhotoshop } from './fake-photoshop';

/**
 * A bare engine with the globals that UXP documents (hosts.md 3.2, 3.11, 3.12) and none of Node's or of browsers: code that reaches for
 * `process`, `Buffer`, TextDecoder, structuredClone, MessageChannel, queueMicrotask, ResizeObserver, Blob or WebGL finds nothing there and throws.
 */
interface UxpGlobals { readonly [name: string]: unknown }

export interface UxpWorld {
  readonly context: Context;
  readonly document: ReturnType<typeof parseHTML>['document'];
  /** what `entrypoints.setup` was given */
  readonly entrypoints: { panels: Record<string, Record<string, (node?: unknown) => void>>; commands: Record<string, () => void> };
  /** what was written to the console as an error: React tells there what broke */
  readonly complaints: readonly string[];
  run(script: string): void;
}

export function createUxpWorld(photoshop: FakePhotoshop, fetch: unknown): UxpWorld {
  const { document, window } = parseHTML('<!doctype html><html><head></head><body></body></html>');
  const complaints: string[] = [];
  const setups: UxpWorld['entrypoints'][] = [];
  const modules: Readonly<Record<string, unknown>> = { photoshop: { app: photoshop.app, core: photoshop.core, action: photoshop.action, imaging: photoshop.imaging }, uxp: uxpModule(setups) };
  const kept = new Map<string, string>();
  let blobs = 0;
  const globals: UxpGlobals = {
    require(name: string) {
      if (modules[name] === undefined) throw new Error(`UXP has no module ${name}`);
      return modules[name];
    },
    document, fetch, AbortController, clearTimeout, clearInterval,
    // the plugin lives as long as Photoshop; a test must not
    setTimeout: (work: () => void, after: number) => setTimeout(work, after).unref(), setInterval: (work: () => void, after: number) => setInterval(work, after).unref(),
    console: { log: () => undefined, info: () => undefined, warn: () => undefined, error: (...words: unknown[]) => { complaints.push(words.map(String).join(' ')); } },
    navigator: { platform: 'fake', clipboard: { setContent: () => Promise.resolve() } },
    localStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => { kept.set(key, value); } },
    requestAnimationFrame: (draw: () => void) => setTimeout(draw, 0).unref(), cancelAnimationFrame: clearTimeout,
    performance: { now: () => Date.now() },
    URL: { createObjectURL: () => `blob:fake/${blobs++}`, revokeObjectURL: () => undefined },
    ImageBlob: function ImageBlob() { return undefined; },
    Event: window.Event, CustomEvent: window.CustomEvent, Node: window.Node, Element: window.Element, HTMLElement: window.HTMLElement,
    addEventListener: () => undefined, removeEventListener: () => undefined, innerWidth: 320, innerHeight: 640,
  };
  const context = createContext({ ...globals });
  runInContext('globalThis.window = globalThis; globalThis.self = globalThis;', context);
  // React finds the window through the document
  Object.defineProperty(document, 'defaultView', { value: runInContext('globalThis', context), configurable: true });
  return { context, document, complaints, get entrypoints() { return setups[0]!; }, run(script) { runInContext(script, context, { filename: 'index.js' }); } };
}

function uxpModule(setups: UxpWorld['entrypoints'][]): object {
  const secrets = new Map<string, Uint8Array>();
  return {
    entrypoints: { setup: (given: UxpWorld['entrypoints']) => { setups.push(given); } },
    host: { uiLocale: 'en_US', name: 'Photoshop', version: '26.1.0' },
    storage: {
      formats: { utf8: {}, binary: {} },
      secureStorage: {
        getItem: (key: string) => Promise.resolve(secrets.get(key) ?? null),
        setItem: (key: string, value: string) => { secrets.set(key, new TextEncoder().encode(value)); return Promise.resolve(); },
        removeItem: (key: string) => { secrets.delete(key); return Promise.resolve(); },
      },
      localFileSystem: { getFileForSaving: () => Promise.resolve(null) },
    },
  };
}
