import type { PortableFetch } from '@photocrafter/shared/client/portable-fetch';
import { callRealm, type RealmCall } from '@photocrafter/shared/host/realm-bridge';
import type { HostAdapter } from '@photocrafter/shared/host/host-adapter';
import { stringsFor } from '../../shared/panel/strings/strings';
import type { FakeOptions } from '../fake/scene';
import type { FigmaCalls } from '../src/bridge/figma-calls';
import { createFigmaHost } from '../src/panel/figma-host';
import { createFigmaToken } from '../src/panel/figma-token';
import { openFigma, type FigmaEngine } from './figma-engine';
import { sharpCutter, sharpDecode } from './sharp-pictures';

/** Node's fetch with the origin that Figma's frame has. */
const fromFrame: PortableFetch = (url, { headers, ...request }) => fetch(url, { ...request, headers: { ...headers, origin: 'null' } });

/** The interface's host in Node, wired to the document program in QuickJS. */
export interface FigmaStage {
  readonly engine: FigmaEngine;
  readonly host: HostAdapter;
  readonly call: RealmCall<FigmaCalls>;
  readonly saved: { readonly fileName: string; readonly content: Uint8Array | string }[];
}

export async function openStage(options: Partial<FakeOptions> & { readonly port?: number } = {}): Promise<FigmaStage> {
  const { port, ...figma } = options;
  const engine = await openFigma(figma);
  const saved: { fileName: string; content: Uint8Array | string }[] = [];
  const call = callRealm<FigmaCalls>({ send: (message) => { engine.send(message); }, onMessage: (listener) => { engine.onMessage(listener); } });
  const host = createFigmaHost({
    call, token: createFigmaToken(call, fromFrame), decode: sharpDecode, cutter: sharpCutter, words: stringsFor(['en']),
    fetch: fromFrame,
    ...(port !== undefined && { ports: [port] }),
    copyText: () => Promise.resolve(),
    saveFile: (fileName, _mediaType, content) => { saved.push({ fileName, content }); },
  });
  return { engine, host, call, saved };
}
