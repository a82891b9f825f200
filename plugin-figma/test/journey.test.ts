import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { launchChromium } from '../../test/panel/launch-chromium';
import { runCompanion, type RunningCompanion } from '../../test/panel/run-companion';
import { openFigma, type FigmaEngine } from './figma-engine';
import { openFigmaWindow, type FigmaWindow } from './figma-window';

const SAMPLE = readFileSync(join(__dirname, '../../samples/overcast-shore.jpg'));
const PATIENT = { timeout: 240_000 };
/** Pictures for people, where a person asks for them: SCREENSHOTS=folder npx jest plugin-figma/test/journey */
const SHOTS = process.env['SCREENSHOTS'];

/** The whole way: Chromium with the interface in a frame without an origin, QuickJS with the document, the companion behind its guard. */
describe('a journey in Figma', () => {
  let companion: RunningCompanion;
  let browser: Browser;
  let engine: FigmaEngine;
  let window: FigmaWindow;
  beforeAll(async () => {
    companion = await runCompanion();
    browser = await launchChromium();
    engine = await openFigma({ command: 'enhance' });
  }, 120_000);
  afterAll(async () => {
    await window.close();
    engine.close();
    await browser.close();
    await companion.close();
  });
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (SHOTS === undefined) return;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };

  it('leads from a frame with a photo to a layer with notes, and from its button back to the plan and to an update', async () => {
    const { user } = engine;
    const photo = new Uint8Array(await sharp(SAMPLE).resize(480).linear(0.4, 4).jpeg().toBuffer());
    const hash = engine.importImage(photo);
    user.addImage(hash, 480, 360);
    const frame = user.build({ type: 'FRAME', name: 'Poster', width: 520, height: 480, props: { fills: [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }] }, children: [{ type: 'RECTANGLE', name: 'Shore', width: 480, height: 360, transform: [[0.96, -0.28, 120], [0.28, 0.96, 20]], props: { fills: [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: hash }] } }] });
    const [id] = user.children(frame) as [string];
    user.select([id]);
    const before = user.state();

    window = await openFigmaWindow(browser, engine, companion.port);
    const { page } = window;
    let { panel } = window;
    await panel.locator('.pc-connection[data-kind=needsPairing]').waitFor(PATIENT);
    await shoot(page, 'figma-1-pairing');
    await panel.locator('.pc-pairing-code').fill((await companion.control.openPairing('figma')).code);
    await panel.locator('.pc-connection .pc-button-primary').click();
    await panel.locator('.pc-score').waitFor(PATIENT);
    await panel.locator('.pc-progress').waitFor({ ...PATIENT, state: 'detached' });
    await shoot(page, 'figma-2-critique');
    for (const end = Date.now() + PATIENT.timeout; user.children(frame).length < 2 && Date.now() < end;) await page.waitForTimeout(100);
    await panel.locator('#pc-tab-output').click();
    await panel.locator('.pc-output .pc-good').waitFor(PATIENT);
    await shoot(page, 'figma-3-output');
    expect(await page.evaluate(() => [...new Set((globalThis as unknown as { origins: string[] }).origins)])).toEqual(['null']);
    const [, layer] = user.children(frame) as [string, string];
    const fillOf = (node: string): string => (user.node(node).props['fills'] as { imageHash: string }[])[0]!.imageHash;
    const first = fillOf(layer);
    expect([first === hash, fillOf(id) === hash]).toEqual([false, true]);
    expect(user.cornersOf(layer)).toEqual(user.cornersOf(id));
    expect((user.node(layer).props['annotations'] as unknown[]).length).toBeGreaterThan(0);
    expect(user.undoSteps()).toBe(1);
    expect((await companion.control.clients()).clients.map((client) => client.name)).toContain('Photocrafter in Figma');
    await window.close();

    user.select([layer]);
    engine.restart('edit');
    window = await openFigmaWindow(browser, engine, companion.port, 'dark');
    ({ panel } = window);
    await panel.locator('.pc-dot-on').waitFor(PATIENT);
    await panel.locator('#pc-tab-plan').click();
    const slider = panel.locator('.pc-step [role=slider]').first();
    await slider.focus();
    for (let i = 0; i < 8; i++) await window.page.keyboard.press('ArrowRight');
    await shoot(window.page, 'figma-4-edit-plan');
    await panel.locator('#pc-tab-output').click();
    await panel.locator('.pc-output .pc-button-primary').click();
    await panel.locator('.pc-output .pc-good').waitFor(PATIENT);
    expect(user.children(frame)).toEqual([id, layer]);
    const second = fillOf(layer);
    expect(second).not.toBe(first);
    if (SHOTS !== undefined) await sharp({ create: { width: 1460, height: 380, channels: 3, background: '#eee' } }).composite([photo, engine.imageBytes(first), engine.imageBytes(second)].map((input, i) => ({ input: Buffer.from(input), left: 5 + i * 485, top: 10 }))).png().toFile(join(SHOTS, 'figma-5-original-placed-updated.png'));
    user.undo();
    expect(fillOf(layer)).toBe(first);
    user.undo();
    expect(user.state()).toBe(before);
  }, 600_000);
});
