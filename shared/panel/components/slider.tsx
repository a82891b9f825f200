import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useStrings } from '../strings/strings';

export interface SliderProps {
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly standard: number;
  readonly value: number;
  readonly disabled?: boolean;
  /** changes of one gesture carry one name: they are one step to undo */
  readonly onChange: (value: number, gesture: string) => void;
}

/** Steps of PageUp and PageDown, and of arrows with Shift. */
const LARGE = 10;
let gestures = 0;

/** A slider with its number: drag, arrow keys, type, or double-click to reset. The bar grows from where the value does nothing. */
export function Slider({ label, unit, min, max, step, standard, value, disabled = false, onChange }: SliderProps) {
  const strings = useStrings();
  const [typed, setTyped] = useState<string>();
  const gesture = useRef('');
  const isDragging = useRef(false);
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  const shown = `${value > 0 && min < 0 ? '+' : ''}${value.toFixed(digits)}`;
  const share = (at: number): number => ((Math.min(Math.max(at, min), max) - min) / (max - min)) * 100;

  const begin = (): void => { gesture.current = `slider-${++gestures}`; };
  const set = (next: number): void => {
    const snapped = Number((Math.round((next - min) / step) * step + min).toFixed(digits + 2));
    const limited = Math.min(Math.max(snapped, min), max);
    if (limited !== value) onChange(limited, gesture.current);
  };
  const setFromPointer = (event: PointerEvent): void => {
    const track = event.currentTarget.getBoundingClientRect();
    set(min + ((event.clientX - track.left) / Math.max(track.width, 1)) * (max - min));
  };
  const keys = (event: KeyboardEvent): void => {
    const by = event.shiftKey ? LARGE * step : step;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: value + by, ArrowUp: value + by, ArrowLeft: value - by, ArrowDown: value - by, PageUp: value + LARGE * step, PageDown: value - LARGE * step, Home: min, End: max, Delete: standard, Backspace: standard,
    };
    const target = targets[event.key];
    if (target === undefined || disabled) return;
    event.preventDefault();
    set(target);
  };
  const commit = (): void => {
    const number = Number((typed ?? '').replace(',', '.').replace('−', '-'));
    if (typed !== undefined && typed.trim() !== '' && Number.isFinite(number)) { begin(); set(number); }
    setTyped(undefined);
  };
  useEffect(() => { begin(); }, []);

  return (
    <div className={`pc-slider${disabled ? ' pc-off' : ''}`}>
      <div className="pc-slider-head">
        <span className="pc-slider-label">{label}</span>
        <input
          className="pc-slider-number pc-number" aria-label={unit === '' ? label : `${label} (${unit})`} inputMode="decimal" disabled={disabled} value={typed ?? shown}
          onFocus={(event) => { event.currentTarget.select(); }} onChange={(event) => { setTyped(event.target.value); }} onBlur={commit}
          onKeyDown={(event) => { if (event.key === 'Enter') commit(); if (event.key === 'Escape') setTyped(undefined); }}
        />
        <span className="pc-slider-unit">{unit}</span>
      </div>
      <div
        className="pc-slider-track" role="slider" tabIndex={disabled ? -1 : 0} aria-label={label} aria-valuemin={min} aria-valuemax={max} aria-valuenow={value} aria-valuetext={unit === '' ? shown : `${shown} ${unit}`} aria-disabled={disabled} title={strings.resetValue}
        onKeyDown={keys} onFocus={begin}
        onPointerDown={(event) => { if (disabled) return; begin(); isDragging.current = true; event.currentTarget.setPointerCapture(event.pointerId); setFromPointer(event); }}
        onPointerMove={(event) => { if (isDragging.current) setFromPointer(event); }}
        onPointerUp={() => { isDragging.current = false; }} onPointerCancel={() => { isDragging.current = false; }}
        onDoubleClick={() => { if (!disabled) { begin(); set(standard); } }}
      >
        <span className="pc-slider-rail" />
        <span className="pc-slider-bar" style={{ left: `${Math.min(share(value), share(standard))}%`, width: `${Math.abs(share(value) - share(standard))}%` }} />
        {standard > min && standard < max && <span className="pc-slider-zero" style={{ left: `${share(standard)}%` }} />}
        <span className="pc-slider-knob" style={{ left: `${share(value)}%` }} />
      </div>
    </div>
  );
}
