import { AppError } from '@photocrafter/shared/errors/app-error';
import { play } from '../photoshop/batch-play';
import type { ActionApi } from '../photoshop/photoshop-api';
import type { Expected, Realised } from './realised';

/**
 * Asks Photoshop what an adjustment layer now holds and compares it with what was set: a wrong descriptor usually does nothing and says
 * nothing (hosts.md 3.4). Throws HOST_REFUSED, naming the first value that is not as it should be.
 */
export async function checkAdjustment(action: ActionApi, layerId: number, { values, expect }: Realised): Promise<void> {
  const answer = await play(action, { _obj: 'get', _target: [{ _property: 'adjustment' }, { _ref: 'layer', _id: layerId }] });
  const found = (answer['adjustment'] as readonly unknown[] | undefined)?.[0];
  const fault = expect.find((expected) => !matches(valueAt(found, expected.path), expected));
  if (fault === undefined) return;
  throw new AppError('HOST_REFUSED', `${values._obj}: ${fault.path.join('.')} is ${JSON.stringify(valueAt(found, fault.path)) ?? 'absent'} instead of ${String(fault.value)}`);
}

function matches(found: unknown, { value, tolerance }: Expected): boolean {
  if (typeof value !== 'number') return found === value;
  return typeof found === 'number' && Math.abs(found - value) <= (tolerance ?? 0);
}

/** Numbers may come with or without a unit, green as `green` or `grain`. */
function valueAt(descriptor: unknown, path: Expected['path']): unknown {
  let at: unknown = descriptor;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    const holder = at as Readonly<Record<string | number, unknown>>;
    at = holder[key] ?? (key === 'grain' ? holder['green'] : undefined);
  }
  return typeof at === 'object' && at !== null && '_unit' in at ? (at as unknown as { readonly _value: unknown })._value : at;
}
