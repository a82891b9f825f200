/** L* without decimals: nobody sees a tenth. */
export function lightness(value: number): string { return `L* ${Math.round(value)}`; }

/** A share 0..1 as a percentage: whole above 1 %, one decimal below. */
export function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.05) return 'under 0.1 %';
  return `${value >= 0.95 || value === 0 ? Math.round(value) : value.toFixed(1)} %`;
}

/** Stops without sign, one decimal. */
export function stops(ev: number): string { return `${Math.abs(ev).toFixed(1)} EV`; }
export function mired(value: number): string { return `${Math.abs(Math.round(value))} mired`; }
export function degrees(value: number): string { return `${Math.abs(value).toFixed(1)}°`; }
export function oneDecimal(value: number): string { return value.toFixed(1); }
export function twoDecimals(value: number): string { return value.toFixed(2); }
export function whole(value: number): string { return String(Math.round(value)); }
