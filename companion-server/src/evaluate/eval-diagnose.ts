import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { alarms } from '../critic/diagnosis/alarms';
import { DEGRADATIONS, type DegradationKind } from '../critic/diagnosis/diagnosis';
import { diagnoseFull } from './eval-restore';
import type { LoadImage } from './eval-pairs';
import { printTable } from './print-table';
import { drawDamage, type ReencodeJpeg } from './restoration-faults';
import { hashOf, seededRandom } from '@photocrafter/shared/random/seeded-random';
import { mean } from './statistics';

interface Look { readonly actual: DegradationKind | 'clean'; readonly severity: number; readonly estimated: Readonly<Record<DegradationKind, number>>; readonly raised: readonly DegradationKind[] }

export interface DiagnoseResult {
  readonly photos: number;
  /** by fault: how well severities rank damaged above clean photos, how many were found, how many clean ones raised this alarm, mean error */
  readonly faults: readonly { readonly fault: string; readonly AUROC: number; readonly found: number; readonly falseAlarms: number; readonly error: number }[];
  /** share of clean photos that raised any alarm */
  readonly anyFalseAlarm: number;
  /** rows: what was done to the photo; columns: share of the photos that raised each alarm */
  readonly confusion: readonly Readonly<Record<string, string | number>>[];
  /** estimated against true severity, all faults together, in five bins of the estimate */
  readonly reliability: readonly { readonly bin: string; readonly n: number; readonly estimated: number; readonly actual: number }[];
}

const EVALUATION_SIDE = 1024;

/** Damages every photo with one fault of each kind, sizes drawn over what occurs, and lets the critic diagnose it; and the photo as it is. */
export async function evaluateDiagnose(paths: readonly string[], seed: number, load: LoadImage, reencode: ReencodeJpeg, onDone: (name: string) => void = () => undefined): Promise<DiagnoseResult> {
  const looks: Look[] = [];
  const look = (image: FloatImage, actual: Look['actual'], severity: number): void => {
    const diagnosis = diagnoseFull(image);
    looks.push({ actual, severity, estimated: diagnosis.severity, raised: alarms(diagnosis) });
  };
  for (const path of paths) {
    const clean = await load(path, EVALUATION_SIDE);
    look(clean, 'clean', 0);
    const random = seededRandom(hashOf(`${seed} ${path.split('/').at(-1)!}`));
    for (const kind of DEGRADATIONS) {
      const { image, severity } = await drawDamage(kind, clean, random, reencode);
      look(image, kind, severity);
    }
    onDone(path);
  }
  return summarise(paths.length, looks);
}

function summarise(photos: number, looks: readonly Look[]): DiagnoseResult {
  const clean = looks.filter(({ actual }) => actual === 'clean');
  const faults = DEGRADATIONS.map((kind) => {
    const ill = looks.filter(({ actual }) => actual === kind);
    return {
      fault: kind, AUROC: auroc(ill.map(({ estimated }) => estimated[kind]), clean.map(({ estimated }) => estimated[kind])),
      found: share(ill, ({ raised }) => raised.includes(kind)), falseAlarms: share(clean, ({ raised }) => raised.includes(kind)),
      error: mean(ill.map(({ estimated, severity }) => Math.abs(estimated[kind] - severity))),
    };
  });
  const confusion = (['clean', ...DEGRADATIONS] as const).map((actual) => {
    const rows = looks.filter((entry) => entry.actual === actual);
    return { photo: actual, ...Object.fromEntries(DEGRADATIONS.map((kind) => [kind, share(rows, ({ raised }) => raised.includes(kind))])), none: share(rows, ({ raised }) => raised.length === 0) };
  });
  const answers = looks.flatMap(({ actual, severity, estimated }) => DEGRADATIONS.filter((kind) => actual === 'clean' || actual === kind).map((kind) => ({ estimated: estimated[kind], actual: actual === kind ? severity : 0 })));
  const reliability = [0, 1, 2, 3, 4].map((bin) => {
    const inside = answers.filter(({ estimated }) => Math.min(4, Math.floor(5 * estimated)) === bin);
    return { bin: `${(bin / 5).toFixed(1)}..${((bin + 1) / 5).toFixed(1)}`, n: inside.length, estimated: mean(inside.map((a) => a.estimated)), actual: mean(inside.map((a) => a.actual)) };
  });
  return { photos, faults, anyFalseAlarm: share(clean, ({ raised }) => raised.length > 0), confusion, reliability };
}

function share(looks: readonly Look[], is: (look: Look) => boolean): number { return mean(looks.map((look) => (is(look) ? 1 : 0))); }

/** Probability that a damaged photo scores above a clean one; ties count half. */
export function auroc(ill: readonly number[], clean: readonly number[]): number {
  return mean(ill.flatMap((a) => clean.map((b) => (a > b ? 1 : a === b ? 0.5 : 0))));
}

export function printDiagnose({ photos, faults, anyFalseAlarm, confusion, reliability }: DiagnoseResult): string {
  return `${photos} photos, each clean and with every fault; any false alarm on ${(100 * anyFalseAlarm).toFixed(1)} % of the clean ones\n\n${printTable(faults, 3)}\n\n${printTable(confusion)}\n\n${printTable(reliability, 3)}\n`;
}
