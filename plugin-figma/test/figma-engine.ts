import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import loadEngine from '@jitl/quickjs-wasmfile-release-sync/emscripten-module';
import { QuickJSFFI } from '@jitl/quickjs-wasmfile-release-sync/ffi';
import { newQuickJSWASMModuleFromVariant, type QuickJSContext, type QuickJSHandle, type QuickJSSyncVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { FakeOptions, RenderScene } from '../fake/scene';
import { pack, unpack } from '../fake/structured-clone';
import type { FakeUser } from '../fake/user';
import { builtPlugin } from './built-plugin';
import { renderScene } from './render-scene';

const FAKE = join(__dirname, '../fake/install.ts');
/** The package's own variant loads its parts by dynamic import, which jest does not have. */
const variant: QuickJSSyncVariant = { type: 'sync', importFFI: () => Promise.resolve(QuickJSFFI), importModuleLoader: () => Promise.resolve(loadEngine) };
let parts: Promise<{ readonly module: QuickJSWASMModule; readonly fake: string; readonly plugin: string; readonly page: string }> | undefined;

/** Engine, fake and plugin, made once a test file. */
function load() {
  parts ??= (async () => {
    const module = await newQuickJSWASMModuleFromVariant(variant);
    const { outputFiles } = await build({ entryPoints: [FAKE], bundle: true, write: false, format: 'iife', target: 'es2020' });
    const { document, panel } = await builtPlugin();
    return { module, fake: outputFiles[0]!.text, plugin: document, page: panel };
  })();
  return parts;
}

/** A Figma with one document: the real document program in QuickJS over the strict fake, and a wire to it. */
export interface FigmaEngine {
  readonly user: FakeUser;
  /** the interface's HTML as `showUI` was given it */
  readonly page: string;
  /** as `parent.postMessage({ pluginMessage })` */
  send: (message: unknown) => void;
  onMessage(listener: (message: unknown) => void): void;
  /** closes the plugin and starts it again in the same document */
  restart(command: string): void;
  /** makes an image part of the file: what an earlier import did */
  importImage(bytes: Uint8Array, hash?: string): string;
  imageBytes(hash: string): Uint8Array;
  render(scene: RenderScene): Promise<Uint8Array>;
  /** runs `action` at the n-th use of the API from now on */
  onCall(n: number | undefined, action: () => void): void;
  close(): void;
}

export async function openFigma(options: Partial<FakeOptions> = {}): Promise<FigmaEngine> {
  const { module, fake, plugin, page } = await load();
  const context = module.newContext();
  const images = new Map<string, Uint8Array>();
  const listeners: ((message: unknown) => void)[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let calls: { left: number; action: () => void } | undefined;
  let isOpen = true;

  /** Promises of the engine move only when they are pushed. */
  const push = (): void => {
    if (!isOpen) return;
    const result = context.runtime.executePendingJobs();
    if (result.error !== undefined) throw errorOf(context, result.error);
  };
  const run = (code: string, name: string): void => { context.unwrapResult(context.evalCode(code, name)).dispose(); push(); };
  const bytesOf = (handle: QuickJSHandle): Uint8Array => {
    const lifetime = context.getArrayBuffer(handle);
    const copy = Uint8Array.from(lifetime.value);
    lifetime.dispose();
    return copy;
  };
  const toBuffer = (bytes: Uint8Array): QuickJSHandle => context.newArrayBuffer(bytes.slice().buffer as ArrayBuffer);
  const hook = (name: string, work: (...handles: QuickJSHandle[]) => QuickJSHandle | undefined): void => {
    const handle = context.newFunction(name, (...handles) => work(...handles) ?? context.undefined);
    context.setProp(hooks, name, handle);
    handle.dispose();
  };
  const hooks = context.newObject();
  hook('postToInterface', (text, buffers) => {
    const length = context.getProp(buffers!, 'length').consume((handle) => context.getNumber(handle));
    const copies = Array.from({ length }, (_, i) => context.getProp(buffers!, i).consume((handle) => bytesOf(handle).buffer as ArrayBuffer));
    const message = unpack({ text: context.getString(text!), buffers: copies });
    setImmediate(() => { for (const listener of listeners) listener(message); });
    return undefined;
  });
  hook('sha1', (buffer) => context.newString(createHash('sha1').update(bytesOf(buffer!)).digest('hex')));
  hook('keepImage', (hash, buffer) => { images.set(context.getString(hash!), bytesOf(buffer!)); return undefined; });
  hook('imageBytes', (hash) => toBuffer(images.get(context.getString(hash!)) ?? new Uint8Array()));
  hook('render', (scene) => {
    const promise = context.newPromise();
    renderScene(JSON.parse(context.getString(scene!)) as RenderScene, images).then(
      (bytes) => { if (isOpen) toBuffer(bytes).consume((handle) => { promise.resolve(handle); }); },
      (error: unknown) => { if (isOpen) context.newError(String(error)).consume((handle) => { promise.reject(handle); }); },
    ).finally(push);
    return promise.handle;
  });
  hook('onCall', () => {
    if (calls !== undefined && calls.left-- === 0) calls.action();
    return undefined;
  });

  const timer = (name: string, start: (callback: () => void, milliseconds: number) => NodeJS.Timeout): void => {
    context.newFunction(name, (callback, milliseconds) => {
      const kept = callback.dup();
      const handle = start(() => { context.unwrapResult(context.callFunction(kept, context.undefined)).dispose(); push(); }, context.getNumber(milliseconds));
      timers.add(handle);
      return context.newNumber(Number(handle));
    }).consume((handle) => { context.setProp(context.global, name, handle); });
  };
  timer('setTimeout', setTimeout);
  run('globalThis.console = { log() {}, error() {}, warn() {}, info() {}, assert() {}, clear() {} }; globalThis.clearTimeout = () => {};', 'globals');
  context.newString(page).consume((handle) => { context.setProp(context.global, '__html__', handle); });

  run(fake, 'fake-figma.js');
  const install = context.getProp(context.global, '__installFigma');
  const optionsText = context.newString(JSON.stringify({ editorType: 'figma', command: '', colorProfile: 'SRGB', ...options }));
  const installed = context.unwrapResult(context.callFunction(install, context.undefined, hooks, optionsText));
  run('delete globalThis.__installFigma', 'globals');
  run(plugin, 'document.js');

  const callInstalled = (name: string, ...args: readonly QuickJSHandle[]): QuickJSHandle => {
    const method = context.getProp(installed, name);
    const result = context.callFunction(method, installed, ...args);
    method.dispose();
    for (const arg of args) arg.dispose();
    if (result.error !== undefined) throw errorOf(context, result.error);
    push();
    return result.value;
  };
  const user = new Proxy({}, {
    get: (_target, name) => (...args: unknown[]): unknown => {
      const answer = callInstalled('user', context.newString(String(name)), context.newString(JSON.stringify(args)));
      return (JSON.parse(answer.consume((handle) => context.getString(handle))) as { answer: unknown }).answer;
    },
  }) as FakeUser;

  return {
    user,
    page,
    send(message) {
      if (!isOpen) return;
      const { text, buffers } = pack(message);
      const list = context.newArray();
      for (const [i, buffer] of buffers.entries()) toBuffer(new Uint8Array(buffer)).consume((handle) => { context.setProp(list, i, handle); });
      callInstalled('receive', context.newString(text), list).dispose();
    },
    onMessage(listener) { listeners.push(listener); },
    restart(command) {
      listeners.length = 0;
      callInstalled('restart', context.newString(command)).dispose();
      run(plugin, 'document.js');
    },
    importImage(bytes, hash = createHash('sha1').update(bytes).digest('hex')) {
      images.set(hash, bytes);
      return hash;
    },
    imageBytes: (hash) => images.get(hash)!,
    render: (scene) => renderScene(scene, images),
    onCall(n, action) { calls = n === undefined ? undefined : { left: n, action }; },
    close() {
      isOpen = false;
      for (const handle of timers) clearTimeout(handle);
      // the engine's memory goes with its module; handles that pending promises hold would make `dispose` complain
    },
  };
}

function errorOf(context: QuickJSContext, handle: QuickJSHandle): Error {
  const { name, message, stack } = context.dump(handle) as { name?: string; message?: string; stack?: string };
  handle.dispose();
  return new Error(`${name ?? 'Error'}: ${message ?? ''}\n${stack ?? ''}`);
}

