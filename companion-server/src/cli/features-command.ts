import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { QUALITY_FEATURE_SIDE } from '../critic/features/quality-features';
import { criticInput } from '../critic/learned/critic-input';
import { loadFloatImage } from '../pixels/float-image-files';
import type { Command } from './command';
import { parseWords, required } from './parse-words';

/**
 * `craft features --list FILE --out NAME`: what the learned critic sees of the pictures that FILE names (one path a line): NAME.features
 * (rows of little-endian float32), NAME.frames and NAME.crops (rows of bytes, see critic-views.ts). Training reads what the product computes: there is no second implementation.
 */
export const featuresCommand: Command = async (words, signal) => {
  const { values } = parseWords(words, { list: { type: 'string' }, out: { type: 'string' } }, []);
  const [list, out] = [required(values.list, '--list'), required(values.out, '--out')];
  const names = (await readFile(list, 'utf8').catch((cause: unknown) => { throw new AppError('FILE_NOT_FOUND', list, { cause }); })).split('\n').filter((line) => line !== '');
  const files = { features: createWriteStream(`${out}.features`), frames: createWriteStream(`${out}.frames`), crops: createWriteStream(`${out}.crops`) };
  for (const [i, name] of names.entries()) {
    if (signal.aborted) throw new AppError('CANCELLED');
    const { features, frame, crops } = criticInput(await loadFloatImage(name, QUALITY_FEATURE_SIDE));
    if (!files.features.write(Buffer.from(features.buffer))) await once(files.features, 'drain');
    if (!files.frames.write(frame)) await once(files.frames, 'drain');
    if (!files.crops.write(crops)) await once(files.crops, 'drain');
    if (i % 500 === 0) process.stderr.write(`${i + 1} of ${names.length}\n`);
  }
  for (const file of Object.values(files)) {
    file.end();
    await once(file, 'finish');
  }
};
