import type { CritiqueNotes } from '../bridge/figma-calls';
import { putBeside } from './beside-layer';

const WIDTH = 320;
const PADDING = 20;
const WHITE: SolidPaint = { type: 'SOLID', color: { r: 1, g: 1, b: 1 } };
const INK: SolidPaint = { type: 'SOLID', color: { r: 0.11, g: 0.11, b: 0.11 } };

/** A card with the critique on the page beside the outermost frame, so that no export of the design holds it. */
export async function addNoteCard(layer: SceneNode, { title, paragraphs }: CritiqueNotes, made: (node: SceneNode) => void): Promise<void> {
  const card = figma.createFrame();
  made(card);
  card.name = 'Photocrafter critique';
  card.fills = [WHITE];
  card.cornerRadius = 8;
  card.layoutMode = 'VERTICAL';
  card.resizeWithoutConstraints(WIDTH, WIDTH);
  card.primaryAxisSizingMode = 'AUTO';
  card.counterAxisSizingMode = 'FIXED';
  card.itemSpacing = 10;
  for (const side of ['paddingLeft', 'paddingRight', 'paddingTop', 'paddingBottom'] as const) card[side] = PADDING;
  for (const [i, paragraph] of [title, ...paragraphs].entries()) {
    const text = figma.createText();
    // at once, so that it goes with the card when its font cannot be had
    card.appendChild(text);
    if (text.fontName !== figma.mixed) await figma.loadFontAsync(text.fontName);
    text.characters = paragraph;
    text.fontSize = i === 0 ? 16 : 12;
    text.fills = [INK];
    text.textAutoResize = 'HEIGHT';
    text.layoutSizingHorizontal = 'FILL';
  }
  putBeside(layer, card, 0, 0);
}
