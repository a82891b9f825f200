import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { usePanelScene } from './panel-scene';
import { smallPhoto } from './small-photo';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [240, 320, 480, 1280];
const TABS = ['critique', 'plan', 'output'];
const PATIENT = { timeout: 60_000 };

/** Elements that are wider than their place, by class and text: what would scroll sideways or be cut off. */
function findOverflow(): string[] {
  const clips = (element: Element): boolean => getComputedStyle(element).overflowX !== 'visible' && !element.matches('.pc-canvas-frame, .pc-strip-list, input');
  return [...document.querySelectorAll('.pc-panel, .pc-panel *')]
    .filter((element) => (clips(element) && element.scrollWidth > element.clientWidth + 1) || element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => `${element.getAttribute('class') ?? element.tagName}: ${element.textContent.slice(0, 40)}`);
}

/** What axe-core calls serious or critical, as "rule: element". */
async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };
    const { violations } = await axe.run();
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

describe('appearance of the panel', () => {
  const scene = usePanelScene();

  it.each([['dark', 'en-GB'], ['light', 'de-DE']] as const)('in %s and %s has no barrier, nothing cut off and nothing to scroll sideways, at any width', async (colorScheme, locale) => {
    const page = await scene.browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme, locale });
    await scene.open(page);
    expect(await findBarriers(page)).toEqual([]);
    const faults: string[] = [];
    await page.click('.pc-header [aria-expanded]');
    await page.click('.pc-apps .pc-button-plain');
    await page.waitForSelector('.pc-pairing-digits');
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 820 });
      faults.push(...(await page.evaluate(findOverflow)).map((fault) => `apps ${width}: ${fault}`));
    }
    faults.push(...(await findBarriers(page)).map((fault) => `apps: ${fault}`));
    await page.click('.pc-apps .pc-button-plain');
    await page.waitForSelector('.pc-pairing-digits', { state: 'detached' });
    await page.click('.pc-header [aria-expanded]');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('.pc-empty .pc-button')]);
    await chooser.setFiles(await smallPhoto('overcast-shore.jpg'));
    await page.waitForSelector('.pc-score', PATIENT);
    await page.waitForSelector('.pc-progress', { ...PATIENT, state: 'detached' });
    for (const tab of TABS) {
      await page.click(`#pc-tab-${tab}`);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 820 });
        faults.push(...(await page.evaluate(findOverflow)).map((fault) => `${tab} ${width}: ${fault}`));
      }
      faults.push(...(await findBarriers(page)).map((fault) => `${tab}: ${fault}`));
    }
    scene.stand.fault = () => 'cut';
    await page.waitForSelector('.pc-connection', PATIENT);
    faults.push(...await findBarriers(page));
    scene.stand.fault = () => undefined;
    expect(faults).toEqual([]);
    await page.close();
  }, 150_000);

  it('can be worked by keyboard alone', async () => {
    const page = await scene.browser.newPage({ viewport: { width: 480, height: 820 } });
    await scene.open(page);
    const chosen = page.waitForEvent('filechooser');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await (await chosen).setFiles(await smallPhoto('overcast-shore.jpg'));
    await page.waitForSelector('.pc-score', PATIENT);
    await page.waitForSelector('.pc-progress', { ...PATIENT, state: 'detached' });
    await page.locator('#pc-tab-critique').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.pc-master');
    // tabs, the panel's body, wish and button, then the first slider's number and track
    const seen: string[] = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      seen.push(await page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName ?? ''));
    }
    expect(seen).toEqual(expect.arrayContaining(['slider', 'checkbox', 'INPUT']));
    const slider = page.locator('.pc-step [role=slider]').first();
    await slider.focus();
    const before = Number(await slider.getAttribute('aria-valuenow'));
    await page.keyboard.press('ArrowRight');
    expect(Number(await slider.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
    await page.close();
  }, 120_000);
});
