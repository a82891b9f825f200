import { toAppError } from '@photocrafter/shared/errors/app-error';
import { checkParams } from '@photocrafter/shared/operators/check-params';
import type { ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { restorationFor } from '@photocrafter/shared/restoration/restorations';
import type { Session } from '../engines/engine';
import type { RowStore } from '../pixels/decoded-image';
import { evenBlend, noiseBlend } from './blend-change';
import { NETWORK_OF, networkForStep, tilesCanShrink } from './network-for-step';
import { runTiles, type PixelRegion } from './run-tiles';
import { fittingSide, smallerSide } from './tile-memory';

export interface RestoreTools {
  /** opens a network file by name. MODEL_NOT_INSTALLED when it is not there */
  readonly open: (name: string, signal: AbortSignal) => Promise<Session>;
  /** an empty picture of the shape of the source */
  readonly createStore: (name: string) => Promise<RowStore>;
  /** reduces a picture for networks that look at the whole */
  readonly makeProxy: (store: RowStore) => Promise<FloatImage>;
  /** largest tile side; from a probe of memory when absent */
  readonly side?: number;
  readonly region?: PixelRegion;
  /** memory ran out: the runtime in this process is not to be trusted with another job */
  readonly onOutOfMemory?: () => void;
  /** 0..1 over all steps, and the seconds that are left, as soon as the first tile has shown how long one takes */
  readonly onProgress?: (fraction: number, secondsLeft: number) => void;
}

export interface Restored {
  readonly store: RowStore;
  /** what a person should know: memory that ran out, a provider that was given up */
  readonly notes: readonly string[];
}

/** The enabled steps of a plan's pixel lane. @throws AppError INVALID_PLAN when one of them is not known or not as it should be */
export function restorationSteps(steps: readonly PlanStep[]): readonly PlanStep[] {
  const pixels = steps.filter(({ lane }) => lane === 'pixels');
  for (const { operator, version, params } of pixels) checkParams(restorationFor(operator, version), params);
  return pixels.filter(({ enabled, strength }) => enabled && strength > 0);
}

/**
 * Carries out the pixel lane at full resolution, step by step. The source is not changed; the answer is its last result, which the caller
 * closes (the source itself when there is nothing to do). A network that runs out of memory is given smaller tiles, then the next provider, the
 * processor last; nothing is placed from a try that failed.
 * @throws AppError CANCELLED, MODEL_NOT_INSTALLED, OUT_OF_MEMORY, ENGINE_UNAVAILABLE, INVALID_PLAN
 */
export async function restorePicture(source: RowStore, encoding: ColourEncoding, plan: readonly PlanStep[], tools: RestoreTools, signal: AbortSignal): Promise<Restored> {
  const steps = restorationSteps(plan);
  const notes: string[] = [];
  let current = source;
  try {
    for (const [index, step] of steps.entries()) {
      const next = await tools.createStore(`restored-${index}.v`);
      const previous = current;
      current = next;
      try {
        await runStep({ step, source: previous, target: next, encoding, tools, signal, notes, share: [index, steps.length] });
      } finally {
        if (previous !== source) await previous.close();
      }
    }
  } catch (error) {
    if (current !== source) await current.close();
    throw error;
  }
  return { store: current, notes };
}

interface StepWork {
  readonly step: PlanStep;
  readonly source: RowStore;
  readonly target: RowStore;
  readonly encoding: ColourEncoding;
  readonly tools: RestoreTools;
  readonly signal: AbortSignal;
  readonly notes: string[];
  /** which of how many steps */
  readonly share: readonly [number, number];
}

async function runStep({ step, source, target, encoding, tools, signal, notes, share }: StepWork): Promise<void> {
  const restoration = restorationFor(step.operator, step.version);
  const params = checkParams(restoration, step.params);
  const session = await tools.open(NETWORK_OF[restoration.id], signal);
  const fellBefore = session.fallbackReason;
  const blend = restoration.id === 'denoise' ? noiseBlend(step.strength) : evenBlend(step.strength);
  const { width, height } = source;
  for (let side = tools.side ?? fittingSide(); ;) {
    try {
      const network = await networkForStep(restoration.id, params, session, { width, height, side, proxy: () => tools.makeProxy(source) });
      const started = performance.now();
      await runTiles(source, target, encoding, network, {
        blend, signal, ...(step.mask && { mask: step.mask }), ...(tools.region && { region: tools.region }),
        onTile: (done, total) => {
          const [index, steps] = share;
          const secondsLeft = ((performance.now() - started) / 1000 / done) * (total - done + total * (steps - index - 1));
          tools.onProgress?.((index + done / total) / steps, secondsLeft);
        },
      });
      break;
    } catch (error) {
      if (toAppError(error).code !== 'OUT_OF_MEMORY') throw error;
      tools.onOutOfMemory?.();
      const smaller = smallerSide(side), { provider } = session;
      if (smaller !== undefined && tilesCanShrink(restoration.id)) {
        notes.push(`${restoration.label}: memory ran out on ${provider} with tiles of ${side} px; went on with ${smaller} px`);
        side = smaller;
        continue;
      }
      if (await session.fallBack?.(`${provider} ran out of memory`) !== true) throw error;
      notes.push(`${restoration.label}: memory ran out on ${provider}; went on on ${session.provider}, which is slower`);
      side = tools.side ?? fittingSide();
    }
  }
  if (session.fallbackReason !== undefined && session.fallbackReason !== fellBefore) notes.push(`${restoration.label}: ran on ${session.provider} (${session.fallbackReason})`);
}
