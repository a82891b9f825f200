import { join, parse } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { RESTORATIONS, type RestorationId } from '@photocrafter/shared/restoration/restorations';
import { openNetworks } from '../compute/networks';
import { loadConfig } from '../config';
import { analysisImage } from '../critic/analysis-image';
import { evaluateDiagnose, printDiagnose } from '../evaluate/eval-diagnose';
import { evaluateHarmless, printHarmless } from '../evaluate/eval-harmless';
import { evaluateRestore, printRestore, type RestorationPair, type RestoreForEval } from '../evaluate/eval-restore';
import { SYNTHETIC_FAULTS, syntheticPairs, type SyntheticFault } from '../evaluate/synthetic-pairs';
import { writeContactSheet } from '../pixels/contact-sheet';
import { floatStore } from '../pixels/float-store';
import { loadFloatImage, reencodeJpeg } from '../pixels/float-image-files';
import { NETWORK_OF } from '../restore/network-for-step';
import { restorePicture } from '../restore/restore-picture';
import { numberBetween, parseWords, required } from './parse-words';
import { namesIn, picturesIn, spread, tell } from './picture-lists';
import { printJson } from './print-json';

/** `craft eval restore --task T (--input DIR --target DIR | --images DIR --fault F [--seed N] [--side PX]) [--list FILE] [--limit N] [--sheet FILE.jpg] [--json]`; the sheet shows 100 % crops, before and after */
export async function evalRestore(words: readonly string[], signal: AbortSignal): Promise<void> {
  const options = { task: { type: 'string' }, input: { type: 'string' }, target: { type: 'string' }, images: { type: 'string' }, list: { type: 'string' }, limit: { type: 'string' }, fault: { type: 'string' }, seed: { type: 'string' }, side: { type: 'string' }, sheet: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values } = parseWords(words, options, []);
  const task = taskOf(required(values.task, '--task'));
  const limit = numberBetween(values.limit, '--limit', 1, Infinity, Infinity);
  const pairs = values.images === undefined
    ? spread(await filePairs(required(values.input, '--input'), required(values.target, '--target')), limit)
    : syntheticPairs(spread(await namesIn(values.images, values.list), limit).map((file) => join(values.images!, file)), faultOf(required(values.fault, '--fault')),
      numberBetween(values.seed, '--seed', 0, 2 ** 31, 1), numberBetween(values.side, '--side', 64, 20_000, 1024), loadFloatImage, reencodeJpeg);
  const crops: (readonly [FloatImage, FloatImage])[] = [];
  const result = await evaluateRestore(task, pairs, await restorer(signal), (name, before, after) => {
    tell(name);
    if (values.sheet !== undefined) crops.push([middle(before), middle(after)]);
  });
  if (values.sheet !== undefined) await writeContactSheet(crops, 2, values.sheet);
  if (values.json === true) printJson(result);
  else process.stdout.write(printRestore(result));
}

/** `craft eval diagnose --images DIR [--list FILE] [--limit N] [--seed N] [--json]` */
export async function evalDiagnose(words: readonly string[]): Promise<void> {
  const { values } = parseWords(words, { images: { type: 'string' }, list: { type: 'string' }, limit: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } }, []);
  const folder = required(values.images, '--images');
  const chosen = spread(await namesIn(folder, values.list), numberBetween(values.limit, '--limit', 1, Infinity, Infinity));
  const result = await evaluateDiagnose(chosen.map((file) => join(folder, file)), numberBetween(values.seed, '--seed', 0, 2 ** 31, 1), loadFloatImage, reencodeJpeg, tell);
  if (values.json === true) printJson(result);
  else process.stdout.write(printDiagnose(result));
}

/** `craft eval harmless --images DIR [--list FILE] [--limit N] [--side PX] [--json]`: clean photos through the automatic pixel lane */
export async function evalHarmless(words: readonly string[], signal: AbortSignal): Promise<void> {
  const { values } = parseWords(words, { images: { type: 'string' }, list: { type: 'string' }, limit: { type: 'string' }, side: { type: 'string' }, json: { type: 'boolean' } }, []);
  const folder = required(values.images, '--images');
  const chosen = spread(await namesIn(folder, values.list), numberBetween(values.limit, '--limit', 1, Infinity, Infinity));
  const { modelFolder, threads } = loadConfig(process.env);
  const networks = await openNetworks(modelFolder, threads);
  const result = await evaluateHarmless(chosen.map((file) => join(folder, file)), numberBetween(values.side, '--side', 64, 20_000, 1024), (id) => networks.has(NETWORK_OF[id]), await restorer(signal), loadFloatImage, tell);
  if (values.json === true) printJson(result);
  else process.stdout.write(printHarmless(result));
}

/** The pixel lane of a job, on pictures in memory. */
export async function restorer(signal: AbortSignal): Promise<RestoreForEval> {
  const { modelFolder, threads } = loadConfig(process.env);
  const networks = await openNetworks(modelFolder, threads);
  return async (image, steps) => {
    const images: FloatImage[] = [];
    const { store } = await restorePicture(floatStore(image), image.encoding, steps, {
      open: (name, abort) => networks.open(name, abort),
      createStore: () => {
        images.push(createFloatImage(image.width, image.height, image.encoding));
        return Promise.resolve(floatStore(images.at(-1)!));
      },
      makeProxy: () => Promise.resolve(analysisImage(images.at(-2) ?? image)),
    }, signal);
    await store.close();
    return images.at(-1) ?? image;
  };
}

/** The middle at 100 %, as large as a cell of a contact sheet. */
function middle(image: FloatImage): FloatImage {
  const width = Math.min(300, image.width), height = Math.min(220, image.height), result = createFloatImage(width, height, image.encoding);
  const left = Math.floor((image.width - width) / 2), top = Math.floor((image.height - height) / 2);
  for (let y = 0; y < height; y++) result.data.set(image.data.subarray(3 * ((top + y) * image.width + left), 3 * ((top + y) * image.width + left + width)), 3 * y * width);
  return result;
}

async function filePairs(input: string, target: string): Promise<readonly RestorationPair[]> {
  const targets = new Map((await picturesIn(target)).map((file) => [parse(file).name, file]));
  return (await picturesIn(input)).flatMap((file) => {
    const { name } = parse(file), other = targets.get(name);
    if (other === undefined) return [];
    return [{ name, load: async () => ({ input: await loadFloatImage(join(input, file)), target: await loadFloatImage(join(target, other)) }) }];
  });
}

function taskOf(word: string): RestorationId {
  const found = RESTORATIONS.find(({ id }) => id === word);
  if (found === undefined) throw new AppError('BAD_USAGE', `--task knows ${RESTORATIONS.map(({ id }) => id).join(', ')}`);
  return found.id;
}

function faultOf(word: string): SyntheticFault {
  const names = Object.keys(SYNTHETIC_FAULTS) as SyntheticFault[];
  const found = names.find((name) => name === word);
  if (found === undefined) throw new AppError('BAD_USAGE', `--fault knows ${names.join(', ')}`);
  return found;
}
