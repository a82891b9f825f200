import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import sharp from 'sharp';
import { usePanelScene } from './panel-scene';

jest.setTimeout(600_000);

const FOLDER = join(__dirname, '../../companion-server/dist/panel');
const RUNS = 5;
const median = (values: readonly number[]): number => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;

/** `npm run bench:panel`: the panel's figures of docs/performance.md, as markdown. The bundle's size is the only one with a bound here. */
describe('the panel, measured', () => {
  const scene = usePanelScene();
  const rows: string[] = [];
  const row = (what: string, value: number, unit: string): void => { rows.push(`| ${what} | ${value < 100 ? value.toFixed(1) : value.toFixed(0)} ${unit} |`); };
  afterAll(() => { process.stdout.write(`\nLoad average ${loadavg()[0]!.toFixed(0)}; medians of ${RUNS} runs\n\n| | |\n| --- | --- |\n${rows.join('\n')}\n`); });

  it('size of the bundle', () => {
    const size = ['index.html', 'main.js', 'main.css'].reduce((sum, file) => sum + gzipSync(readFileSync(join(FOLDER, file))).byteLength, 0);
    row('bundle (page, script, styles), gzip', size / 1000, 'kB');
    expect(size).toBeLessThan(250_000);
  });
  it('first paint, and until connected', async () => {
    const paints: number[] = [], connected: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      const page = await scene.browser.newPage();
      await scene.open(page);
      connected.push(await page.evaluate(() => performance.now()));
      paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime));
      await page.close();
    }
    row('first contentful paint', median(paints), 'ms');
    row('opened to paired and connected', median(connected), 'ms');
  });
  it.each([[1500, 1000, 0], [1500, 1000, 1], [3000, 2000, 0], [3000, 2000, 1], [3000, 2000, 2]])('frames of a %d x %d proxy, level %d', async (width, height, level) => {
    const bundle = await build({ entryPoints: [join(__dirname, 'pages/preview-page.ts')], bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'error' });
    const page = await scene.browser.newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
    for (const stack of ['exposure', 'long']) {
      const times: number[] = [];
      for (let i = 0; i < RUNS; i++) times.push(await page.evaluate(([w, h, name, at]) => window.previewTest.frameTime(w, h, name, 4, at), [width, height, stack, level] as const));
      row(`frame, ${(width * height) / 1e6} MP, ${stack === 'long' ? 'eight layers' : 'two layers'}, ${level === 0 ? 'exact' : `draft 1/${2 ** level}`}`, median(times), 'ms');
    }
    await page.close();
  });
  it.each([[1.5, 1500], [12, 4243]])('drop to critique, a JPEG of %d MP', async (megapixels, width) => {
    const times: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      // other bytes each time: nothing may be found in the store
      const buffer = await sharp(join(__dirname, '../../samples/overcast-shore.jpg')).resize({ width, height: Math.round(width / 1.5), fit: 'fill' }).jpeg({ quality: 88 + i }).toBuffer();
      const page = await scene.browser.newPage();
      await scene.open(page);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('.pc-header .pc-button-plain')]);
      const start = Date.now();
      await chooser.setFiles({ name: 'shore.jpg', mimeType: 'image/jpeg', buffer });
      await page.waitForSelector('.pc-score', { timeout: 120_000 });
      times.push(Date.now() - start);
      await page.waitForSelector('.pc-progress', { state: 'detached', timeout: 120_000 });
      await page.close();
    }
    row(`file given to critique shown, ${megapixels} MP JPEG`, median(times), 'ms');
  });
});
