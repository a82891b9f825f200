import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium and the usual places of other systems; `CHROMIUM` names another. */
const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const chromiumPath = PLACES.find((path) => path !== undefined && existsSync(path));

/** A headless Chromium that runs as root in a container, with WebGL2 in software. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('Chromium is not installed: apt-get install chromium, or name it in CHROMIUM');
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--hide-scrollbars'] });
}
