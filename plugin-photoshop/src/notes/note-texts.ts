import type { Critique } from '@photocrafter/shared/critique/critique';
import { printSuggestion } from '@photocrafter/shared/critique/suggestion-phrases';
import { boxSize } from '../document/box';
import type { Box } from '../photoshop/photoshop-api';

/** A note and its place on the canvas, in pixels. */
export interface CanvasNote { readonly x: number; readonly y: number; readonly text: string }

/** The findings that have a place, in the order in which the panel lists them: marker n on the canvas is finding n there. */
export function placedNotes({ findings }: Critique, bounds: Box): readonly CanvasNote[] {
  const { width, height } = boxSize(bounds);
  return findings.flatMap(({ region, statement }) => (region === undefined ? [] : [{
    x: Math.round(bounds.left + (region.x + region.width / 2) * width), y: Math.round(bounds.top + (region.y + region.height / 2) * height), text: statement,
  }]));
}

/** The critique as one text. Photoshop breaks lines at CR; LF shows as a box (hosts.md 3.8). */
export function critiqueText({ score, sections, suggestions }: Critique): string {
  const lines = [...(score === undefined ? [] : [`Score ${score.value} of 100`]), ...Object.values(sections), ...suggestions.map((suggestion, i) => `${i + 1}. ${printSuggestion(suggestion)}`)];
  return lines.filter((line) => line !== '').join('\n\n').replace(/\n/g, '\r');
}
