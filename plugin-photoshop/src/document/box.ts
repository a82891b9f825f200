import type { Box } from '../photoshop/photoshop-api';

export function boxSize({ left, top, right, bottom }: Box): { readonly width: number; readonly height: number } {
  return { width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** Photoshop's own boxes are live objects with more in them. */
export function plainBox({ left, top, right, bottom }: Box): Box {
  return { left, top, right, bottom };
}

export function sameBox(one: Box, other: Box): boolean {
  return one.left === other.left && one.top === other.top && one.right === other.right && one.bottom === other.bottom;
}

/** The part of both; its size is 0 when they do not meet. */
export function intersect(one: Box, other: Box): Box {
  const left = Math.max(one.left, other.left);
  const top = Math.max(one.top, other.top);
  return { left, top, right: Math.max(left, Math.min(one.right, other.right)), bottom: Math.max(top, Math.min(one.bottom, other.bottom)) };
}
