import type { PictureReference, Selection } from '../bridge/figma-calls';
import { findPicture } from './find-picture';
import { recallEdit } from './kept-edit';
import { tellUser } from './tell-user';

/** The selected pictures. Layers that hold none are named in a message of Figma's, with the reason. */
export function readSelection(): Selection {
  const pictures: PictureReference[] = [];
  const { selection } = figma.currentPage;
  if (selection.length === 0) tellUser('Select an image, a frame or a group first.', false);
  for (const node of selection) {
    const earlier = recallEdit(node);
    if (earlier !== undefined) {
      pictures.push(earlier);
      continue;
    }
    const found = findPicture(node);
    if ('reason' in found) tellUser(`“${node.name}” ${found.reason}.`, true);
    else pictures.push({ nodeId: node.id, name: node.name, source: found });
  }
  return { pictures };
}
