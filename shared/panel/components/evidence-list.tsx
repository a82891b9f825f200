import type { Evidence } from '../../critique/critique';
import { fill, useStrings } from '../strings/strings';

/** The measurements behind a statement. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const strings = useStrings();
  if (evidence.length === 0) return null;
  return (
    <ul className="pc-evidence" aria-label={strings.evidence}>
      {evidence.map(({ measure, value, unit, reference }) => (
        <li key={measure} className="pc-chip" title={reference === undefined ? undefined : fill(strings.reference, { value: `${round(reference)} ${unit}` })}>
          {spaced(measure)} <span className="pc-chip-value pc-number">{round(value)}{unit === 'share' || unit === '' ? '' : ` ${unit.replace(/ .*/, '')}`}</span>
        </li>
      ))}
    </ul>
  );
}

/** Three digits say enough. */
function round(value: number): string { return String(Number(value.toPrecision(Math.abs(value) >= 100 ? 3 : 2))); }

/** "crispBlur" as "crisp blur". */
function spaced(name: string): string { return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`); }
