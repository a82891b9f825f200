import { useState } from 'react';
import type { PictureState, Preset } from '../state/panel-state';
import { fill, useStrings } from '../strings/strings';
import { Button } from './button';
import { usePanel, usePictureDispatch, useSession } from './panel-context';

/** Plans without a picture, to use on other photos. */
export function PresetList({ picture }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const session = useSession();
  const dispatch = usePictureDispatch(picture.id);
  const presets = usePanel((state) => state.presets);
  const [name, setName] = useState('');
  const apply = ({ plan, masterStrength }: Preset): void => { dispatch({ type: 'edited', edit: { plan, masterStrength } }); };
  const save = (): void => {
    session.savePreset(name.trim());
    setName('');
  };
  return (
    <section aria-label={strings.presets}>
      <h2 className="pc-heading">{strings.presets}</h2>
      {presets.length === 0 && <p className="pc-text pc-muted">{strings.noPresets}</p>}
      <ul className="pc-list">
        {presets.map((preset) => (
          <li key={preset.name} className="pc-row pc-entry">
            <button type="button" className="pc-link pc-grow" aria-label={fill(strings.presetUse, { name: preset.name })} disabled={picture.edits === undefined} onClick={() => { apply(preset); }}>{preset.name}</button>
            <Button icon="close" look="quiet" label={fill(strings.presetRemove, { name: preset.name })} onClick={() => { session.removePreset(preset.name); }} />
          </li>
        ))}
      </ul>
      <form className="pc-instruction" onSubmit={(event) => { event.preventDefault(); save(); }}>
        <input className="pc-input pc-grow" aria-label={strings.presetName} placeholder={strings.presetName} maxLength={60} value={name} onChange={(event) => { setName(event.target.value); }} />
        <Button submit disabled={name.trim() === '' || picture.edits === undefined}>{strings.presetSave}</Button>
      </form>
    </section>
  );
}
