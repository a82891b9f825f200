import type { NumberParam, Operator, ParamValues } from '../operators/operator';

/** The operator and the sliders that moved: "Exposure +0.6 EV", "White balance: temperature +12 mired, tint -4". */
export function describeSliders(operator: Operator, params: ParamValues): string {
  const moved = Object.entries(operator.params).flatMap(([name, schema]) => {
    const value = params[name];
    if (schema.kind !== 'number' || typeof value !== 'number' || value === schema.default) return [];
    return [{ label: schema.label, amount: amountOf(value, schema) }];
  });
  if (moved.length === 0) return operator.label;
  const named = moved.map(({ label, amount }) => (label === operator.label ? amount : `${label.toLowerCase()} ${amount}`));
  return `${operator.label}${moved[0]!.label === operator.label ? '' : ':'} ${named.join(', ')}`;
}

function amountOf(value: number, { step, min, unit }: NumberParam): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  const sign = value > 0 && min < 0 ? '+' : '';
  return `${sign}${Number(value.toFixed(digits))}${unit === '' ? '' : ` ${unit}`}`;
}
