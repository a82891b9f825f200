import { useEffect, useRef } from 'react';
import type { Histogram } from '../preview/histogram';
import { fill, useStrings } from '../strings/strings';

const WIDTH = 128;
const HEIGHT = 48;
const CHANNELS = [['red', '#ff5a52'], ['green', '#4cc36a'], ['blue', '#5a8dff']] as const;
/** Shares below this are noise. */
const WORTH_MARKING = 0.0005;

/** Tones of what is shown, with a corner mark where some are cut off. */
export function HistogramPlot({ histogram }: { readonly histogram: Histogram }) {
  const strings = useStrings();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => { const context = canvas.current?.getContext('2d'); if (context) plot(context, histogram); }, [histogram]);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const shadows = fill(strings.clippedShadows, { share: percent(histogram.clippedShadows) });
  const highlights = fill(strings.clippedHighlights, { share: percent(histogram.clippedHighlights) });
  return (
    <div className="pc-histogram" role="img" aria-label={`${strings.histogram}. ${shadows}. ${highlights}`} title={`${shadows}\n${highlights}`}>
      <canvas ref={canvas} width={WIDTH * 2} height={HEIGHT * 2} className="pc-histogram-canvas" />
      {histogram.clippedShadows > WORTH_MARKING && <span className="pc-clip-mark pc-clip-dark" />}
      {histogram.clippedHighlights > WORTH_MARKING && <span className="pc-clip-mark pc-clip-bright" />}
    </div>
  );
}

function plot(context: CanvasRenderingContext2D, histogram: Histogram): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  context.globalCompositeOperation = 'lighter';
  context.globalAlpha = 0.6;
  // The end bins can tower over all others: the curve is scaled to what lies between them.
  const peak = Math.max(1, ...CHANNELS.flatMap(([name]) => [...histogram[name].subarray(1, 255)]));
  for (const [name, colour] of CHANNELS) {
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(0, height);
    histogram[name].forEach((count, level) => { context.lineTo(((level + 0.5) / 256) * width, height - Math.min(Math.sqrt(count / peak), 1) * (height - 4)); });
    context.lineTo(width, height);
    context.fill();
  }
}
