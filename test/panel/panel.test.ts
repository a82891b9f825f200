import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { usePanelScene } from './panel-scene';
import { smallPhoto } from './small-photo';

const SAMPLES = join(__dirname, '../../samples');
const sample = (name: string): string => join(SAMPLES, name);
/** A companion that works on two cores beside other tests needs this long at worst. */
const PATIENT = { timeout: 60_000 };

/** The panel in a real browser, with the real companion behind a wire that tests can disturb. */
describe('panel', () => {
  const scene = usePanelScene();
  let page: Page;
  beforeEach(async () => {
    scene.stand.fault = () => undefined;
    page = await scene.browser.newPage({ viewport: { width: 800, height: 560 }, acceptDownloads: true, locale: 'en-GB' });
  });
  afterEach(async () => { await page.close(); });

  const open = (): Promise<void> => scene.open(page);
  const give = async (photo: string | Awaited<ReturnType<typeof smallPhoto>>): Promise<void> => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('.pc-header .pc-button-plain')]);
    await chooser.setFiles(typeof photo === 'string' ? sample(photo) : photo);
  };
  const planned = async (): Promise<void> => { await page.waitForSelector('.pc-progress', PATIENT); await page.waitForSelector('.pc-progress', { ...PATIENT, state: 'detached' }); };
  /** What the viewer shows once it rests, as a fingerprint: drafts are made exact soon after the last change. */
  const picture = async (): Promise<string> => {
    let last = '';
    for (let same = 0; same < 3;) {
      await page.waitForTimeout(200);
      const url = await page.locator('.pc-canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
      const now = createHash('sha256').update(url).digest('hex');
      same = now === last ? same + 1 : 0;
      last = now;
    }
    return last;
  };

  it('takes a dropped photo to an edited file: critique first, then a plan whose sliders change pixels', async () => {
    await open();
    const bytes = (await smallPhoto('overcast-shore.jpg')).buffer.toString('base64');
    const transfer = await page.evaluateHandle((base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'shore.jpg', { type: 'image/jpeg' }));
      return data;
    }, bytes);
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    await page.waitForSelector('.pc-score', PATIENT);
    expect(await page.locator('.pc-progress').count()).toBe(1);
    const parts = await page.locator('.pc-part-points').allInnerTexts();
    const sum = parts.reduce((total, text) => total + Number.parseFloat(text), 0);
    expect(sum).toBe(Number(await page.innerText('.pc-score-value')));
    await page.waitForSelector('.pc-progress', { ...PATIENT, state: 'detached' });

    await page.hover('.pc-finding-placed');
    expect(await page.locator('.pc-region').count()).toBe(1);

    await page.click('#pc-tab-plan');
    const edited = await picture();
    const calls = scene.stand.calls.length;
    await page.locator('.pc-step [role=slider]').first().focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
    const moved = await picture();
    expect(moved).not.toBe(edited);
    await page.click('.pc-step .pc-check');
    expect(await picture()).not.toBe(moved);
    await page.click('[aria-label="Undo"]');
    expect(await picture()).toBe(moved);
    await page.click('[aria-label="Undo"]');
    expect(await picture()).toBe(edited);
    // the heartbeat alone may speak meanwhile
    expect(scene.stand.calls.slice(calls).filter((call) => !/hello|\/v1\/token$/.test(call))).toEqual([]);

    await page.click('[aria-label="Split"]');
    expect(await picture()).not.toBe(edited);
    await page.click('#pc-tab-output');
    const [download] = await Promise.all([page.waitForEvent('download', PATIENT), page.click('.pc-output .pc-button-primary')]);
    expect(download.suggestedFilename()).toBe('shore.enhanced.jpg');
    expect(readFileSync(await download.path()).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    await page.waitForSelector('.pc-output .pc-good');
  }, 120_000);

  it('says why there is no companion, and goes on by itself when it is there', async () => {
    await open();
    scene.stand.fault = () => 'cut';
    await page.waitForSelector('.pc-connection[data-kind=notRunning]');
    const hello = { product: 'com.photocrafter.companion', name: 'Photocrafter', version: '0.0.1', protocolVersion: 0, instance: '00000000-0000-4000-8000-000000000000', capabilities: [] };
    scene.stand.fault = () => ({ status: 200, body: hello });
    await page.waitForSelector('.pc-connection[data-kind=wrongVersion]');
    expect(await page.innerText('.pc-connection .pc-text')).toContain('Update the companion');
    scene.stand.fault = () => ({ status: 200, body: { ...hello, protocolVersion: 99 } });
    await page.waitForFunction(() => document.querySelector('.pc-connection .pc-text')?.textContent.includes('Update the plugin'));
    scene.stand.fault = () => ({ status: 200, body: {} });
    await page.waitForSelector('.pc-connection[data-kind=foreign]');
    scene.stand.fault = () => undefined;
    await page.waitForSelector('.pc-connection', { state: 'detached' });
  }, 60_000);

  it('cancels at once and edits again when asked', async () => {
    await open();
    await give('garden-passage.jpg');
    await page.waitForSelector('.pc-progress', PATIENT);
    const took = await page.evaluate(async () => {
      const start = performance.now();
      document.querySelector<HTMLElement>('.pc-progress .pc-button')?.click();
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
      return { gone: document.querySelector('.pc-progress') === null, milliseconds: performance.now() - start };
    });
    expect(took.gone).toBe(true);
    await page.click('#pc-tab-plan');
    await page.fill('.pc-instruction .pc-input', 'much warmer');
    await page.click('.pc-instruction .pc-button');
    await planned();
    expect(await page.locator('.pc-step').count()).toBeGreaterThan(0);
  }, 120_000);

  it('picks a job up again after the companion was killed and restarted', async () => {
    await open();
    await give('night-city.jpg');
    await page.waitForSelector('.pc-progress', PATIENT);
    await scene.companion.kill();
    await page.waitForSelector('.pc-connection', PATIENT);
    await scene.companion.restart();
    await page.waitForSelector('.pc-connection', { ...PATIENT, state: 'detached' });
    await page.waitForSelector('.pc-progress', { ...PATIENT, state: 'detached' });
    expect(await page.locator('.pc-failure').count()).toBe(0);
    await page.click('#pc-tab-plan');
    expect(await page.locator('.pc-master').count()).toBe(1);
  }, 150_000);

  it('asks for pairing when its token has expired, takes the six digits, and lets a second tab work beside it', async () => {
    await open();
    const own = (await scene.companion.control.clients()).clients[0]!;
    const second = await scene.browser.newPage();
    await scene.open(second);
    await scene.companion.control.revokeClient(own.kid);
    await page.waitForSelector('.pc-connection[data-kind=needsPairing] .pc-pairing-code', PATIENT);
    const pair = async (code: string): Promise<void> => {
      await page.fill('.pc-pairing-code', code);
      await page.click('.pc-connection .pc-button-primary');
    };
    await pair('123456');
    expect(await page.innerText('.pc-connection [role=alert]')).toContain('Open the pairing window');
    const { code } = await scene.companion.control.openPairing('browser');
    await pair(code === '000000' ? '000001' : '000000');
    await page.waitForFunction(() => document.querySelector('.pc-connection [role=alert]')?.textContent.includes('not the code'));
    await pair(code);
    await page.waitForSelector('.pc-connection', { ...PATIENT, state: 'detached' });
    expect(await second.locator('.pc-connection').count()).toBe(0);
    await page.reload();
    await page.waitForSelector('.pc-dot-on', PATIENT);
    await second.close();
  }, 120_000);

  it('draws curves that can be changed by pointer and by keyboard, each gesture one step to undo', async () => {
    const step = { id: 'c', dimension: 'colourAndLight', lane: 'adjustments', operator: 'tone-curve', version: 1, params: {}, reason: 'mine', enabled: true, strength: 1 };
    await page.addInitScript((presets) => { localStorage.setItem('photocrafter.presets', presets); }, JSON.stringify([{ name: 'Curve', plan: { schemaVersion: 1, steps: [step], advice: {} }, masterStrength: 1 }]));
    await open();
    await give(await smallPhoto('cat.jpg'));
    await planned();
    await page.click('#pc-tab-output');
    await page.click('.pc-entry .pc-link:has-text("Curve")');
    await page.click('#pc-tab-plan');
    const field = page.locator('.pc-curve-box').first();
    await field.waitFor();
    await field.scrollIntoViewIfNeeded();
    const straight = await picture();
    const { x, y, width, height } = (await field.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 4, { steps: 5 });
    await page.mouse.up();
    expect(await field.locator('[role=slider]').count()).toBe(3);
    const lifted = await picture();
    expect(lifted).not.toBe(straight);
    const point = field.locator('[role=slider]').nth(1);
    const before = Number(await point.getAttribute('aria-valuenow'));
    await point.focus();
    await page.keyboard.press('ArrowUp');
    expect(Number(await point.getAttribute('aria-valuenow'))).toBe(before + 1);
    await page.keyboard.press('Delete');
    expect(await field.locator('[role=slider]').count()).toBe(2);
    await page.click('[aria-label="Undo"]');
    await page.click('[aria-label="Undo"]');
    expect(await picture()).toBe(straight);
  }, 120_000);

  it('keeps photos and their edits through a reload, and forgets what was removed', async () => {
    await open();
    await give(await smallPhoto('cat.jpg'));
    await planned();
    await give(await smallPhoto('overcast-shore.jpg'));
    await planned();
    await page.click('#pc-tab-plan');
    await page.locator('.pc-step [role=slider]').first().focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    const value = await page.locator('.pc-step [role=slider]').first().getAttribute('aria-valuenow');
    await page.waitForTimeout(1500);
    const jobs = () => scene.stand.calls.filter((call) => call === 'POST /v1/jobs').length;
    const before = jobs();
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll('.pc-strip-item').length === 2, undefined, PATIENT);
    await page.locator('.pc-strip-picture').nth(1).click();
    await page.click('#pc-tab-plan');
    expect(await page.locator('.pc-step [role=slider]').first().getAttribute('aria-valuenow')).toBe(value);
    await page.waitForTimeout(1000);
    expect(jobs()).toBe(before);
    await page.locator('.pc-strip-item').nth(0).hover();
    await page.locator('.pc-strip-item [aria-label^="Remove"]').first().click();
    await page.waitForTimeout(1500);
    await page.reload();
    await page.waitForSelector('.pc-dot-on', PATIENT);
    await page.waitForSelector('.pc-viewer, .pc-canvas', PATIENT);
    expect(await page.locator('.pc-strip-item').count()).toBeLessThan(2);
  }, 180_000);

  it('adds another tab by the six digits that the list of apps shows, and cuts it off again', async () => {
    await open();
    const second = await scene.browser.newPage({ locale: 'en-GB' });
    await second.goto(`${scene.stand.address}/panel`);
    await second.waitForSelector('.pc-pairing-code', PATIENT);
    await page.click('.pc-header [aria-expanded]');
    await page.click('.pc-apps .pc-button-plain');
    const digits = (await page.innerText('.pc-pairing-digits')).replace(/\D/g, '');
    await second.fill('.pc-pairing-code', digits);
    await second.click('.pc-connection .pc-button-primary');
    await second.waitForSelector('.pc-connection', { ...PATIENT, state: 'detached' });
    await page.waitForSelector('.pc-pairing-digits', { ...PATIENT, state: 'detached' });
    // newest first: the one that has just come in
    await page.click('.pc-apps .pc-entry .pc-button');
    await second.waitForSelector('.pc-connection[data-kind=needsPairing]', PATIENT);
    expect(await page.locator('.pc-connection').count()).toBe(0);
    await second.close();
  }, 120_000);

  it('shows what failed and what to do', async () => {
    await open();
    await page.locator('body').evaluate((body) => {
      const data = new DataTransfer();
      data.items.add(new File(['this is no picture'], 'broken.jpg', { type: 'image/jpeg' }));
      body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.waitForSelector('.pc-failure', PATIENT);
    expect(await page.innerText('.pc-failure')).toMatch(/Save it as JPEG|Export it again/);
  }, 60_000);

  it('collects diagnostics without names, pictures or instructions', async () => {
    await open();
    await give(await smallPhoto('cat.jpg'));
    await page.waitForSelector('.pc-critique', PATIENT);
    const [download] = await Promise.all([page.waitForEvent('download', PATIENT), page.click('.pc-header [aria-label^="Collect diagnostics"]')]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ panel: { host: 'browser' }, connection: { kind: 'connected' } });
    expect(text).not.toContain('cat.jpg');
    expect(text).not.toMatch(/[a-f0-9]{64}/);
  }, 90_000);
});
