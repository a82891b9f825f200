import { useState } from 'react';
import type { PictureState } from '../state/panel-state';
import { useStrings } from '../strings/strings';
import { Button } from './button';
import { useSession } from './panel-context';

/** A wish in words; the artist makes another take of it. */
export function InstructionForm({ picture }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const session = useSession();
  const [wish, setWish] = useState(picture.takes.at(-1)?.instruction ?? '');
  return (
    <form className="pc-instruction" onSubmit={(event) => { event.preventDefault(); session.enhance(picture.id, wish.trim()); }}>
      <input className="pc-input pc-grow" aria-label={strings.instruction} placeholder={strings.instructionExample} maxLength={4000} value={wish} onChange={(event) => { setWish(event.target.value); }} />
      <Button submit look="primary" disabled={picture.job !== undefined}>{strings.makePlan}</Button>
    </form>
  );
}
