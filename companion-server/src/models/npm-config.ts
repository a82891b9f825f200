import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Options that pacote and npm-registry-fetch understand. */
export type NpmConfig = Readonly<Record<string, unknown>>;

/** npm's names for settings, and the names that its own libraries take. */
const SETTINGS: Readonly<Record<string, string>> = {
  registry: 'registry', proxy: 'proxy', 'https-proxy': 'httpsProxy', noproxy: 'noProxy', ca: 'ca', 'strict-ssl': 'strictSSL', 'local-address': 'localAddress',
  'fetch-retries': 'fetchRetries', 'fetch-timeout': 'timeout', 'replace-registry-host': 'replaceRegistryHost', cert: 'cert', key: 'key', 'user-agent': 'userAgent',
};

/** Asks npm itself, so that every source it merges (project, user, global, environment) counts as it does for npm. */
async function askNpm(): Promise<Record<string, unknown>> {
  const script = process.env.npm_execpath;
  // yarn and pnpm set this variable, too, and print their settings in another form.
  const viaNode = script !== undefined && /[\\/]npm-cli\.js$/.test(script);
  const [command, args] = viaNode ? [process.execPath, [script]] : ['npm', []];
  // npm is a .cmd file on Windows, which only a shell starts; the arguments are fixed words.
  const run = promisify(execFile)(command, [...args, 'config', 'list', '--json'], { shell: !viaNode && process.platform === 'win32', maxBuffer: 1 << 24 });
  return JSON.parse((await run).stdout) as Record<string, unknown>;
}

/** Credentials (`//host/:_authToken=...`) are the one thing that npm does not print: they are read from the same files. */
export function readCredentials(npmrc: string, environment: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of npmrc.split(/\r?\n/)) {
    const match = /^\s*(\/\/[^=\s]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (match === null) continue;
    const value = match[2]!.replace(/^(["'])(.*)\1$/, '$2');
    found[match[1]!] = value.replace(/\$\{([^}]+)\}/g, (whole, name: string) => environment[name] ?? whole);
  }
  return found;
}

async function readOrEmpty(path: unknown): Promise<string> {
  return typeof path === 'string' ? readFile(path, 'utf8').catch(() => '') : '';
}

/** npm prints `noproxy` as a list, or a list of one empty word when it is not set. */
const isSet = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.join('') === '');

/** Translates what `npm config list --json` prints into the options of npm's libraries. */
export function toFetchOptions(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(SETTINGS)) if (isSet(settings[name])) options[option] = settings[name];
  for (const [name, value] of Object.entries(settings)) if (/^@[^:]+:registry$/.test(name)) options[name] = value;
  return options;
}

/**
 * The user's npm settings: registry (also per scope), proxy, certificates and credentials.
 * npm has a library for this, but it is not among our dependencies and reads the same files; without an npm on the
 * path, npm's defaults hold.
 */
export async function readNpmConfig(): Promise<NpmConfig> {
  const settings = await askNpm().catch(() => ({}) as Record<string, unknown>);
  const options = toFetchOptions(settings);
  if (typeof settings.cafile === 'string') {
    const pem = await readOrEmpty(settings.cafile);
    const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g);
    if (certificates !== null) options.ca = certificates;
  }
  const project = join(process.env.npm_config_local_prefix ?? process.cwd(), '.npmrc');
  // Later files win: the project's own over the user's over the machine's.
  for (const path of [settings.globalconfig, settings.userconfig, project]) Object.assign(options, readCredentials(await readOrEmpty(path)));
  return options;
}
