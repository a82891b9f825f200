import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { RestorationPair } from './eval-restore';
import type { LoadImage } from './eval-pairs';
import { cameraNoise, compression, darkness, defocus, gaussianNoise, rain, smear, veil, type Damaged, type ReencodeJpeg } from './restoration-faults';
import { hashOf, seededRandom, type Random } from '@photocrafter/shared/random/seeded-random';

type Fault = (image: FloatImage, random: Random, reencode: ReencodeJpeg) => Promise<Damaged> | Damaged;

/** Faults of one fixed size, for tables that others can compare with. Camera noise: as of a good sensor at a moderate and a very high ISO. */
export const SYNTHETIC_FAULTS = {
  sigma15: (image, random) => gaussianNoise(image, 15, random),
  sigma25: (image, random) => gaussianNoise(image, 25, random),
  sigma50: (image, random) => gaussianNoise(image, 50, random),
  cameraMild: (image, random) => cameraNoise(image, 3e-4, 1.5e-3, random),
  cameraHeavy: (image, random) => cameraNoise(image, 5e-3, 1e-2, random),
  jpeg10: (image, _random, reencode) => compression(image, 10, reencode),
  jpeg20: (image, _random, reencode) => compression(image, 20, reencode),
  jpeg40: (image, _random, reencode) => compression(image, 40, reencode),
  defocus2: (image) => defocus(image, 2),
  smear9: (image, random) => smear(image, 9, 180 * random()),
  veil: (image, random) => veil(image, 0.45, random),
  dark: (image, random) => darkness(image, 0.12, random),
  rain: (image, random) => rain(image, 0.6, random),
  none: (image) => ({ image, severity: 0 }),
} as const satisfies Record<string, Fault>;
export type SyntheticFault = keyof typeof SYNTHETIC_FAULTS;

/** Each photo as target, its damaged copy as input; the damage follows from the seed and the photo's name. `side` is the long side. */
export function syntheticPairs(paths: readonly string[], fault: SyntheticFault, seed: number, side: number, load: LoadImage, reencode: ReencodeJpeg): readonly RestorationPair[] {
  return paths.map((path) => {
    const name = path.split('/').at(-1)!;
    return {
      name,
      async load() {
        const target = await load(path, side);
        const damage: Fault = SYNTHETIC_FAULTS[fault];
        const { image } = await damage(target, seededRandom(hashOf(`${seed} ${name}`)), reencode);
        return { input: image, target };
      },
    };
  });
}
