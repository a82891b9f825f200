import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { RestorationId } from '@photocrafter/shared/restoration/restorations';
import { planRestoration } from '../planner/plan-restoration';
import { diagnoseFull, type RestoreForEval } from './eval-restore';
import type { LoadImage } from './eval-pairs';
import { psnr } from './metrics';
import { printTable } from './print-table';

export interface HarmlessResult {
  readonly photos: number;
  /** photos whose pixels the automatic path left exactly as they were */
  readonly untouched: number;
  /** photos that were changed, but by 45 dB or more: nobody sees it */
  readonly invisible: number;
  /** every other one: what was done, why, and how far it moved the photo */
  readonly changed: readonly { readonly photo: string; readonly dB: number; readonly because: string }[];
}

/** From this PSNR on nobody sees a difference (issue F.3.3). */
const INVISIBLE_DB = 45;

/** The automatic pixel lane on photos that are fine: it should leave them alone, or have a reason that its evidence supports. */
export async function evaluateHarmless(paths: readonly string[], side: number, possible: (id: RestorationId) => boolean, restore: RestoreForEval, load: LoadImage, onDone: (name: string) => void = () => undefined): Promise<HarmlessResult> {
  let untouched = 0, invisible = 0;
  const changed: { photo: string; dB: number; because: string }[] = [];
  for (const path of paths) {
    const photo: FloatImage = await load(path, side);
    const { steps } = planRestoration({ diagnosis: diagnoseFull(photo), possible, strength: 1 });
    const dB = steps.length === 0 ? Infinity : psnr(await restore(photo, steps), photo);
    if (dB === Infinity) untouched++;
    else if (dB >= INVISIBLE_DB) invisible++;
    else changed.push({ photo: path.split('/').at(-1)!, dB, because: steps.map(({ operator, reason }) => `${operator}: ${reason}`).join('; ') });
    onDone(path);
  }
  return { photos: paths.length, untouched, invisible, changed };
}

export function printHarmless({ photos, untouched, invisible, changed }: HarmlessResult): string {
  const head = `${photos} photos: ${untouched} untouched, ${invisible} changed invisibly (${INVISIBLE_DB} dB or more), ${changed.length} changed visibly\n`;
  return changed.length === 0 ? head : `${head}\n${printTable(changed, 1)}\n`;
}
