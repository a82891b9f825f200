import { useState } from 'react';
import { OPERATORS } from '../../operators/index';
import { RESTORATIONS } from '../../restoration/restorations';
import type { CurvePoint } from '../../adjustments/adjustment';
import type { ParamSchema, ParamValue } from '../../operators/operator';
import type { PlanStep } from '../../plan/edit-plan';
import { sentence } from '../strings/sentence';
import { fill, useLabel, useStrings } from '../strings/strings';
import { Button } from './button';
import { Check } from './check';
import { CurveEditor } from './curve-editor';
import { MaskThumbnail } from './mask-thumbnail';
import { Slider } from './slider';

/** One step of the plan: on or off, its sliders as its operator describes them, where it applies and why. */
export function StepCard({ step, onChange }: { readonly step: PlanStep; readonly onChange: (step: PlanStep, gesture?: string) => void }) {
  const strings = useStrings();
  const labelOf = useLabel();
  const [isOpen, setOpen] = useState(true);
  const operator = [...OPERATORS, ...RESTORATIONS].find(({ id, version }) => id === step.operator && version === step.version);
  const name = labelOf(operator?.label ?? step.operator);
  return (
    <article className={`pc-step${step.enabled ? '' : ' pc-step-off'}`} aria-label={name}>
      <div className="pc-step-head">
        <Check checked={step.enabled} label={fill(strings.stepOn, { name })} hidden onChange={(enabled) => { onChange({ ...step, enabled }); }} />
        <h3 className="pc-step-name">{name}</h3>
        {step.mask !== undefined && <MaskThumbnail mask={step.mask} />}
        <Button icon={isOpen ? 'open' : 'closed'} look="quiet" label={fill(strings.stepDetails, { name })} expanded={isOpen} onClick={() => { setOpen(!isOpen); }} />
      </div>
      {isOpen && (
        <div className="pc-step-body">
          <p className="pc-text pc-muted pc-reason">{sentence(step.reason)}</p>
          {operator !== undefined && Object.entries(operator.params).map(([key, schema]) => (
            <Param
              key={key} schema={schema} value={step.params[key] ?? schema.default} disabled={!step.enabled} label={labelOf(schema.label)}
              onChange={(value, gesture) => { onChange({ ...step, params: { ...step.params, [key]: value } }, gesture); }}
            />
          ))}
          <Slider
            label={strings.stepStrength} unit="%" min={0} max={100} step={1} standard={100} value={Math.round(step.strength * 100)} disabled={!step.enabled}
            onChange={(percent, gesture) => { onChange({ ...step, strength: percent / 100 }, gesture); }}
          />
        </div>
      )}
    </article>
  );
}

interface ParamProps { readonly schema: ParamSchema; readonly value: ParamValue; readonly label: string; readonly disabled: boolean; readonly onChange: (value: ParamValue, gesture: string) => void }

/** Numbers are sliders, curves are drawn; of a table only the step's strength can be changed. */
function Param({ schema, value, label, disabled, onChange }: ParamProps) {
  const strings = useStrings();
  switch (schema.kind) {
    case 'number': return <Slider label={label} unit={schema.unit} min={schema.min} max={schema.max} step={schema.step} standard={schema.default} value={typeof value === 'number' ? value : schema.default} disabled={disabled} onChange={onChange} />;
    case 'curve': return Array.isArray(value) && value.length > 0 ? <CurveEditor label={label} points={value as readonly CurvePoint[]} disabled={disabled} onChange={onChange} /> : null;
    case 'table': return value === '' ? null : <p className="pc-text pc-muted">{strings.table}</p>;
  }
}
