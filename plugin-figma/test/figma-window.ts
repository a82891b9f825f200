import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { pack, unpack } from '../fake/structured-clone';
import { PANEL_SIZE } from './panel-size';
import type { FigmaEngine } from './figma-engine';

interface Carried { readonly text: string; readonly buffers: readonly string[] }

/** Figma's window in a real browser: the interface in a sandboxed frame without an origin, under Figma's content security policy. */
export interface FigmaWindow { readonly page: Page; readonly panel: FrameLocator; close(): Promise<void> }

/** The window's own script: it hands messages on, and turns bytes into text for the way to the test's process and back. */
const WINDOW_SCRIPT = `
const frame = document.querySelector('iframe');
const toText = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''));
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
addEventListener('message', ({ source, origin, data }) => {
  if (source !== frame.contentWindow) return;
  window.origins = [...(window.origins ?? []), origin];
  const buffers = [];
  const text = JSON.stringify({ value: data.pluginMessage }, (_key, part) => part instanceof Uint8Array ? { $bytes: buffers.push(toText(part)) - 1 } : part);
  toDocument({ text, buffers });
});
window.fromDocument = ({ text, buffers }) => {
  const { value } = JSON.parse(text, (_key, part) => part !== null && typeof part === 'object' && '$bytes' in part ? toBytes(buffers[part.$bytes]) : part);
  frame.contentWindow.postMessage({ pluginMessage: value, pluginId: 'photocrafter' }, '*');
};
`;

export async function openFigmaWindow(browser: Browser, engine: FigmaEngine, port: number, theme: 'light' | 'dark' = 'light'): Promise<FigmaWindow> {
  // Figma's policy for a plugin's frame: what is inline, data and blobs, and the manifest's domains (hosts.md 4.1)
  const policy = `default-src 'unsafe-inline' data: blob: http://localhost:${port} ws://localhost:${port}`;
  // the companion of a test has a port of its own; nothing else of the built page is changed
  const html = engine.page.replaceAll(/\[41417,\s*41418,\s*41419\]/g, `[${port}]`)
    .replace('<html lang="en">', `<html lang="en" class="figma-${theme}">`)
    .replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><body style="margin:0"><iframe sandbox="allow-scripts allow-forms allow-popups allow-downloads" style="border:0;width:${PANEL_SIZE.width}px;height:${PANEL_SIZE.height}px"></iframe></body>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const page = await browser.newPage({ viewport: PANEL_SIZE, colorScheme: theme, locale: 'en-GB' });
  await page.exposeFunction('toDocument', ({ text, buffers }: Carried) => {
    engine.send(unpack({ text, buffers: buffers.map((buffer) => Uint8Array.from(Buffer.from(buffer, 'base64')).buffer) }));
  });
  engine.onMessage((message) => {
    const { text, buffers } = pack(message);
    const carried: Carried = { text, buffers: buffers.map((buffer) => Buffer.from(buffer).toString('base64')) };
    page.evaluate((sent) => { (window as unknown as { fromDocument: (message: Carried) => void }).fromDocument(sent); }, carried).catch(() => undefined);
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.addScriptTag({ content: WINDOW_SCRIPT });
  await page.evaluate((source) => { document.querySelector('iframe')!.srcdoc = source; }, html);
  return {
    page,
    panel: page.frameLocator('iframe'),
    async close() {
      await page.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
