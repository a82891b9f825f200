import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { COMPANION_PORTS } from '@photocrafter/shared/protocol/product';
import { strictObject } from '@photocrafter/shared/protocol/strict';

const folders = envPaths('photocrafter', { suffix: '' });
const Positive = (maximum: number) => Type.Integer({ minimum: 1, maximum });
const Path = Type.String({ minLength: 1, maxLength: 4096 });

const ConfigSchema = strictObject({
  /** tried in order; plugins declare the same ones. 0 lets the system choose (tests) */
  ports: Type.Array(Type.Integer({ minimum: 0, maximum: 65535 }), { minItems: 1, maxItems: 10 }),
  /** loopback only until the studio mode exists */
  listen: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 2 }),
  dataFolder: Path,
  modelFolder: Path,
  logLevel: Type.Enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
  maxPixels: Positive(4_000_000_000),
  maxUploadBytes: Positive(16 * 2 ** 30),
  maxQueuedJobs: Positive(10_000),
  /** jobs at a time; each has its own process */
  concurrency: Positive(16),
  /** render threads of one job */
  threads: Positive(64),
  /** a job is stopped when neither its stage nor its progress has moved for this long */
  stallTimeoutMs: Positive(24 * 3_600_000),
  /** resident memory at which a compute process is stopped */
  maxProcessBytes: Positive(1024 * 2 ** 30),
  /** a compute process is replaced after so many jobs */
  jobsPerProcess: Positive(100_000),
  /** finished jobs, their results and unused uploads are removed after this */
  retentionHours: Positive(24 * 3650),
  /** uploads are refused when they would leave less free space */
  reserveBytes: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  /** how long running jobs may take to finish when the companion closes */
  shutdownGraceMs: Type.Integer({ minimum: 0, maximum: 600_000 }),
});
/** Every setting of the companion. */
export type Config = Readonly<Static<typeof ConfigSchema>>;

export const LOOPBACK_ADDRESSES: readonly string[] = ['127.0.0.1', '::1'];
export const CONFIG_FILE = join(folders.config, 'config.json');

/** What applies where nobody says otherwise. 512 MP and the 2 GB reserve come from trust.md sections 8.1 and 7.1. */
export function defaultConfig(): Config {
  return {
    ports: [...COMPANION_PORTS],
    listen: [...LOOPBACK_ADDRESSES],
    dataFolder: folders.data,
    modelFolder: join(folders.cache, 'models'),
    logLevel: 'warn',
    maxPixels: 512_000_000,
    maxUploadBytes: 4 * 2 ** 30,
    maxQueuedJobs: 64,
    concurrency: 1,
    threads: availableParallelism(),
    stallTimeoutMs: 300_000,
    maxProcessBytes: 6 * 2 ** 30,
    jobsPerProcess: 50,
    retentionHours: 24 * 7,
    reserveBytes: 2 * 2 ** 30,
    shutdownGraceMs: 10_000,
  };
}

/**
 * Reads the settings: defaults, then the JSON file in the user's configuration folder, then `PHOTOCRAFTER_*` variables
 * (`PHOTOCRAFTER_MAX_PIXELS=1000000`, lists with commas), then `overrides`.
 * Throws BAD_CONFIGURATION, or FORBIDDEN_BIND for an address that is not loopback.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>, overrides: Partial<Config> = {}, file = CONFIG_FILE): Config {
  const config = { ...defaultConfig(), ...readConfigFile(file), ...readEnvironment(environment), ...overrides };
  const [problem] = Value.Errors(ConfigSchema, config);
  if (problem !== undefined || !Value.Check(ConfigSchema, config)) throw new AppError('BAD_CONFIGURATION', `${problem?.instancePath.slice(1) ?? ''} ${problem?.message ?? ''}`.trim());
  const foreign = config.listen.find((address) => !LOOPBACK_ADDRESSES.includes(address));
  if (foreign !== undefined) throw new AppError('FORBIDDEN_BIND', foreign);
  return config;
}

function readConfigFile(file: string): object {
  if (!existsSync(file)) return {};
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new AppError('BAD_CONFIGURATION', file, { cause: error });
  }
  throw new AppError('BAD_CONFIGURATION', `${file} does not hold an object`);
}

function readEnvironment(environment: Readonly<Record<string, string | undefined>>): object {
  const found: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(ConfigSchema.properties)) {
    const value = environment[`PHOTOCRAFTER_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`];
    if (value !== undefined) found[name] = parseSetting(value, schema);
  }
  return found;
}

/** Text becomes what the schema asks for; what does not fit stays text and fails validation with its name. */
function parseSetting(value: string, schema: object): unknown {
  const number = (entry: string) => (/^\d+$/.test(entry) ? Number(entry) : entry);
  if ('type' in schema && schema.type === 'integer') return number(value);
  if ('type' in schema && schema.type === 'array') return value.split(',').map((entry) => number(entry.trim()));
  return value;
}
