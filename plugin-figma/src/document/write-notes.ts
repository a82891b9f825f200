import type { PlacementOption } from '@photocrafter/shared/host/host-adapter';
import type { CritiqueNotes, NotesPlaced } from '../bridge/figma-calls';
import { addMarkers } from './add-markers';
import { addNoteCard } from './add-note-card';
import { addStickies } from './add-stickies';
import { annotate } from './annotate';

/** Ids of what stands beside a layer for its notes, so that the next notes take its place. */
const BESIDE = 'notes.beside';

/**
 * Writes the critique into the document: as annotations on the layer; in FigJam, which has none, as stickies beside it; where neither
 * is possible as a card, and not at all among slides. Cards and markers also when they are asked for. Notes that fail are no reason to lose the picture.
 */
export async function writeNotes(layer: SceneNode, notes: CritiqueNotes, options: readonly PlacementOption[], made: (layer: SceneNode) => void): Promise<NotesPlaced> {
  await removeBeside(layer);
  const beside: SceneNode[] = [];
  const track = (node: SceneNode): void => { beside.push(node); made(node); };
  let form: NotesPlaced = 'none';
  try {
    form = await writeMain(layer, notes, track);
    if (options.includes('noteCard') && form !== 'card') await addNoteCard(layer, notes, track);
    if (options.includes('markers')) await addMarkers(layer, notes, track);
  } catch {
    for (const node of beside.splice(0)) if (!node.removed) node.remove();
  }
  layer.setPluginData(BESIDE, JSON.stringify(beside.filter(({ removed }) => !removed).map(({ id }) => id)));
  return form;
}

async function writeMain(layer: SceneNode, notes: CritiqueNotes, made: (layer: SceneNode) => void): Promise<NotesPlaced> {
  if (figma.editorType === 'figjam') {
    await addStickies(layer, notes, made);
    return 'stickies';
  }
  if (await annotate(layer, notes)) return 'annotations';
  // a page of slides takes nothing but slides
  if (figma.editorType === 'slides') return 'none';
  await addNoteCard(layer, notes, made);
  return 'card';
}

/** Takes away what stands beside a layer for its notes. */
export async function removeBeside(layer: SceneNode): Promise<void> {
  const ids = JSON.parse(layer.getPluginData(BESIDE) || '[]') as readonly string[];
  for (const id of ids) {
    const node = await figma.getNodeByIdAsync(id);
    if (node !== null && !node.removed) node.remove();
  }
}
