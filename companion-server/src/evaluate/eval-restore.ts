import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { diagnose } from '../critic/diagnosis/diagnose';
import type { DegradationKind, Diagnosis } from '../critic/diagnosis/diagnosis';
import { paramsOf } from '../planner/plan-restoration';
import type { RestorationId } from '@photocrafter/shared/restoration/restorations';
import { psnr, ssim } from './metrics';
import { printTable } from './print-table';
import { CLASSICAL } from './restoration-baselines';
import { analysisImage } from '../critic/analysis-image';
import { lookPlaces } from '../critic/diagnosis/look-places';
import { mean } from './statistics';

/** A damaged picture and how it should look. */
export interface RestorationPair { readonly name: string; readonly load: () => Promise<{ readonly input: FloatImage; readonly target: FloatImage }> }
/** The product's pixel lane on a picture in memory. */
export type RestoreForEval = (image: FloatImage, steps: readonly PlanStep[]) => Promise<FloatImage>;

export interface RestoreRow {
  readonly method: string; readonly PSNR: number; readonly SSIM: number; readonly dE00: number;
  /** share of pictures that it leaves worse than they came, by more than 0.1 dB */
  readonly harmed: number;
}
export interface RestoreResult { readonly task: RestorationId; readonly pairs: number; readonly rows: readonly RestoreRow[] }

export const FAULT_OF_TASK: Readonly<Record<RestorationId, DegradationKind>> = {
  deblock: 'compression', denoise: 'noise', 'denoise-camera': 'noise', derain: 'rain', deblur: 'blur', 'deblur-motion': 'motionBlur',
  'dehaze-outdoor': 'haze', 'dehaze-indoor': 'haze', 'low-light': 'lowLight',
};

const PROXY_SIDE = 1024;
const VISIBLE_DB = 0.1;

/**
 * A restoration next to the classical methods for the same fault, on the same pairs, all with the parameters of the same blind diagnosis.
 * `restored` is asked for at full strength, whether the diagnosis raises an alarm or not: the table is about the restoration alone.
 */
export async function evaluateRestore(task: RestorationId, pairs: readonly RestorationPair[], restore: RestoreForEval, onDone: (name: string, input: FloatImage, restored: FloatImage) => void = () => undefined): Promise<RestoreResult> {
  const found = new Map<string, { psnr: number; ssim: number; dE00: number; gain: number }[]>();
  for (const { name, load } of pairs) {
    const { input, target } = await load();
    const diagnosis = diagnoseFull(input);
    const before = psnr(input, target);
    const note = (method: string, image: FloatImage): void => {
      const db = psnr(image, target);
      found.set(method, [...found.get(method) ?? [], { psnr: db, ssim: ssim(image, target), dE00: deltaEStats(image, target).mean, gain: db - before }]);
    };
    note('input', input);
    const restored = await restore(input, [stepFor(task, diagnosis)]);
    note(task, restored);
    for (const [method, apply] of Object.entries(CLASSICAL[FAULT_OF_TASK[task]])) note(method, apply(input, diagnosis));
    onDone(name, input, restored);
  }
  const rows = [...found].map(([method, results]) => ({
    method, PSNR: mean(results.map((r) => r.psnr)), SSIM: mean(results.map((r) => r.ssim)), dE00: mean(results.map((r) => r.dE00)), harmed: mean(results.map((r) => (r.gain < -VISIBLE_DB ? 1 : 0))),
  }));
  return { task, pairs: pairs.length, rows };
}

/** As a job diagnoses a file: proxy and full-resolution places. */
export function diagnoseFull(image: FloatImage): Diagnosis {
  const proxy = analysisImage(image, PROXY_SIDE);
  return diagnose(proxy, proxy === image ? [] : lookPlaces(image, []), image.width / proxy.width);
}

function stepFor(id: RestorationId, diagnosis: Diagnosis): PlanStep {
  return { id, dimension: 'colourAndLight', lane: 'pixels', operator: id, version: 1, params: paramsOf(id, diagnosis), reason: '', enabled: true, strength: 1 };
}

export function printRestore({ task, pairs, rows }: RestoreResult): string {
  return `${task}, ${pairs} pairs\n${printTable(rows.map(({ PSNR, SSIM, dE00, harmed, method }) => ({ method, 'PSNR dB': PSNR, SSIM: SSIM.toFixed(3), dE00, harmed })))}\n`;
}
