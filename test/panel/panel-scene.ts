import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './launch-chromium';
import { openPanelStand, type PanelStand } from './panel-stand';
import { runCompanion, type RunningCompanion } from './run-companion';

/** A real companion, the panel's page before it and a browser; set before the first test of the suite that asks for it. */
export interface PanelScene {
  companion: RunningCompanion; stand: PanelStand; browser: Browser;
  /** opens the panel as `npm start` does: by a link that works once */
  open(page: Page): Promise<void>;
}

/** Call it in a `describe`: starts the scene before its tests and ends it after them. */
export function usePanelScene(): PanelScene {
  const scene = {
    async open(page) {
      await page.goto(`${scene.stand.address}/panel#c=${(await scene.companion.control.panelLink()).code}`);
      await page.waitForSelector('.pc-dot-on');
    },
  } as PanelScene;
  beforeAll(async () => {
    scene.companion = await runCompanion();
    scene.stand = await openPanelStand(scene.companion.port);
    scene.browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await scene.browser.close();
    await scene.stand.close();
    await scene.companion.close();
  });
  return scene;
}
