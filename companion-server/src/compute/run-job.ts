import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { Critique, Suggestion } from '@photocrafter/shared/critique/critique';
import { parseInstruction, type Instruction } from '@photocrafter/shared/critique/instruction';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import { enhancePhoto, type Enhancement } from '../artist/enhance-photo';
import { diagnose } from '../critic/diagnosis/diagnose';
import type { Diagnosis } from '../critic/diagnosis/diagnosis';
import { examinePhoto, type Examination } from '../critic/examine-photo';
import { withReading } from '../critic/learned/with-reading';
import { psdLimits } from '../export/psd';
import { splitStack } from '../export/split-stack';
import { detailCrops } from '../pixels/detail-crops';
import { decodeImage } from '../pixels/decode';
import type { DecodedImage, RowStore } from '../pixels/decoded-image';
import { setImageThreads } from '../pixels/image-library';
import { makeProxy } from '../pixels/proxy';
import { ScratchStore } from '../pixels/scratch-store';
import { planRestoration, type RestorationPlan } from '../planner/plan-restoration';
import { renderStore } from '../render/render-store';
import { NETWORK_OF } from '../restore/network-for-step';
import { restorationSteps } from '../restore/restore-picture';
import { describeEnhancement } from './describe-enhancement';
import type { ComputeJob, ComputeMessage, JobReport, ResultFile, ResultFormat } from './messages';
import { otherTakes } from './other-takes';
import { openNetworks, type Networks } from './networks';
import { restoreImage } from './restore-image';
import { createStageClock, type StageClock } from './stage-clock';
import { writeResults } from './write-results';

/** Long side of the picture that critic and artist look at. */
const PROXY_SIDE = 1024;

/**
 * THE order in which a photo is worked on: decode, critique (sent at once), restore, plan, render, verify, encode. Runs in the compute
 * child. Results go into `job.outputFolder`; scratch files live beside them and are gone at the end, whatever the end is.
 * @throws AppError with the code of whatever went wrong; CANCELLED soon after `signal` aborts
 */
export async function runJob(job: ComputeJob, send: (message: ComputeMessage) => void, signal: AbortSignal): Promise<JobReport> {
  setImageThreads(job.threads);
  await mkdir(job.outputFolder, { recursive: true });
  const scratchFolder = await mkdtemp(join(job.outputFolder, '.scratch-'));
  const clock = createStageClock((stage, progress, secondsLeft) => { send({ type: 'stage', jobId: job.id, stage, progress, ...(secondsLeft !== undefined && { secondsLeft }) }); });
  try {
    const image = await clock.time('decode', () => decodeImage(job.input, { scratchFolder, maxPixels: job.limits.maxPixels }, signal));
    try {
      const asked = job.instruction === undefined ? undefined : parseInstruction(job.instruction);
      return await work({ job, asked, image, scratchFolder, clock, send, signal });
    } finally {
      await image.store.close();
    }
  } finally {
    await rm(scratchFolder, { recursive: true, force: true });
  }
}

interface Work {
  readonly job: ComputeJob;
  /** the instruction, parsed */
  readonly asked: Instruction | undefined;
  readonly image: DecodedImage;
  readonly scratchFolder: string;
  readonly clock: StageClock;
  readonly send: (message: ComputeMessage) => void;
  readonly signal: AbortSignal;
}

async function work(context: Work): Promise<JobReport> {
  const { job, clock, send, signal } = context;
  const networks = await openNetworks(job.modelFolder, job.threads);
  const judged = job.critique === undefined ? await clock.time('critique', () => examine(context.image, networks, signal)) : undefined;
  const critique = judged?.examination.critique ?? job.critique!;
  send({ type: 'notes', jobId: job.id, critique });
  throwIfCancelled(signal);

  const pixels = pixelLane(context, judged, networks);
  const restored = pixels.steps.length === 0 ? undefined
    : await clock.time('restore', (onProgress) => restoreImage(context, pixels.steps, networks, onProgress, signal));
  try {
    const now = restored === undefined ? context : { ...context, image: restored.image };
    // tone and colour are measured anew: a veil, noise or darkness that is gone must not be corrected twice
    const seen = restored === undefined || judged === undefined ? judged : await clock.time('critique', () => examine(restored.image, networks, signal));
    const done = await clock.time('plan', () => plan(now, seen, networks, pixels));
    throwIfCancelled(signal);
    const notes = [...remarks(context), ...restored?.notes ?? [], ...pixels.missing];
    const files = await deliver(now, critique, done, restored && { before: context.image.store, after: restored.image.store });
    return {
      critique,
      ...(done && { plan: done.plan, ...done.told }),
      ...(notes.length > 0 && { notes }),
      hints: networks.hints,
      files,
      stageMilliseconds: clock.milliseconds(),
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
  } finally {
    await restored?.image.store.close();
  }
}

const NOTHING_TO_RESTORE: RestorationPlan = { steps: [], answered: [], missing: [] };

/** What happens to the pixels before tone and colour. */
function pixelLane({ job, asked }: Work, judged: Judged | undefined, networks: Networks): RestorationPlan {
  switch (job.kind) {
    case 'critique': return NOTHING_TO_RESTORE;
    case 'render': return { ...NOTHING_TO_RESTORE, steps: restorationSteps(job.plan?.steps ?? []) };
    case 'enhance': {
      if (judged === undefined) return NOTHING_TO_RESTORE;
      return planRestoration({ diagnosis: judged.diagnosis, possible: (id) => networks.has(NETWORK_OF[id]), strength: job.strength, ...(asked && { instruction: asked.suggestions }) });
    }
  }
}

/** What there is to say about the file: what was converted on the way in, what an export cannot keep. */
function remarks({ job, image }: Work): readonly string[] {
  const psd = job.kind !== 'critique' && job.formats.includes('psd') ? psdLimits(image.store).note : undefined;
  return [...(image.converted === undefined ? [] : [image.converted]), ...(image.notes ?? []), ...(psd === undefined ? [] : [psd])];
}

interface Judged { readonly proxy: FloatImage; readonly examination: Examination; readonly diagnosis: Diagnosis }

async function examine(image: DecodedImage, networks: Networks, signal: AbortSignal): Promise<Judged> {
  const proxy = await makeProxy(image, PROXY_SIDE);
  const subject = await networks.findSubject(proxy, signal);
  const crops = await detailCrops(image, proxy);
  const diagnosis = diagnose(proxy, crops, image.store.width / proxy.width);
  const examination = examinePhoto(proxy, { ...(subject && { subject }), ...(crops.length > 0 && { crops }), diagnosis });
  // the measured critic needs no runtime: it is what is left on a computer without one
  const reading = await networks.critic(signal).read(proxy).catch(unlessNoEngine);
  return { proxy, diagnosis, examination: reading === undefined ? examination : withReading(examination, reading) };
}

function unlessNoEngine(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'ENGINE_UNAVAILABLE') return undefined;
  throw error;
}

