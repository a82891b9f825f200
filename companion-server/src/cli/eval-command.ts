import { readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { measuredArtist } from '../artist/measured-artist';
import { openNetworks } from '../compute/networks';
import { loadConfig } from '../config';
import { examinePhoto } from '../critic/examine-photo';
import { PROTOCOLS, type Protocol } from '../evaluate/degradations';
import { enhanceWith, type EnhanceForEval } from '../evaluate/enhance-for-eval';
import { evaluateDegrade, printDegrade } from '../evaluate/eval-degrade';
import { evaluateIqa, parseRatings, printIqa } from '../evaluate/eval-iqa';
import { evaluatePairs, printPairs, type PairFile } from '../evaluate/eval-pairs';
import { evaluateOracle, printOracleTable } from '../evaluate/photoshop-oracle';
import { writeContactSheet } from '../pixels/contact-sheet';
import { loadFloatImage } from '../pixels/float-image-files';
import type { Command } from './command';
import { evalDiagnose, evalHarmless, evalRestore } from './eval-restoration';
import { namesIn, picturesIn, spread, tell } from './picture-lists';
import { numberBetween, parseWords, required } from './parse-words';
import { printJson } from './print-json';

const ARTISTS = ['measured', 'learned', 'network', 'all'] as const;

/** `craft eval pairs|iqa|degrade|oracle|sheet|restore|diagnose|harmless ...`: tables on stdout, progress on stderr. Runs in this process: it is a development tool. */
export const evalCommand: Command = async ([suite, ...words], signal) => {
  switch (suite) {
    case 'pairs': return pairs(words, signal);
    case 'iqa': return iqa(words, signal);
    case 'degrade': return degrade(words, signal);
    case 'oracle': return oracle(words);
    case 'sheet': return sheet(words, signal);
    case 'restore': return evalRestore(words, signal);
    case 'diagnose': return evalDiagnose(words);
    case 'harmless': return evalHarmless(words, signal);
    default: throw new AppError('BAD_USAGE', 'eval knows pairs, iqa, degrade, oracle, sheet, restore, diagnose and harmless');
  }
};

async function pairs(words: readonly string[], signal: AbortSignal): Promise<void> {
  const { values } = parseWords(words, { input: { type: 'string' }, target: { type: 'string' }, artist: { type: 'string' }, json: { type: 'boolean' } }, []);
  const [input, target] = [required(values.input, '--input'), required(values.target, '--target')];
  const targets = new Map((await picturesIn(target)).map((file) => [parse(file).name, file]));
  const files: PairFile[] = (await picturesIn(input)).flatMap((file) => {
    const other = targets.get(parse(file).name);
    return other === undefined ? [] : [{ name: parse(file).name, input: join(input, file), target: join(target, other) }];
  });
  const result = await evaluatePairs(files, await enhancers(values.artist, signal), loadFloatImage, tell);
  if (values.json === true) printJson(result);
  else process.stdout.write(printPairs(result));
}

/** The default critic's score against people's: `--critic measured` asks the fallback, `--without FILE` leaves out the pictures it names. */
async function iqa(words: readonly string[], signal: AbortSignal): Promise<void> {
  const { values } = parseWords(words, { csv: { type: 'string' }, images: { type: 'string' }, 'group-by': { type: 'string' }, without: { type: 'string' }, critic: { type: 'string' }, limit: { type: 'string' }, json: { type: 'boolean' } }, []);
  const [csv, images] = [required(values.csv, '--csv'), required(values.images, '--images')];
  const rated = parseRatings(await readFile(csv, 'utf8').catch((cause: unknown) => { throw new AppError('FILE_NOT_FOUND', csv, { cause }); }));
  const without = new Set(values.without === undefined ? [] : await namesIn('', values.without));
  const limited = rated.filter(({ name }) => !without.has(name)).slice(0, numberBetween(values.limit, '--limit', 1, rated.length, rated.length));
  const result = await evaluateIqa(limited, (name) => join(images, name), await raterOf(values.critic, signal), loadFloatImage, patternOf(values['group-by']));
  if (values.json === true) printJson(result);
  else process.stdout.write(printIqa(result));
}

type Rater = (image: FloatImage) => number | Promise<number>;

async function raterOf(critic: string | undefined, signal: AbortSignal): Promise<Rater> {
  const measured: Rater = (image) => examinePhoto(image).critique.score?.value ?? NaN;
  if (critic === 'measured') return measured;
  if (critic !== undefined && critic !== 'learned') throw new AppError('BAD_USAGE', '--critic knows learned and measured');
  const { modelFolder, threads } = loadConfig(process.env);
  const learned = (await openNetworks(modelFolder, threads)).critic(signal);
  return (image) => learned.rate(image);
}

async function degrade(words: readonly string[], signal: AbortSignal): Promise<void> {
  const options = { images: { type: 'string' }, seed: { type: 'string' }, protocol: { type: 'string' }, artist: { type: 'string' }, limit: { type: 'string' }, list: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values } = parseWords(words, options, []);
  const folder = required(values.images, '--images');
  const chosen = spread(await namesIn(folder, values.list), numberBetween(values.limit, '--limit', 1, Infinity, Infinity));
  const protocols = values.protocol === undefined ? PROTOCOLS : [protocolOf(values.protocol)];
  const results = [];
  for (const protocol of protocols) {
    results.push(await evaluateDegrade(chosen.map((file) => join(folder, file)), protocol, numberBetween(values.seed, '--seed', 0, 2 ** 31, 1), await enhancers(values.artist, signal), loadFloatImage, tell));
  }
  if (values.json === true) printJson(results);
  else process.stdout.write(results.map(printDegrade).join('\n'));
}

/** A contact sheet to look at: every figure is worth less than a picture. */
async function sheet(words: readonly string[], signal: AbortSignal): Promise<void> {
  const options = { images: { type: 'string' }, list: { type: 'string' }, limit: { type: 'string' }, artist: { type: 'string' }, columns: { type: 'string' }, out: { type: 'string' } } as const;
  const { values } = parseWords(words, options, []);
  const folder = required(values.images, '--images'), out = required(values.out, '--out');
  const chosen = spread(await namesIn(folder, values.list), numberBetween(values.limit, '--limit', 1, 200, 24));
  const [enhance] = Object.values(await enhancers(values.artist ?? 'measured', signal));
  const pairs: (readonly [FloatImage, FloatImage])[] = [];
  for (const file of chosen) {
    const image = await loadFloatImage(join(folder, file), SHEET_SIDE);
    pairs.push([image, (await enhance!(image)).full]);
    tell(file);
  }
  await writeContactSheet(pairs, numberBetween(values.columns, '--columns', 1, 8, 3), out);
}

const SHEET_SIDE = 640;

async function oracle(words: readonly string[]): Promise<void> {
  const { values } = parseWords(words, { folder: { type: 'string' }, json: { type: 'boolean' } }, []);
  const rows = await evaluateOracle(required(values.folder, '--folder'));
  if (values.json === true) printJson(rows);
  else process.stdout.write(`${printOracleTable(rows)}\n`);
}

/** Every artist that there is, unless one is named. The network artist works on what the learned one proposes, as in a job. */
async function enhancers(named: string | undefined, signal: AbortSignal): Promise<Readonly<Record<string, EnhanceForEval>>> {
  const wanted = ARTISTS.find((artist) => artist === (named ?? 'all'));
  if (wanted === undefined) throw new AppError('BAD_USAGE', `--artist knows ${ARTISTS.join(', ')}`);
  const { modelFolder, threads } = loadConfig(process.env);
  const networks = await openNetworks(modelFolder, threads);
  const learned = networks.learned(signal), best = networks.artist(signal);
  if (wanted === 'network' && best.id !== 'network') throw new AppError('MODEL_NOT_INSTALLED', 'retouch');
  const is = (artist: typeof wanted): boolean => wanted === 'all' || wanted === artist;
  return {
    ...(is('measured') && { measured: enhanceWith(measuredArtist) }),
    ...(is('learned') && learned && { learned: enhanceWith(learned, learned) }),
    ...(is('network') && best.id === 'network' && { network: enhanceWith(best, learned) }),
  };
}

function protocolOf(word: string): Protocol {
  const protocol = PROTOCOLS.find((known) => known === word);
  if (protocol === undefined) throw new AppError('BAD_USAGE', `--protocol knows ${PROTOCOLS.join(', ')}`);
  return protocol;
}

function patternOf(text: string | undefined): RegExp | undefined {
  try {
    return text === undefined ? undefined : new RegExp(text);
  } catch (cause) {
    throw new AppError('BAD_USAGE', `--group-by is not a regular expression: ${text!}`, { cause });
  }
}

