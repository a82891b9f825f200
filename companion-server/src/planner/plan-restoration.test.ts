import { parseInstruction } from '@photocrafter/shared/critique/instruction';
import { checkParams } from '@photocrafter/shared/operators/check-params';
import { RESTORATIONS, restorationFor } from '@photocrafter/shared/restoration/restorations';
import { ALARM_LEVELS } from '../critic/diagnosis/calibration';
import { DEGRADATIONS, type DegradationKind, type Diagnosis } from '../critic/diagnosis/diagnosis';
import { planRestoration } from './plan-restoration';

function diagnosis(severity: Partial<Record<DegradationKind, number>>, changes: Partial<Diagnosis> = {}): Diagnosis {
  const all = Object.fromEntries(DEGRADATIONS.map((kind) => [kind, severity[kind] ?? 0])) as Record<DegradationKind, number>;
  return { severity: all, noise: [{ input: 40, output: 12 }, { input: 200, output: 6 }], compressionLevel: 0.7, blurRadiusPx: 1.24, motionDegrees: 10, ...changes };
}
const small = (id: string): boolean => ['denoise', 'deblock', 'deblur'].includes(id);
const everything = (): boolean => true;

describe('planRestoration', () => {
  it('leaves a photo without an alarm alone', () => {
    const just = Object.fromEntries(DEGRADATIONS.map((kind) => [kind, ALARM_LEVELS[kind] - 0.001]));
    expect(planRestoration({ diagnosis: diagnosis(just), possible: everything, strength: 1 })).toEqual({ steps: [], answered: [], missing: [] });
  });

  it('answers each alarm with what was measured, what hides structure first, as strongly as it is severe', () => {
    const { steps, missing } = planRestoration({ diagnosis: diagnosis({ noise: 0.9, compression: 1, blur: 0.9 }), possible: small, strength: 0.5 });
    expect(steps.map(({ operator, lane, strength }) => [operator, lane, strength])).toEqual([['deblock', 'pixels', 0.5], ['denoise', 'pixels', 0.5], ['deblur', 'pixels', 0.5]]);
    expect(steps.map(({ params }) => params)).toEqual([{ level: 0.7 }, { noise: [{ input: 40, output: 12 }, { input: 200, output: 6 }], texture: 0.7 }, { radiusPx: 1.2 }]);
    expect(steps[1]!.reason).toBe('noise of 6.0 to 12.0 levels of 255 at full resolution (severity 0.90)');
    expect(missing).toEqual([]);
  });

  it('names the network that rain needs, leaves haze to the photometric steps, and does not sharpen what is lost', () => {
    const { steps, missing } = planRestoration({ diagnosis: diagnosis({ rain: 0.9, haze: 0.9, blur: 1 }, { blurRadiusPx: 9 }), possible: small, strength: 1 });
    expect(steps).toEqual([]);
    expect(missing).toEqual([
      'even the sharpest detail is blurred by about 9.0 px (severity 1.00): more than can be restored at full size',
      'rain streaks (severity 0.90): this needs the network "derain", which is not installed',
    ]);
  });

  it('does what is asked and nothing else, whatever the alarms', () => {
    const { suggestions } = parseInstruction('brighten it and remove the noise slightly');
    const { steps, answered } = planRestoration({ diagnosis: diagnosis({ compression: 1, noise: 0 }), instruction: suggestions, possible: everything, strength: 1 });
    expect(steps.map(({ operator, strength }) => [operator, strength])).toEqual([['denoise', 1 / 3]]);
    expect(answered.map(({ attribute }) => attribute)).toEqual(['noise']);
  });

  it('makes only parameters that the restorations take', () => {
    const { steps } = planRestoration({ diagnosis: diagnosis(Object.fromEntries(DEGRADATIONS.map((kind) => [kind, 1])), { compressionLevel: 3, blurRadiusPx: 0.01 }), possible: everything, strength: 1 });
    expect(steps.length).toBeGreaterThan(5);
    for (const { operator, version, params } of steps) checkParams(restorationFor(operator, version), params);
    const ids: readonly string[] = RESTORATIONS.map(({ id }) => id);
    expect(steps.map(({ operator }) => ids.indexOf(operator))).toEqual(steps.map(({ operator }) => ids.indexOf(operator)).sort((a, b) => a - b));
  });
});
