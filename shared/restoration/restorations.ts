import { AppError } from '../errors/app-error';
import type { ParamSchema } from '../operators/operator';

/**
 * A step of the pixel lane: what a network (or what stands in for it) does to the pixels themselves. The step's `operator` is the id here;
 * which file carries it out is the companion's matter. Unlike a photometric operator it cannot be lowered to adjustments.
 */
export interface Restoration {
  readonly id: string;
  readonly version: 1;
  readonly label: string;
  readonly params: Readonly<Record<string, ParamSchema>>;
}

/** A network that works on the whole picture at once, reduced, and is carried to full size along edges; 1 runs it in tiles instead. */
const FULL_TILES: ParamSchema = { kind: 'number', label: 'Full tiles', unit: '0/1', min: 0, max: 1, step: 1, default: 0 };

/** Every restoration, in the order in which several of them apply: what hides structure goes first. OPEN list. */
export const RESTORATIONS = [
  {
    id: 'deblock', version: 1, label: 'Remove JPEG artefacts',
    params: { level: { kind: 'number', label: 'Compression', unit: '100 - quality, / 100', min: 0, max: 1, step: 0.01, default: 0.5 } },
  },
  {
    id: 'denoise', version: 1, label: 'Reduce noise',
    params: {
      noise: { kind: 'curve', label: 'Noise by brightness', default: [{ input: 0, output: 8 }, { input: 255, output: 8 }] },
      texture: { kind: 'number', label: 'Keep texture', unit: 'share', min: 0, max: 1, step: 0.05, default: 0.7 },
    },
  },
  { id: 'denoise-camera', version: 1, label: 'Reduce camera noise', params: {} },
  { id: 'derain', version: 1, label: 'Remove rain', params: {} },
  {
    id: 'deblur', version: 1, label: 'Sharpen soft detail',
    params: { radiusPx: { kind: 'number', label: 'Blur radius', unit: 'px', min: 0, max: 4, step: 0.1, default: 1 } },
  },
  { id: 'deblur-motion', version: 1, label: 'Remove motion blur', params: {} },
  { id: 'dehaze-outdoor', version: 1, label: 'Remove haze', params: { fullTiles: FULL_TILES } },
  { id: 'dehaze-indoor', version: 1, label: 'Remove haze indoors', params: { fullTiles: FULL_TILES } },
  { id: 'low-light', version: 1, label: 'Lift low light', params: { fullTiles: FULL_TILES } },
] as const satisfies readonly Restoration[];

export type RestorationId = (typeof RESTORATIONS)[number]['id'];

/** @throws AppError INVALID_PLAN when there is none of that id and version */
export function restorationFor(id: string, version: number): Restoration & { readonly id: RestorationId } {
  const found = RESTORATIONS.find((known) => known.id === id && known.version === version);
  if (found === undefined) throw new AppError('INVALID_PLAN', `there is no restoration ${id} in version ${version}`);
  return found;
}
