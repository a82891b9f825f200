import type { Pane } from '../preview/view-geometry';
import { useStrings } from '../strings/strings';

/** Below this width of a pane its name would hide more than it tells. */
const NARROWEST = 90;

/** Says which picture a pane of a comparison shows, at its lower corner: outer for the split, so that the line covers neither. */
export function PaneLabel({ pane: { shows, clip, picture } }: { readonly pane: Pane }) {
  const strings = useStrings();
  if (clip.width < NARROWEST) return null;
  const where = shows === 'before' ? { left: `${clip.x + 8}px` } : { right: `calc(100% - ${clip.x + clip.width - 8}px)` };
  return <span className="pc-pane-label" style={{ ...where, top: `${Math.min(clip.y + clip.height, picture.y + picture.height) - 28}px` }}>{shows === 'before' ? strings.viewBefore : strings.viewAfter}</span>;
}
