import type { Annotation, Layer } from 'ag-psd';
import type { Critique } from '@photocrafter/shared/critique/critique';
import { printSuggestion } from '@photocrafter/shared/critique/suggestion-phrases';

/** Size of a note's icon and window in a file that Photoshop wrote (hosts.md 3.8). */
const ICON = { width: 16, height: 20 };
const POPUP = { width: 240, height: 140 };
const COLOURS = { fault: { r: 255, g: 120, b: 60 }, strength: { r: 90, g: 200, b: 120 }, intent: { r: 110, g: 160, b: 255 } } as const;

/** The critique as real notes: one with score and suggestions at the top left, one at the region of each finding that has a place. */
export function critiqueAnnotations(critique: Critique, width: number, height: number, date: string): Annotation[] {
  const summary = [
    ...(critique.score ? [`Score ${critique.score.value} of 100`] : []), critique.sections.overall, ...critique.suggestions.map((suggestion, i) => `${i + 1}. ${printSuggestion(suggestion)}`),
  ];
  const placed = critique.findings.flatMap(({ region, statement, polarity }) => (region === undefined ? [] : [
    { x: Math.round((region.x + region.width / 2) * width), y: Math.round((region.y + region.height / 2) * height), text: statement, colour: COLOURS[polarity] },
  ]));
  return [{ x: 0, y: 0, text: summary.join('\r'), colour: COLOURS.intent }, ...placed].map(({ x, y, text, colour }, i) => {
    const left = Math.min(Math.max(0, width - ICON.width), x + (i % 4) * ICON.width), top = Math.min(Math.max(0, height - ICON.height), y + Math.floor(i / 4) * ICON.height);
    return {
      type: 'text', open: false, author: 'Photocrafter', name: 'Photocrafter', date, color: colour, data: text,
      iconLocation: { left, top, right: left + ICON.width, bottom: top + ICON.height },
      popupLocation: { left, top, right: left + POPUP.width, bottom: top + POPUP.height },
    };
  });
}

/** The whole critique as one hidden text layer; Photoshop breaks lines at CR only. */
export function critiqueTextLayer(critique: Critique, width: number, height: number): Layer {
  const text = [...Object.values(critique.sections), ...critique.suggestions.map(printSuggestion)].join('\r\r').replace(/\n/g, '\r');
  const margin = Math.round(width * 0.05);
  return {
    name: 'Critique', hidden: true,
    text: {
      text, transform: [1, 0, 0, 1, margin, margin], shapeType: 'box', boxBounds: [0, 0, width - 2 * margin, height - 2 * margin],
      style: { font: { name: 'ArialMT' }, fontSize: Math.max(10, Math.round(width / 60)), fillColor: { r: 255, g: 255, b: 255 } },
    },
  };
}
