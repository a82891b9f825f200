import type { CritiqueNotes } from '../bridge/figma-calls';
import { GAP, putBeside } from './beside-layer';

/** A FigJam sticky is a square of so many units. */
const SIDE = 240;
const ROWS = 3;

/** FigJam's notes: the critique on stickies beside the picture, column by column. */
export async function addStickies(layer: SceneNode, { title, paragraphs }: CritiqueNotes, made: (node: SceneNode) => void): Promise<void> {
  for (const [i, text] of [title, ...paragraphs].entries()) {
    const sticky = figma.createSticky();
    made(sticky);
    const { fontName } = sticky.text;
    if (fontName === figma.mixed) continue;
    await figma.loadFontAsync(fontName);
    sticky.text.characters = text;
    sticky.authorVisible = false;
    putBeside(layer, sticky, Math.floor(i / ROWS) * (SIDE + GAP), (i % ROWS) * (SIDE + GAP));
  }
}
