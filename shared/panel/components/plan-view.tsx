import { PLAN_DIMENSIONS, type PlanStep } from '../../plan/edit-plan';
import type { PictureState } from '../state/panel-state';
import { sentence } from '../strings/sentence';
import { useStrings } from '../strings/strings';
import { Button } from './button';
import { InstructionForm } from './instruction-form';
import { usePictureDispatch } from './panel-context';
import { Slider } from './slider';
import { StepCard } from './step-card';
import { TakeChoice } from './take-choice';

/** The plan as its owner edits it: wishes, takes, overall strength, and the steps by dimension. */
export function PlanView({ picture }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const dispatch = usePictureDispatch(picture.id);
  const { edits, takes, takeId } = picture;
  if (edits === undefined) return <><InstructionForm picture={picture} /><p className="pc-text pc-muted pc-pad">{strings.planPending}</p></>;
  const { plan, masterStrength } = edits.present;
  const report = takes.find(({ id }) => id === takeId)?.report;
  const change = (step: PlanStep, gesture?: string): void => {
    const steps = plan.steps.map((old) => (old.id === step.id ? step : old));
    dispatch({ type: 'edited', edit: { plan: { ...plan, steps }, masterStrength }, ...(gesture !== undefined && { gesture }) });
  };
  return (
    <div className="pc-plan">
      <InstructionForm picture={picture} />
      <TakeChoice picture={picture} />
      <div className="pc-master">
        <div className="pc-grow">
          <Slider
            label={strings.masterStrength} unit="%" min={0} max={100} step={1} standard={100} value={Math.round(masterStrength * 100)} disabled={plan.steps.length === 0}
            onChange={(percent, gesture) => { dispatch({ type: 'edited', edit: { plan, masterStrength: percent / 100 }, gesture }); }}
          />
        </div>
        <Button icon="undo" look="quiet" label={strings.undo} disabled={edits.past.length === 0} onClick={() => { dispatch({ type: 'undone' }); }} />
        <Button icon="redo" look="quiet" label={strings.redo} disabled={edits.future.length === 0} onClick={() => { dispatch({ type: 'redone' }); }} />
      </div>
      {plan.steps.length === 0 && <p className="pc-text pc-muted pc-pad">{strings.noSteps}</p>}
      {PLAN_DIMENSIONS.map((dimension) => {
        const steps = plan.steps.filter((step) => step.dimension === dimension);
        const advice = plan.advice[dimension];
        if (steps.length === 0 && advice === undefined) return null;
        return (
          <section key={dimension} aria-label={strings[dimension]}>
            <h2 className="pc-heading">{strings[dimension]}</h2>
            {advice !== undefined && <p className="pc-text pc-muted">{advice}</p>}
            {steps.map((step) => <StepCard key={step.id} step={step} onChange={change} />)}
          </section>
        );
      })}
      <Remarks title={strings.notUnderstood} lines={report?.notUnderstood} />
      <Remarks title={strings.gate} lines={report?.gate} />
    </div>
  );
}

function Remarks({ title, lines }: { readonly title: string; readonly lines: readonly string[] | undefined }) {
  if (lines === undefined || lines.length === 0) return null;
  return <section aria-label={title}><h2 className="pc-heading">{title}</h2><ul className="pc-list">{lines.map((line) => <li key={line} className="pc-text pc-muted pc-remark">{sentence(line)}</li>)}</ul></section>;
}
