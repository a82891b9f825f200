import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import type { CompositionEvidence } from './evidence';
import { findHorizon } from './horizon';
import type { SubjectGeometry } from './subject';

const THIRDS = [1 / 3, 2 / 3] as const;

/** Where the subject stands, how level the picture is, and how busy its surroundings are. `weights` at the planes' size. */
export function measureComposition(planes: PhotometricPlanes, weights: Float32Array, subject: SubjectGeometry): CompositionEvidence {
  const { width, height } = planes.image;
  const horizon = findHorizon(planes);
  const [x, y] = subject.centre;
  const diagonal = Math.hypot(width, height);
  const from = (tx: number, ty: number): number => Math.hypot((x - tx) * width, (y - ty) * height) / diagonal;
  return {
    ...(horizon.degrees !== undefined && { horizonDegrees: horizon.degrees }),
    horizonConfidence: horizon.confidence,
    thirdsDistance: Math.min(...THIRDS.flatMap((tx) => THIRDS.map((ty) => from(tx, ty)))),
    centreDistance: from(0.5, 0.5),
    headroom: subject.box.y,
    clutter: clutter(planes, weights),
  };
}

/** Mean |L* step| outside the subject as a share of inside + outside: 0 = plain background, 0.5 = as busy as the subject. */
function clutter(planes: PhotometricPlanes, weights: Float32Array): number {
  const { width } = planes.image;
  let inside = 0;
  let insideWeight = 0;
  let outside = 0;
  let outsideWeight = 0;
  for (let i = 0; i + width < planes.lightness.length; i++) {
    const l = planes.lightness[i]!;
    const step = Math.abs(planes.lightness[i + 1]! - l) + Math.abs(planes.lightness[i + width]! - l);
    const w = weights[i]!;
    inside += w * step;
    insideWeight += w;
    outside += (1 - w) * step;
    outsideWeight += 1 - w;
  }
  const subject = inside / Math.max(insideWeight, 1e-6);
  const rest = outside / Math.max(outsideWeight, 1e-6);
  return subject + rest > 0 ? rest / (subject + rest) : 0;
}
