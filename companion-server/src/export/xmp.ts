import type { Critique } from '@photocrafter/shared/critique/critique';
import type { ParamValues } from '@photocrafter/shared/operators/operator';
import type { CurvePoint } from '@photocrafter/shared/adjustments/adjustment';
import type { EditPlan, PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { escapeXml } from '@photocrafter/shared/plan/plan-xmp';

/** How a value of the plan was carried into a Camera Raw field, and how well that says the same. */
export interface XmpMapping { readonly step: string; readonly field: string; readonly value: string; readonly fidelity: 'exact' | 'approximate' | 'omitted'; readonly note: string }

type Fields = readonly Omit<XmpMapping, 'step'>[];
const NEAR = 'Camera Raw\'s slider has a formula of its own; the amount is matched in size';

/** What each operator becomes in process version 5 settings (`crs:`). Amounts are already scaled by the step's strength. */
const FIELDS: Readonly<Record<string, ((params: ParamValues, strength: number) => Fields) | undefined>> = {
  exposure: ({ exposureEv }, strength) => [near('Exposure2012', signed(num(exposureEv) * strength, 2), 'EV as is; Camera Raw rolls highlights off in its own way')],
  contrast: ({ amount }, strength) => [near('Contrast2012', signed(num(amount) * strength * CONTRAST_STEPS, 0), NEAR)],
  'highlights-shadows': ({ highlights, shadows }, strength) => [
    ...slider('Highlights2012', num(highlights) * strength, NEAR), ...slider('Shadows2012', num(shadows) * strength, NEAR),
  ],
  'whites-blacks': ({ whites, blacks }, strength) => [...slider('Whites2012', num(whites) * strength, NEAR), ...slider('Blacks2012', num(blacks) * strength, NEAR)],
  'white-balance': ({ miredShift, tint }, strength) => [
    ...slider('IncrementalTemperature', num(miredShift) * strength * TEMPERATURE_STEPS, 'rendered files have a relative slider without unit; about two steps a mired at daylight'),
    ...slider('IncrementalTint', num(tint) * strength, 'relative slider, matched in size'),
  ],
  saturation: ({ amount }, strength) => slider('Saturation', num(amount) * strength, NEAR),
  vibrance: ({ amount }, strength) => slider('Vibrance', num(amount) * strength, NEAR),
  dehaze: ({ amount }, strength) => slider('Dehaze', num(amount) * strength, NEAR),
  vignette: ({ cornerEv }, strength) => slider('PostCropVignetteAmount', num(cornerEv) * strength * VIGNETTE_STEPS, 'highlight-priority style; falloff differs'),
  'tone-curve': (params, strength) => (['curve', 'red', 'green', 'blue'] as const).flatMap((channel) => curveField(channel, params[channel], strength)),
};
const CONTRAST_STEPS = 1.6;
const TEMPERATURE_STEPS = 2;
const VIGNETTE_STEPS = 40;
const CURVE_FIELDS = { curve: 'ToneCurvePV2012', red: 'ToneCurvePV2012Red', green: 'ToneCurvePV2012Green', blue: 'ToneCurvePV2012Blue' } as const;

export interface XmpSidecar { readonly xml: string; readonly mapping: readonly XmpMapping[] }

/** A Camera Raw sidecar of the plan. Every value says how it was mapped; what has no field is listed as omitted, not dropped. */
export function writeXmp(plan: EditPlan, critique: Critique): XmpSidecar {
  const mapping = plan.steps.filter((step) => step.enabled).flatMap(mapStep);
  const settings = settingsOf(mapping);
  const has = (start: string): boolean => settings.some(([field]) => field.startsWith(start));
  const attributes = [
    ...settings.filter(([, value]) => !isCurve(value)).map(([field, value]) => `    crs:${field}="${value}"`),
    // without these names Camera Raw shows "As Shot" and "Linear" and ignores the values
    ...(has('Incremental') ? ['    crs:WhiteBalance="Custom"'] : []),
    ...(has('ToneCurve') ? ['    crs:ToneCurveName2012="Custom"'] : []),
  ];
  const curves = settings.filter(([, value]) => isCurve(value)).map(([field, value]) => `   <crs:${field}><rdf:Seq>${value.split(';').map((point) => `<rdf:li>${point}</rdf:li>`).join('')}</rdf:Seq></crs:${field}>`);
  const comments = mapping.map(({ step, field, value, fidelity, note }) => `  ${step}: ${fidelity === 'omitted' ? 'omitted' : `${field} ${value} (${fidelity})`}: ${note}`);
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<!--
  Photocrafter: how the plan was mapped to Camera Raw settings
${comments.join('\n').replace(/-(?=-)/g, '- ')}
-->
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    crs:Version="15.0" crs:ProcessVersion="11.0" crs:HasSettings="True"
${attributes.join('\n')}>
${curves.join('\n')}
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(critique.sections.overall)}</rdf:li></rdf:Alt></dc:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
`;
  return { xml, mapping };
}

/** One value a field: a later step of the same kind adds to its slider; of curves the first stays, for two cannot be joined in one list of points. */
function settingsOf(mapping: readonly XmpMapping[]): (readonly [field: string, value: string])[] {
  const settings = new Map<string, string>();
  for (const { field, value, fidelity } of mapping) {
    if (fidelity === 'omitted') continue;
    const before = settings.get(field);
    if (before === undefined) settings.set(field, value);
    else if (!isCurve(value)) settings.set(field, signed(Number(before) + Number(value), value.includes('.') ? 2 : 0));
  }
  return [...settings];
}

function isCurve(value: string): boolean { return value.includes(','); }

function mapStep({ id, operator, params, strength, mask, lane }: PlanStep): XmpMapping[] {
  const omit = (note: string): XmpMapping[] => [{ step: id, field: '', value: '', fidelity: 'omitted', note }];
  if (lane === 'pixels') return omit('changes pixels, which settings cannot hold');
  if (mask !== undefined) return omit('applies to a part of the picture only; sidecar masks are not written');
  const fields = FIELDS[operator];
  if (fields === undefined) return omit(`Camera Raw has no field for ${operator}`);
  return fields(params, strength).map((field) => ({ step: id, ...field }));
}

function near(field: string, value: string, note: string): Omit<XmpMapping, 'step'> {
  return { field, value, fidelity: 'approximate', note };
}

/** A whole-number slider of -100..100; nothing for zero. */
function slider(field: string, value: number, note: string): Fields {
  const rounded = Math.round(Math.min(100, Math.max(-100, value)));
  return rounded === 0 ? [] : [near(field, signed(rounded, 0), note)];
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return value > 0 ? `+${text}` : text;
}

function num(value: unknown): number { return typeof value === 'number' ? value : 0; }

/** A natural spline is linear in its outputs, so points moved towards the diagonal are the curve at that opacity. */
function curveField(channel: keyof typeof CURVE_FIELDS, value: unknown, strength: number): Fields {
  if (!Array.isArray(value)) return [];
  const points = value as readonly CurvePoint[];
  const text = points.map(({ input, output }) => `${Math.round(input)}, ${Math.round(input + (output - input) * strength)}`).join(';');
  return text === '0, 0;255, 255' ? [] : [{ field: CURVE_FIELDS[channel], value: text, fidelity: 'exact', note: 'the same points; Camera Raw\'s spline differs slightly between them' }];
}
