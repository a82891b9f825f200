import { createHash } from 'node:crypto';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { freeImageSize } from './free-image-size';
import type { ModelEntry } from './model-entry';
import { convertTfjs } from './tfjs/convert-tfjs';

/** Raise it whenever the conversion gives other bytes: installed networks are then converted again. */
export const CONVERTER_VERSION = 1;

export const sha256 = (...parts: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

function requireHash(what: string, found: string, expected: string): void {
  if (found !== expected) throw new AppError('MODEL_INTEGRITY', `${what} has sha256 ${found}, expected ${expected}`);
}

/**
 * Checks the files of a package against the pinned sha256 and makes the ONNX network from them.
 * @param files contents by path inside the package; all of `neededFiles(entry)` must be there
 * @throws AppError MODEL_INTEGRITY when a file is another one
 */
export function buildNetwork(entry: ModelEntry, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const { build } = entry;
  if (build.kind !== 'tfjs') {
    const file = files.get(build.file)!;
    requireHash(build.file, sha256(file), build.sha256);
    return build.kind === 'freeOnnx' ? freeImageSize(file) : file;
  }
  const modelJson = files.get(build.modelJson)!;
  const shards = build.weights.map((path) => files.get(path)!);
  requireHash(build.modelJson, sha256(modelJson), build.modelSha256);
  requireHash('the weights', sha256(...shards), build.weightsSha256);
  return convertTfjs(Buffer.from(modelJson).toString('utf8'), Buffer.concat(shards), entry.name, { height: build.tileSize, width: build.tileSize });
}
