import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Lets critic, estimator, artist and takes share what is derived from one picture: kept as long as the picture lives. Pictures are never changed in place. */
export function oncePerPicture<T extends object>(derive: (picture: FloatImage) => T): (picture: FloatImage) => T {
  const kept = new WeakMap<FloatImage, T>();
  return (picture) => {
    let value = kept.get(picture);
    if (value === undefined) kept.set(picture, value = derive(picture));
    return value;
  };
}
