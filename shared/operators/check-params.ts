import type { CurvePoint } from '../adjustments/adjustment';
import { AppError } from '../errors/app-error';
import { decodeBase64 } from '../pixels/base64';
import type { Operator, ParamSchema, ParamValue, ParamValues } from './operator';

/** What an operator does nothing with. */
export function defaultParams(operator: Pick<Operator, 'params'>): ParamValues {
  return Object.fromEntries(Object.entries(operator.params).map(([name, schema]) => [name, schema.default]));
}

/**
 * The full values of a plan step: defaults filled in. Throws INVALID_PLAN, naming the operator and the parameter, for what the
 * operator does not know, for numbers out of range or not finite, for curves that are not functions and tables of another size.
 */
export function checkParams(operator: Pick<Operator, 'id' | 'params'>, params: ParamValues): ParamValues {
  for (const [name, value] of Object.entries(params)) {
    const schema = Object.hasOwn(operator.params, name) ? operator.params[name] : undefined;
    const fault = schema === undefined ? 'is not a parameter' : faultOf(schema, value);
    if (fault !== undefined) throw new AppError('INVALID_PLAN', `${operator.id}: ${name} ${fault}`);
  }
  return { ...defaultParams(operator), ...params };
}

function faultOf(schema: ParamSchema, value: ParamValue): string | undefined {
  switch (schema.kind) {
    case 'number': {
      const fits = typeof value === 'number' && value >= schema.min && value <= schema.max;
      return fits ? undefined : `must be a number from ${schema.min} to ${schema.max}`;
    }
    case 'curve': return isCurve(value) ? undefined : 'must be 2 to 16 points from 0 to 255 with increasing inputs';
    case 'table': {
      const octets = schema.size ** 3 * 3 * 2;
      const fits = typeof value === 'string' && (value === '' || decodeBase64(value)?.length === octets);
      return fits ? undefined : `must be base64 of ${schema.size}^3 RGB values of 16 bits`;
    }
  }
}

function isCurve(value: ParamValue): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 16) return false;
  const points = value as readonly Partial<CurvePoint>[];
  return points.every((point, i) => inByte(point.input) && inByte(point.output) && (i === 0 || point.input! > points[i - 1]!.input!));
}

function inByte(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 255;
}
