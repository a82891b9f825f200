import type { Critique } from '@photocrafter/shared/critique/critique';
import type { EditPlan, PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { writeXmp } from './xmp';

const critique: Critique = {
  schemaVersion: 1, critic: 'test', findings: [], suggestions: [],
  sections: { quality: '', colourAndLight: '', composition: '', aesthetics: '', overall: 'Dark & flat <here>' },
};
const step = (operator: string, params: PlanStep['params'], more: Partial<PlanStep> = {}): PlanStep =>
  ({ id: operator, dimension: 'colourAndLight', lane: 'adjustments', operator, version: 1, params, reason: '', enabled: true, strength: 1, ...more });
const sidecar = (...steps: PlanStep[]): ReturnType<typeof writeXmp> => writeXmp({ schemaVersion: 1, steps, advice: {} } satisfies EditPlan, critique);

describe('writeXmp', () => {
  it('carries values scaled by strength and names the white balance and curve', () => {
    const { xml } = sidecar(
      step('exposure', { exposureEv: 1 }, { strength: 0.5 }), step('white-balance', { miredShift: 10, tint: -5 }),
      step('tone-curve', { curve: [{ input: 0, output: 0 }, { input: 128, output: 148 }, { input: 255, output: 255 }] }, { strength: 0.5 }),
    );
    expect(xml).toContain('crs:Exposure2012="+0.50"');
    expect(xml).toContain('crs:IncrementalTemperature="+20"');
    expect(xml).toContain('crs:IncrementalTint="-5"');
    expect(xml).toContain('crs:WhiteBalance="Custom"');
    expect(xml).toContain('<crs:ToneCurvePV2012><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>128, 138</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurvePV2012>');
    expect(xml).toContain('crs:ToneCurveName2012="Custom"');
  });

  it('adds repeated sliders up, since an attribute may stand only once', () => {
    const { xml } = sidecar(step('exposure', { exposureEv: 0.5 }, { id: 'one' }), step('exposure', { exposureEv: 0.25 }, { id: 'two' }));
    expect(xml.match(/crs:Exposure2012="/g)).toHaveLength(1);
    expect(xml).toContain('crs:Exposure2012="+0.75"');
  });

  it('lists what it cannot say instead of dropping it', () => {
    const { mapping } = sidecar(
      step('unknown-operator', {}), step('exposure', { exposureEv: 1 }, { id: 'sky', mask: { kind: 'radial', centreX: 0.5, centreY: 0.5, inner: 0, outer: 1 } }),
      step('denoise', {}, { lane: 'pixels' }), step('contrast', { amount: 20 }, { enabled: false }),
    );
    expect(mapping.map(({ step: id, fidelity }) => `${id} ${fidelity}`)).toEqual(['unknown-operator omitted', 'sky omitted', 'denoise omitted']);
  });

  it('stays well-formed whatever steps and critique are called', () => {
    const { xml } = sidecar(step('exposure', { exposureEv: 1 }, { id: 'a---b--->' }));
    const comment = /<!--([\s\S]*?)-->/.exec(xml)![1]!;
    expect(comment).not.toContain('--');
    expect(xml).toContain('Dark &amp; flat &lt;here&gt;');
    expect(xml.match(/<!--/g)).toHaveLength(1);
  });
});
