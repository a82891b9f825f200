import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './launch-chromium';

/** The preview in a real browser against `evaluateLayers` in the same browser. */
describe('preview', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const bundle = await build({ entryPoints: [join(__dirname, 'pages/preview-page.ts')], bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'error' });
    browser = await launchChromium();
    page = await browser.newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
  }, 60_000);
  afterAll(async () => { await browser.close(); });

  it.each(['webgl', 'canvas'] as const)('by %s lies within a level of the reference, whatever the stack', async (kind) => {
    const agreements = await page.evaluate((surface) => window.previewTest.measure(surface), kind);
    expect(Object.entries(agreements).filter(([, { worst }]) => !(worst <= 1))).toEqual([]);
    expect(Object.entries(agreements).filter(([name, { changed }]) => name !== 'nothing' && changed < 10)).toEqual([]);
  }, 30_000);
});
