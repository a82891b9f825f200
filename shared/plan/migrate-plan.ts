import { AppError } from '../errors/app-error';
import { PLAN_SCHEMA_VERSION } from './edit-plan';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `MIGRATIONS[n]` turns a plan of schema n into one of schema n + 1. It checks nothing: the result is validated after. */
const MIGRATIONS: readonly ((plan: JsonObject) => JsonObject)[] = [fromVersion0];

/**
 * Brings a stored plan to `PLAN_SCHEMA_VERSION`, one version at a time; never changes its argument.
 * @throws AppError INVALID_PLAN when there is no version, or one that this build does not know.
 */
export function migratePlan(plan: JsonObject): JsonObject {
  const version = plan['schemaVersion'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    throw new AppError('INVALID_PLAN', '$.schemaVersion: a whole number is expected');
  }
  if (version > PLAN_SCHEMA_VERSION) {
    throw new AppError('INVALID_PLAN', `$.schemaVersion: ${version} is newer than ${PLAN_SCHEMA_VERSION}, the newest that this version reads`);
  }
  return MIGRATIONS.slice(version).reduce((older, migrate, i) => ({ ...migrate(older), schemaVersion: version + i + 1 }), plan);
}

/** Schema 0: steps could not be switched off or weakened, and the seventh dimension was called `color`. */
function fromVersion0(plan: JsonObject): JsonObject {
  const { steps, advice } = plan;
  return {
    ...plan,
    ...(Array.isArray(steps) && { steps: steps.map(stepFromVersion0) }),
    ...(isJsonObject(advice) && { advice: renameColor(advice) }),
  };
}

function stepFromVersion0(step: unknown): unknown {
  if (!isJsonObject(step)) return step;
  const dimension = step['dimension'] === 'color' ? 'colourAndLight' : step['dimension'];
  return { enabled: true, strength: 1, ...step, dimension };
}

function renameColor({ color, ...advice }: JsonObject): JsonObject {
  return color === undefined ? advice : { ...advice, colourAndLight: color };
}
