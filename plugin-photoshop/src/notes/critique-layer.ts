import type { Critique } from '@photocrafter/shared/critique/critique';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { boxSize } from '../document/box';
import type { ModalScope } from '../photoshop/in-modal';
import type { Box, DocumentApi, LayerApi } from '../photoshop/photoshop-api';
import { critiqueText } from './note-texts';

/** The whole critique as a hidden, locked text layer, inside of `group` when there is one. */
export async function makeCritiqueLayer(document: DocumentApi, group: LayerApi | undefined, critique: Critique, bounds: Box, { step }: ModalScope): Promise<void> {
  const { width } = boxSize(bounds);
  const margin = Math.round(width / 20);
  const fontSize = Math.max(8, Math.round(width / 60));
  const layer = await step(document.createTextLayer({ name: 'Critique', contents: critiqueText(critique), position: { x: bounds.left + margin, y: bounds.top + margin + fontSize }, fontSize }));
  if (layer === null) throw new AppError('HOST_REFUSED', 'text layer: none came');
  if (group !== undefined && layer.parent?.id !== group.id) layer.move(group, 'placeInside');
  layer.visible = false;
  layer.allLocked = true;
}
