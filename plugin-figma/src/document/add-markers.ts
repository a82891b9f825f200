import type { CritiqueNotes } from '../bridge/figma-calls';
import { transformPoint } from '../geometry/affine';
import { annotate } from './annotate';
import { pageOf } from './find-node';

/** Diameter of a marker in units. */
const SIZE = 16;
const VIOLET: SolidPaint = { type: 'SOLID', color: { r: 0.55, g: 0.27, b: 0.9 } };
const WHITE: SolidPaint = { type: 'SOLID', color: { r: 1, g: 1, b: 1 } };

/** A dot on every place that the critique speaks of, with the sentence as its annotation; on the page, not in the design's frames. */
export async function addMarkers(layer: SceneNode, { places, title, paragraphs }: CritiqueNotes, made: (node: SceneNode) => void): Promise<void> {
  const page = pageOf(layer);
  if (page === undefined || places.length === 0 || !('absoluteTransform' in layer)) return;
  const dots: SceneNode[] = [];
  for (const [i, place] of places.entries()) {
    const dot = figma.createEllipse();
    made(dot);
    dot.name = `${i + 1}. ${place.label}`;
    dot.resizeWithoutConstraints(SIZE, SIZE);
    dot.fills = [VIOLET];
    dot.strokes = [WHITE];
    dot.strokeWeight = 2;
    page.appendChild(dot);
    const centre = transformPoint(layer.absoluteTransform, { x: place.x * layer.width, y: place.y * layer.height });
    dot.x = centre.x - SIZE / 2;
    dot.y = centre.y - SIZE / 2;
    await annotate(dot, { labels: [place.label], title, paragraphs, places: [] });
    dots.push(dot);
  }
  const group = figma.group(dots, page);
  group.name = 'Photocrafter markers';
}
