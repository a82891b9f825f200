import { serialisePlan } from '../../plan/plan-json';
import type { LayerChoice, NotesForm, OutputChoice, PlacementOption } from '../../host/host-adapter';
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
  const { places, notes, layers, options } = host.abilities;
  const names: Readonly<Record<FileFormat, string>> = { image: strings.formatImage, psd: strings.formatPsd, xmp: strings.formatXmp, cube: strings.formatCube, json: strings.formatJson };
  const optionNames: Readonly<Record<PlacementOption, string>> = { duplicate: strings.optionDuplicate, noteCard: strings.optionNoteCard, markers: strings.optionMarkers, downscale: strings.optionDownscale };
  const notesText: Readonly<Record<NotesForm, string>> = { annotations: strings.notesAnnotations, markers: strings.notesMarkers, text: strings.notesText, stored: strings.notesStored };
  const toggle = (format: FileFormat, isWanted: boolean): void => { set({ formats: FILE_FORMATS.filter((known) => (known === format ? isWanted : choice.formats.includes(known))) }); };
  const { edits } = picture;
  const canDeliver = edits !== undefined && picture.job === undefined && (places === 'layers' || choice.formats.length > 0);
  return (
    <div className="pc-output">
      {layers.length > 1 && <LayerChoices layers={layers} choice={choice} onChange={set} />}
      {notes && <Check checked={choice.notes} label={strings.outputNotes} onChange={(wanted) => { set({ notes: wanted }); }} />}
      {options.map((option) => <Check key={option} checked={choice.options.includes(option)} label={optionNames[option]} onChange={(isWanted) => { set({ options: options.filter((known) => (known === option ? isWanted : choice.options.includes(known))) }); }} />)}
      <h2 className="pc-heading">{strings.outputFiles}</h2>
      {FILE_FORMATS.map((format) => <Check key={format} checked={choice.formats.includes(format)} label={names[format]} onChange={(isWanted) => { toggle(format, isWanted); }} />)}
      <div className="pc-row pc-foot">
        <Button look="primary" icon="save" disabled={!canDeliver} onClick={() => { deliver([picture.id], choice); }}>{places === 'files' ? strings.save : strings.apply}</Button>
        {edits !== undefined && <Button look="quiet" onClick={() => { void host.saveText(`${picture.name.replace(/\.[^.]*$/, '')}.plan.json`, serialisePlan(planToSend(edits.present))); }}>{strings.savePlan}</Button>}
        {picture.delivered === true && <span className="pc-text pc-good" role="status">{places === 'files' ? strings.saved : strings.applied}</span>}
      </div>
      {picture.delivered === true && picture.notesForm !== undefined && <p className="pc-text pc-muted">{notesText[picture.notesForm]}</p>}
      <PresetList picture={picture} />
      <RunHistory picture={picture} />
    </div>
  );
}

function LayerChoices({ layers, choice, onChange }: { readonly layers: readonly LayerChoice[]; readonly choice: OutputChoice; readonly onChange: (change: Partial<OutputChoice>) => void }) {
  const strings = useStrings();
  const { host } = useSession();
  const names: Readonly<Record<LayerChoice, string>> = { adjustments: host.name === 'figma' ? strings.outputFilters : strings.outputAdjustments, enhanced: strings.outputEnhanced, both: strings.outputBoth };
  return (
    <>
      <h2 className="pc-heading">{strings.outputPlace}</h2>
      <div role="radiogroup" aria-label={strings.outputPlace} className="pc-radios">
        {layers.map((layer) => (
          <button key={layer} type="button" role="radio" className="pc-radio" aria-checked={choice.layers === layer} onClick={() => { onChange({ layers: layer }); }}><span className="pc-radio-dot" />{names[layer]}</button>
        ))}
      </div>
    </>
  );
}
