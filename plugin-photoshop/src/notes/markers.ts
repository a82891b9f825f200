import type { Critique } from '@photocrafter/shared/critique/critique';
import type { Box, DocumentApi } from '../photoshop/photoshop-api';
import { placedNotes } from './note-texts';

/** In points on the screen: readable, not in the way. */
const MARKER = 4;
const LABEL = 14;

/** Numbered count markers on the canvas, one for each finding that has a place; false when there is none to set. [D] since 24.1 */
export function makeMarkers({ countItems }: DocumentApi, critique: Critique, bounds: Box): boolean {
  const notes = placedNotes(critique, bounds);
  if (notes.length === 0) return false;
  countItems.createGroup('Photocrafter');
  for (const { x, y } of notes) countItems.add({ x, y });
  countItems.setActiveMarkerSize(MARKER);
  countItems.setActiveLabelSize(LABEL);
  return true;
}
