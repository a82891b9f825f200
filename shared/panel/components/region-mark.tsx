import type { NormalisedBox } from '../../pixels/mask';
import type { Pane } from '../preview/view-geometry';

/** Frames a part of the picture in a pane; what lies outside of the pane is cut off. */
export function RegionMark({ pane: { clip, picture }, region }: { readonly pane: Pane; readonly region: NormalisedBox }) {
  const left = Math.max(picture.x + region.x * picture.width, clip.x);
  const top = Math.max(picture.y + region.y * picture.height, clip.y);
  const right = Math.min(picture.x + (region.x + region.width) * picture.width, clip.x + clip.width);
  const bottom = Math.min(picture.y + (region.y + region.height) * picture.height, clip.y + clip.height);
  if (right <= left || bottom <= top) return null;
  return <div className="pc-region" style={{ left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` }} />;
}
