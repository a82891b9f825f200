import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { CurvePoint } from '../../adjustments/adjustment';
import { compileCurve } from '../../adjustments/curves';
import { addPoint, movePoint, removePoint } from '../state/curve-points';
import { fill, useStrings } from '../strings/strings';

interface CurveEditorProps {
  readonly label: string;
  readonly points: readonly CurvePoint[];
  readonly disabled: boolean;
  /** changes of one gesture carry one name: they are one step to undo */
  readonly onChange: (points: readonly CurvePoint[], gesture: string) => void;
}
/** CSS pixels of a side, and what a level is in it. */
const SIDE = 112;
const LEVELS = 255;
const LARGE = 10;
let gestures = 0;

/** A curve to draw in: press to add a point and drag it, arrow keys move one, Delete or a double click removes it. */
export function CurveEditor({ label, points, disabled, onChange }: CurveEditorProps) {
  const strings = useStrings();
  const dragged = useRef<number>(undefined);
  const gesture = useRef('');
  const box = useRef<HTMLDivElement>(null);
  const curve = compileCurve(points);
  const line = Array.from({ length: SIDE + 1 }, (_, x) => `${x} ${(SIDE * (1 - curve(x / SIDE))).toFixed(1)}`).join(' L');

  const begin = (): void => { gesture.current = `curve-${++gestures}`; };
  const placeOf = (event: PointerEvent): CurvePoint => {
    const { left, top, width, height } = box.current!.getBoundingClientRect();
    return { input: ((event.clientX - left) / Math.max(width, 1)) * LEVELS, output: (1 - (event.clientY - top) / Math.max(height, 1)) * LEVELS };
  };
  const press = (event: PointerEvent, index?: number): void => {
    if (disabled) return;
    begin();
    event.stopPropagation();
    box.current!.setPointerCapture(event.pointerId);
    if (index !== undefined) { dragged.current = index; return; }
    const added = addPoint(points, placeOf(event));
    dragged.current = added?.index;
    if (added !== undefined) onChange(added.points, gesture.current);
  };
  const keys = (event: KeyboardEvent, index: number): void => {
    const by = event.shiftKey ? LARGE : 1;
    const { input, output } = points[index]!;
    const targets: Readonly<Record<string, CurvePoint>> = { ArrowRight: { input: input + by, output }, ArrowLeft: { input: input - by, output }, ArrowUp: { input, output: output + by }, ArrowDown: { input, output: output - by } };
    const target = targets[event.key];
    const removes = event.key === 'Delete' || event.key === 'Backspace';
    if (disabled || (target === undefined && !removes)) return;
    event.preventDefault();
    onChange(target === undefined ? removePoint(points, index) : movePoint(points, index, target), gesture.current);
  };

  return (
    <div className={`pc-curve-field${disabled ? ' pc-off' : ''}`} role="group" aria-label={`${strings.curve}: ${label}`}>
      <span className="pc-slider-label">{label}</span>
      <div
        ref={box} className="pc-curve pc-curve-box" title={strings.curveHelp}
        onPointerDown={(event) => { press(event); }} onPointerMove={(event) => { if (dragged.current !== undefined) onChange(movePoint(points, dragged.current, placeOf(event)), gesture.current); }}
        onPointerUp={() => { dragged.current = undefined; }} onPointerCancel={() => { dragged.current = undefined; }}
      >
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} width={SIDE} height={SIDE} aria-hidden="true">
          <path d={`M0 ${SIDE} L${SIDE} 0`} stroke="currentColor" strokeOpacity="0.3" strokeWidth="1" />
          <path d={`M${line}`} fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        {points.map(({ input, output }, i) => (
          <span
            key={i} className="pc-curve-point" role="slider" tabIndex={disabled ? -1 : 0} style={{ left: `${(input / LEVELS) * 100}%`, top: `${(1 - output / LEVELS) * 100}%` }}
            aria-label={fill(strings.curvePoint, { number: i + 1 })} aria-valuemin={0} aria-valuemax={LEVELS} aria-valuenow={Math.round(output)} aria-valuetext={`${Math.round(input)} → ${Math.round(output)}`} aria-disabled={disabled}
            onFocus={begin} onKeyDown={(event) => { keys(event, i); }} onPointerDown={(event) => { press(event, i); }} onDoubleClick={() => { if (!disabled) onChange(removePoint(points, i), gesture.current); }}
          />
        ))}
      </div>
    </div>
  );
}
