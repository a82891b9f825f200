import type { PhotometricPlanes, Weights } from './attribute';

type Measure<T> = (planes: PhotometricPlanes, weights?: Weights) => T;

const WHOLE_PICTURE = {};

/** Lets several attributes share one intermediate result: kept as long as the planes (and the weights) live. */
export function measuredOnce<T>(measure: Measure<T>): Measure<T> {
  const kept = new WeakMap<PhotometricPlanes, WeakMap<object, { readonly value: T }>>();
  return (planes, weights) => {
    let ofPlanes = kept.get(planes);
    if (!ofPlanes) kept.set(planes, ofPlanes = new WeakMap());
    let entry = ofPlanes.get(weights ?? WHOLE_PICTURE);
    if (!entry) ofPlanes.set(weights ?? WHOLE_PICTURE, entry = { value: measure(planes, weights) });
    return entry.value;
  };
}
