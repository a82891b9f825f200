import { basename } from 'node:path';
import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import { measureAttributes } from '@photocrafter/shared/attributes/index';
import { computePlanes } from '@photocrafter/shared/attributes/planes';
import { ATTRIBUTES } from '@photocrafter/shared/attributes/index';
import type { AttributeId } from '@photocrafter/shared/attributes/attribute';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { BASELINES } from './baselines';
import { degrade, drawFault, type Protocol } from './degradations';
import type { EnhanceForEval } from './enhance-for-eval';
import type { LoadImage } from './eval-pairs';
import { printTable } from './print-table';
import { psnr } from './metrics';
import { hashOf, seededRandom } from '@photocrafter/shared/random/seeded-random';
import { bootstrapInterval, mean } from './statistics';

/** Nearer or farther by less than this mean CIEDE2000 is neither better nor worse: nobody sees it. */
export const VISIBLE_DELTA_E = 0.25;
/** Dead zones of direction accuracy: smaller wanted changes are not asked for. About two "slightly" of papers.md 2.3, in the attribute's unit. */
const DEAD_ZONES = { luminanceEv: 0.5, contrast: 8, saturation: 4, colourTemperature: 20 } as const satisfies Partial<Record<AttributeId, number>>;
type DirectionAttribute = keyof typeof DEAD_ZONES;
const DIRECTION_ATTRIBUTES = Object.keys(DEAD_ZONES) as readonly DirectionAttribute[];
/** How a wanted change was met: the right way, hardly at all (less than the attribute's tolerance), or the wrong way. */
type Direction = 'right' | 'none' | 'wrong';
const EVALUATION_SIDE = 512;

interface Outcome {
  readonly before: number; readonly after: number; readonly psnr: number;
  /** how far the editable stack lies from the delivered picture: mean and 95th percentile of CIEDE2000 */
  readonly stack?: { readonly mean: number; readonly p95: number };
  readonly directions: Partial<Record<DirectionAttribute, Direction>>;
}

export interface DegradeResult { readonly protocol: Protocol; readonly photos: number; readonly rows: readonly Record<string, number | string>[] }

/**
 * Damages clean photos with known faults and lets every method undo them, on the same damaged pixels. Protocol B hands the clean
 * photos over as they are: `dE00 after` is then how far they were moved. Faults depend on the seed and the photo's file name, not on what else is in the list.
 */
export async function evaluateDegrade(paths: readonly string[], protocol: Protocol, seed: number, enhancers: Readonly<Record<string, EnhanceForEval>>, load: LoadImage, onDone: (name: string) => void = () => undefined): Promise<DegradeResult> {
  const outcomes = new Map<string, Outcome[]>();
  const add = (method: string, outcome: Outcome): void => { outcomes.set(method, [...(outcomes.get(method) ?? []), outcome]); };
  for (const path of paths) {
    const clean = await load(path, EVALUATION_SIDE);
    const random = seededRandom(hashOf(`${seed} ${basename(path)}`));
    const damaged = protocol === 'B' ? clean : degrade(clean, drawFault(protocol, random), protocol, random);
    add('input', outcomeOf(clean, damaged, damaged));
    for (const [name, enhance] of Object.entries(enhancers)) {
      const edit = await enhance(damaged);
      add(name, { ...outcomeOf(clean, damaged, edit.full), stack: deltaEStats(edit.adjustmentsOnly, edit.full) });
      add(`${name}, adjustments only`, outcomeOf(clean, damaged, edit.adjustmentsOnly));
    }
    for (const [name, baseline] of Object.entries(BASELINES)) add(name, outcomeOf(clean, damaged, baseline(damaged)));
    onDone(path);
  }
  return { protocol, photos: paths.length, rows: [...outcomes].map(([method, all]) => rowOf(method, all)) };
}

function outcomeOf(clean: FloatImage, damaged: FloatImage, edited: FloatImage): Outcome {
  const [wanted, input, result] = [clean, damaged, edited].map((image) => measureAttributes(computePlanes(image)));
  const directions: Partial<Record<DirectionAttribute, Direction>> = {};
  for (const id of DIRECTION_ATTRIBUTES) {
    const [to, from, reached] = [wanted![id], input![id], result![id]];
    if (to === undefined || from === undefined || reached === undefined) continue;
    if (Math.abs(to - from) < DEAD_ZONES[id]) continue;
    directions[id] = Math.abs(reached - from) < ATTRIBUTES[id].tolerance ? 'none' : (reached - from) * (to - from) > 0 ? 'right' : 'wrong';
  }
  return { before: deltaEStats(damaged, clean).mean, after: deltaEStats(edited, clean).mean, psnr: psnr(edited, clean), directions };
}

function rowOf(method: string, all: readonly Outcome[]): Record<string, number | string> {
  const [low, high] = bootstrapInterval(all.map(({ after }) => after));
  const share = (test: (outcome: Outcome) => boolean): number => mean(all.map((outcome) => (test(outcome) ? 1 : 0)));
  const told = (id: DirectionAttribute, wanted: Direction): number => mean(all.flatMap(({ directions }) => (directions[id] === undefined ? [] : [directions[id] === wanted ? 1 : 0])));
  const directions = Object.fromEntries(DIRECTION_ATTRIBUTES.map((id) => [`${id} right/wrong`, Number.isNaN(told(id, 'right')) ? '-' : `${told(id, 'right').toFixed(2)} / ${told(id, 'wrong').toFixed(2)}`]));
  return {
    method, 'dE00 before': mean(all.map(({ before }) => before)), 'dE00 after': mean(all.map(({ after }) => after)), '95 %': `${low.toFixed(2)}..${high.toFixed(2)}`,
    PSNR: mean(all.map((outcome) => outcome.psnr).filter(Number.isFinite)),
    'stack dE00 mean/p95': stackOf(all),
    improved: share(({ before, after }) => after < before - VISIBLE_DELTA_E), harmed: share(({ before, after }) => after > before + VISIBLE_DELTA_E), ...directions,
  };
}

/** Means over the photos that were edited at all. */
function stackOf(all: readonly Outcome[]): string {
  const edited = all.flatMap(({ stack }) => (stack === undefined || stack.mean === 0 ? [] : [stack]));
  return edited.length === 0 ? '-' : `${mean(edited.map((stack) => stack.mean)).toFixed(2)} / ${mean(edited.map((stack) => stack.p95)).toFixed(2)}`;
}

export function printDegrade({ protocol, photos, rows }: DegradeResult): string {
  return `Protocol ${protocol}, ${photos} photos\n\n${printTable(rows)}\n`;
}
