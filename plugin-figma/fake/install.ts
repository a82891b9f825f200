import { FakeDocument } from './fake-document';
import { createFakeFigma } from './fake-figma';
import { createNodes } from './nodes';
import type { FakeHooks, FakeOptions } from './scene';
import { unpack } from './structured-clone';
import { createFakeUser, type FakeUser } from './user';

/** What the program around the engine holds on to. */
export interface Installed {
  /** calls a function of the user with arguments and an answer as JSON */
  user(name: keyof FakeUser, args: string): string;
  receive(text: string, buffers: readonly ArrayBuffer[]): void;
  restart(command: string): void;
}

/** Makes `figma` a global, and gives its strings to the engine's owner. Nothing else of the fake is left where a plugin could find it. */
function install(hooks: FakeHooks, optionsText: string): Installed {
  const doc = new FakeDocument(JSON.parse(optionsText) as FakeOptions, hooks);
  const { figma, receive, restart, shown } = createFakeFigma(doc, createNodes(doc));
  const user = createFakeUser(doc, () => shown() !== undefined);
  Object.defineProperty(globalThis, 'figma', { value: figma });
  return {
    user: (name, args) => JSON.stringify({ answer: (user[name] as (...given: unknown[]) => unknown)(...(JSON.parse(args) as unknown[])) }),
    receive(text, buffers) { receive(unpack({ text, buffers })); },
    restart,
  };
}

Object.defineProperty(globalThis, '__installFigma', { value: install, configurable: true });
