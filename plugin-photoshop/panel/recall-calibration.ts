import type { AdjustmentKind } from '@photocrafter/shared/adjustments/adjustment';
import { storage } from 'uxp';
import { outOfTolerance } from '../src/calibrate/calibration';

const KEY = 'photocrafter.calibration';
/** Where docs/guides/first-run-in-photoshop.md says to put it, in the plugin's data folder. */
const FILE = 'calibration.json';

/** Kinds that a calibration run on this computer found to render otherwise than we mean. Nobody may have made one. */
export function recallCalibration(): readonly AdjustmentKind[] {
  try {
    return outOfTolerance(localStorage.getItem(KEY) ?? '');
  } catch {
    // what cannot be read must not keep the plugin from starting
    return [];
  }
}

/** Takes a calibration file over for the next start. Most computers have none. */
export async function adoptCalibration(): Promise<void> {
  try {
    const folder = await storage.localFileSystem.getDataFolder();
    const file = await folder.getEntry(FILE) as unknown as { read(): Promise<string> };
    localStorage.setItem(KEY, await file.read());
  } catch {
    return;
  }
}
