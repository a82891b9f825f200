import { serialisePlan } from '../../plan/plan-json';
import type { OutputChoice } from '../../host/host-adapter';
import { FILE_FORMATS, type FileFormat } from '../../protocol/job-report';
import { planToSend } from '../state/edit-history';
import type { PictureState } from '../state/panel-state';
import { useStrings } from '../strings/strings';
import { Button } from './button';
import { Check } from './check';
import { usePanel, useSession } from './panel-context';
import { PresetList } from './preset-list';
import { RunHistory } from './run-history';

/** What becomes of the edit: layers in the host or files, presets, and the runs so far. */
export function OutputView({ picture }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const { host, store, deliver } = useSession();
  const choice = usePanel((state) => state.choice);
  const set = (change: Partial<OutputChoice>): void => { store.dispatch({ type: 'choice', choice: { ...choice, ...change } }); };
  const { places, notes } = host.abilities;
  const names: Readonly<Record<FileFormat, string>> = { image: strings.formatImage, psd: strings.formatPsd, xmp: strings.formatXmp, cube: strings.formatCube, json: strings.formatJson };
  const toggle = (format: FileFormat, isWanted: boolean): void => { set({ formats: FILE_FORMATS.filter((known) => (known === format ? isWanted : choice.formats.includes(known))) }); };
  const { edits } = picture;
  const canDeliver = edits !== undefined && picture.job === undefined && (places === 'layers' || choice.formats.length > 0);
  return (
    <div className="pc-output">
      {places === 'layers' && <LayerChoice choice={choice} onChange={set} />}
      {notes && <Check checked={choice.notes} label={strings.outputNotes} onChange={(wanted) => { set({ notes: wanted }); }} />}
      <h2 className="pc-heading">{strings.outputFiles}</h2>
      {FILE_FORMATS.map((format) => <Check key={format} checked={choice.formats.includes(format)} label={names[format]} onChange={(isWanted) => { toggle(format, isWanted); }} />)}
      <div className="pc-row pc-foot">
        <Button look="primary" icon="save" disabled={!canDeliver} onClick={() => { deliver([picture.id], choice); }}>{places === 'files' ? strings.save : strings.apply}</Button>
        {edits !== undefined && <Button look="quiet" onClick={() => { void host.saveText(`${picture.name.replace(/\.[^.]*$/, '')}.plan.json`, serialisePlan(planToSend(edits.present))); }}>{strings.savePlan}</Button>}
        {picture.delivered === true && <span className="pc-text pc-good" role="status">{places === 'files' ? strings.saved : strings.applied}</span>}
      </div>
      <PresetList picture={picture} />
      <RunHistory picture={picture} />
    </div>
  );
}

function LayerChoice({ choice, onChange }: { readonly choice: OutputChoice; readonly onChange: (change: Partial<OutputChoice>) => void }) {
  const strings = useStrings();
  const options = [['adjustments', strings.outputAdjustments], ['enhanced', strings.outputEnhanced], ['both', strings.outputBoth]] as const;
  return (
    <>
      <h2 className="pc-heading">{strings.outputPlace}</h2>
      <div role="radiogroup" aria-label={strings.outputPlace} className="pc-radios">
        {options.map(([layers, label]) => (
          <button key={layers} type="button" role="radio" className="pc-radio" aria-checked={choice.layers === layers} onClick={() => { onChange({ layers }); }}><span className="pc-radio-dot" />{label}</button>
        ))}
      </div>
    </>
  );
}
