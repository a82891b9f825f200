import { action, app, core, imaging } from 'photoshop';
import { host, storage } from 'uxp';
import { deviceLinkOf } from '../../../companion-server/src/export/device-link';
import { calibrate } from '../../../plugin-photoshop/src/calibrate/calibrate';
import { CHART_ADJUSTMENTS } from '../../../plugin-photoshop/src/calibrate/test-chart';
import type { PhotoshopApi } from '../../../plugin-photoshop/src/photoshop/photoshop-api';
import { toAppError } from '../../../shared/errors/app-error';
import { encodeBase64 } from '../../../shared/pixels/base64';
import { COMPANION_PORTS } from '../../../shared/protocol/product';

/** Run inside Photoshop by a person (docs/guides/first-run-in-photoshop.md): tries what nobody could see outside, writes calibration.json. */
const api = { app, core, action, imaging } as unknown as PhotoshopApi;

async function spellings(): Promise<readonly { readonly claim: string; readonly holds: boolean; readonly detail: string }[]> {
  const addresses = COMPANION_PORTS.slice(0, 1).flatMap((port) => [`http://localhost:${port}/v1/hello`, `http://127.0.0.1:${port}/v1/hello`]);
  return Promise.all(addresses.map(async (address) => {
    const claim = `the companion answers at ${address}`;
    try {
      return { claim, holds: true, detail: `status ${(await fetch(address)).status}` };
    } catch (error) {
      return { claim, holds: false, detail: String(error) };
    }
  }));
}

/** The build awaits it at the end of the script: a UXP script ends with its last statement, whatever it began. */
export async function run(): Promise<void> {
  try {
    const lut = CHART_ADJUSTMENTS.find((adjustment) => adjustment.kind === 'lut3d')!;
    const context = { api, after: (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); }), outOfTolerance: [] };
    const calibration = await calibrate(context, {
      photoshop: `${host.name} ${host.version}`, when: new Date().toISOString(), deviceLink: encodeBase64(deviceLinkOf(lut, 'chart')), signal: new AbortController().signal,
    });
    const text = JSON.stringify({ ...calibration, claims: [...calibration.claims, ...await spellings()] }, null, 2);
    const file = await storage.localFileSystem.getFileForSaving('calibration.json') as unknown as { write(text: string): Promise<unknown> } | null;
    await file?.write(text);
    await core.showAlert(calibration.adjustments.map(({ kind, meanDeltaE, refused }) => `${kind}: ${refused ?? `mean difference ${meanDeltaE?.toFixed(2)}`}`).join('\n'));
  } catch (error) {
    await core.showAlert(toAppError(error).message);
  }
}
