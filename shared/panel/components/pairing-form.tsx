import { useState } from 'react';
import type { Failure } from '../../protocol/error-answer';
import { useStrings } from '../strings/strings';
import { Button } from './button';
import { useSession } from './panel-context';

const DIGITS = 6;

/** Takes the six digits that the companion shows, also pasted with the gap that it shows them with: no `maxLength`, it would cut that. */
export function PairingForm({ refusal }: { readonly refusal: Failure | undefined }) {
  const strings = useStrings();
  const { link } = useSession();
  const [code, setCode] = useState('');
  return (
    <form className="pc-row" onSubmit={(event) => { event.preventDefault(); void link.pair(code); }}>
      <input
        className="pc-input pc-pairing-code" aria-label={strings.pairingCode} placeholder="000000" inputMode="numeric" autoComplete="off"
        value={code} onChange={(event) => { setCode(event.target.value.replace(/\D/g, '').slice(0, DIGITS)); }}
      />
      <Button look="primary" submit disabled={code.length !== DIGITS}>{strings.pair}</Button>
      {refusal !== undefined && <p className="pc-text pc-bad" role="alert">{refusal.message} {refusal.remedy}</p>}
    </form>
  );
}