/** What is going to be applied, and what there is to say about it. */
interface Done { readonly plan: EditPlan; readonly layers: readonly AdjustmentLayer[]; readonly told: Partial<JobReport> }

async function plan({ job, asked, image, signal }: Work, judged: Judged | undefined, networks: Networks, pixels: RestorationPlan): Promise<Done | undefined> {
  switch (job.kind) {
    case 'critique': return undefined;
    case 'render': {
      if (job.plan === undefined) throw new AppError('INVALID_PLAN', 'a render job needs a plan');
      return { plan: job.plan, layers: lowerPlan(job.plan, image.encoding), told: {} };
    }
    case 'enhance': {
      if (judged === undefined) throw new AppError('INVALID_REQUEST', 'a critique is taken with a render job only');
      const artist = networks.artist(signal);
      const options = { artist, strength: job.strength, ...(asked && { instruction: asked.suggestions.filter((suggestion) => !isAnswered(suggestion, pixels)) }) };
      const enhancement: Enhancement = await enhancePhoto(judged.proxy, judged.examination, options, signal);
      const told = describeEnhancement(enhancement, asked);
      const others = asked === undefined ? await otherTakes((job.takes ?? 1) - 1, enhancement.plan, networks.learned(signal), judged.proxy, judged.examination, options, signal) : [];
      const whole = { ...enhancement.plan, steps: [...pixels.steps, ...enhancement.plan.steps] };
      return {
        plan: whole, layers: enhancement.layers,
        told: { ...told, artist: asked ? 'instruction' : artist.id, ...(others.length > 0 && { otherTakes: others }) },
      };
    }
  }
}

function isAnswered(suggestion: Suggestion, { answered }: RestorationPlan): boolean {
  return answered.some(({ attribute, scope }) => attribute === suggestion.attribute && scope === suggestion.scope);
}

/** The formats that hold the finished picture at full size; the others follow from the plan. */
const NEED_PICTURE: ReadonlySet<ResultFormat> = new Set(['image', 'psd', 'pixels']);

async function deliver(context: Work, critique: Critique, done: Done | undefined, restored: { readonly before: RowStore; readonly after: ScratchStore } | undefined): Promise<readonly ResultFile[]> {
  const { job, image, clock, signal } = context;
  if (done === undefined) return clock.time('encode', () => writeResults({ job, image, critique, signal }));
  const { baked, placed } = splitStack(done.layers, job.host);
  const stores: ScratchStore[] = [];
  const rendered = async (name: string, layers: readonly AdjustmentLayer[], onProgress: (fraction: number) => void): Promise<ScratchStore> => {
    const target = await emptyLike(context, name);
    stores.push(target);
    await renderStore(image.store, target, layers, { threads: job.threads, signal, onProgress });
    return target;
  };
  try {
    const picture = job.formats.some((format) => NEED_PICTURE.has(format)) ? await clock.time('render', (onProgress) => rendered('enhanced.v', done.layers, onProgress)) : undefined;
    const base = baked.length > 0 && job.formats.includes('layers') ? await clock.time('render', (onProgress) => rendered('base.v', baked, onProgress)) : restored?.after;
    throwIfCancelled(signal);
    return await clock.time('encode', () => writeResults({ job, image, ...(restored && { original: restored.before }), critique, signal, enhanced: { ...(picture && { picture }), plan: done.plan, layers: done.layers, placed, ...(base && { base }) } }));
  } finally {
    for (const store of stores) await store.close();
  }
}

/** A scratch picture of the shape and metadata of the one that came in. */
function emptyLike({ image: { store }, scratchFolder }: Work, name: string): Promise<ScratchStore> {
  return ScratchStore.create(join(scratchFolder, name), store, store instanceof ScratchStore ? store : undefined);
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('CANCELLED');
}
