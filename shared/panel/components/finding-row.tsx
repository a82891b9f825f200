import type { Finding } from '../../critique/critique';
import { useStrings } from '../strings/strings';
import { useHighlight } from './use-highlight';

/** One statement; pointing at it marks its region on the picture. */
export function FindingRow({ finding: { statement, polarity, region, severity } }: { readonly finding: Finding }) {
  const strings = useStrings();
  const pointing = useHighlight(region);
  return (
    <li className={`pc-finding pc-finding-${polarity}${region === undefined ? '' : ' pc-finding-placed'}`} {...pointing}>
      <span className="pc-finding-mark" role="img" aria-label={strings[polarity]} title={strings[polarity]} style={polarity === 'fault' ? { opacity: 0.5 + severity / 2 } : undefined} />
      <span className="pc-text">{statement}</span>
    </li>
  );
}
