import { Presets, SingleBar } from 'cli-progress';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { gpuPackage, installGpu } from '../models/gpu-install';
import type { Command } from './command';
import { parseWords } from './parse-words';

/** `craft gpu install [--file PACKAGE --sha512 HASH]`: CUDA libraries for Linux, fetched only because the user asks. */
export const gpuCommand: Command = async ([action, ...words], signal) => {
  if (action !== 'install') throw new AppError('BAD_USAGE', 'gpu knows install');
  const { values } = parseWords(words, { file: { type: 'string' }, sha512: { type: 'string' } }, []);
  const source = gpuPackage();
  process.stdout.write(`${source.name} ${source.version}: the CUDA and TensorRT libraries of ONNX Runtime (MIT; they need NVIDIA's driver, CUDA 12 and cuDNN 9 on this computer)\n`);
  const bar = process.stderr.isTTY ? new SingleBar({ format: '{bar} {percentage}%', clearOnComplete: true, stream: process.stderr }, Presets.rect) : undefined;
  bar?.start(1, 0);
  try {
    const files = await installGpu(source, { signal, ...(values.file !== undefined && { file: values.file }), ...(values.sha512 !== undefined && { sha512: values.sha512 }), onProgress: (done, total) => { if (total > 0) bar?.update(done / total); } });
    bar?.stop();
    process.stdout.write(`${files.map((file) => `Installed ${file}\n`).join('')}Now run: npm run -s craft -- doctor\n`);
  } finally {
    bar?.stop();
  }
};
