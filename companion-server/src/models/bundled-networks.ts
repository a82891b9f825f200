import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError } from '@photocrafter/shared/errors/app-error';

/** Networks of our own that come with the product. Cards and licence: companion-server/models/*.md. */
export const BUNDLED_NETWORKS = ['small-denoise', 'small-deblock', 'small-deblur', 'artist', 'critic-context', 'critic-decoder'] as const;
/** Those that restore: one design, the same tensors. */
export const RESTORATION_NETWORKS = ['small-denoise', 'small-deblock', 'small-deblur'] as const satisfies readonly (typeof BUNDLED_NETWORKS)[number][];
export type BundledNetwork = (typeof BUNDLED_NETWORKS)[number];

/** Seen from the bundles in dist/ and from this source file. */
const FOLDERS = ['../models/', '../../models/'] as const;

/** Path of a bundled network. @throws AppError INTERNAL when the installation is not whole */
export function bundledNetworkPath(name: BundledNetwork): string {
  const paths = FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}${name}.onnx`, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new AppError('INTERNAL', `${name}.onnx is missing from the installation`);
  return found;
}
