import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(__dirname, '..');
const REALMS = ['shared', 'companion-server', 'plugin-photoshop', 'plugin-figma'] as const;
const MAX_LINES = 300;

interface SourceFile { readonly path: string; readonly lines: number; readonly imports: readonly string[] }

/** Every TypeScript file of a folder with the files and packages that it imports. */
function sourcesOf(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/(node_modules|\/dist)(\/|$)/.test(entry.parentPath))
    .map((entry) => {
      const path = relative(root, join(entry.parentPath, entry.name));
      const text = readFileSync(join(root, path), 'utf8');
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
      const imports = [...code.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, specifier]) => resolveImport(path, specifier!));
      return { path, lines: text.split('\n').length - 1, imports };
    });
}

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(from), specifier));
  return specifier.startsWith('@photocrafter/shared/') ? specifier.replace('@photocrafter/', '') : `package:${specifier}`;
}

const sources = REALMS.flatMap(sourcesOf);
const product = sources.filter(({ path }) => !/\.(test|fixture)\.tsx?$/.test(path) && !path.includes('/fixtures/') && !path.includes('/fake/') && !/^plugin-\w+\/test\//.test(path));
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

describe('architecture', () => {
  it('finds the sources', () => {
    expect(product.length).toBeGreaterThan(100);
  });

  it('lets realms import only shared and themselves', () => {
    const wrong = product.flatMap(({ path, imports }) => {
      const realm = path.split('/')[0]!;
      return imports.filter((target) => REALMS.some((other) => target.startsWith(`${other}/`) && other !== realm && other !== 'shared')).map((target) => `${path} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps shared free of Node, hosts and the DOM packages (the panel may use React)', () => {
    const allowed = /^package:(typebox(\/|$)|@noble\/hashes\/)/;
    const wrong = product.filter(({ path }) => path.startsWith('shared/') && !path.startsWith('shared/panel/'))
      .flatMap(({ path, imports }) => imports.filter((target) => target.startsWith('package:') && !allowed.test(target)).map((target) => `${path} -> ${target}`));
    expect(wrong).toEqual([]);
  });

  it('points imports of the companion one way', () => {
    /** folder -> folders that it may import, beside itself and shared */
    const MAY: Readonly<Record<string, readonly string[]>> = {
      engines: [],
      render: ['pixels'],
      pixels: [],
      models: ['engines'],
      critic: ['engines', 'render'],
      restore: ['engines', 'pixels'],
      planner: ['critic'],
      artist: ['critic', 'planner', 'render', 'engines'],
      export: ['pixels', 'render', 'critic'],
      evaluate: ['pixels', 'critic', 'artist', 'planner', 'render', 'restore', 'export'],
      compute: ['artist', 'critic', 'planner', 'render', 'restore', 'pixels', 'export', 'engines', 'models'],
      access: ['store', '.'],
      store: ['compute', 'access', '.'],
      jobs: ['compute', 'store', '.'],
      routes: ['jobs', 'store', 'compute', 'access', '.'],
      plugins: ['store', 'access', '.'],
      cli: ['export', 'compute', 'access', 'jobs', 'routes', 'models', 'engines', 'evaluate', 'artist', 'critic', 'pixels', 'planner', 'render', 'restore', '.'],
    };
    const folderOf = (path: string): string | undefined => {
      const match = /^companion-server\/src\/(?:([^/]+)\/)?/.exec(path);
      return match === null ? undefined : (match[1] ?? '.');
    };
    const wrong = product.flatMap(({ path, imports }) => {
      const from = folderOf(path);
      const may = from === undefined ? undefined : MAY[from];
      if (from === undefined || may === undefined) return [];
      return imports.filter((target) => {
        const to = folderOf(target);
        return to !== undefined && to !== from && !may.includes(to);
      }).map((target) => `${path} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('lets only pixels (and the oracle, which reads reference renderings) use sharp, only engines/onnx use onnxruntime', () => {
    const users = (name: string): string[] => product.filter(({ imports }) => imports.includes(`package:${name}`)).map(({ path }) => path);
    expect(users('sharp').filter((path) => !/^companion-server\/(src\/pixels\/|src\/evaluate\/photoshop-oracle|scripts\/|training\/)/.test(path))).toEqual([]);
    expect(users('onnxruntime-node').filter((path) => !path.startsWith('companion-server/src/engines/onnx/'))).toEqual([]);
  });

  it('has no import cycles', () => {
    const known = new Map(product.map((file) => [file.path.replace(/\.tsx?$/, ''), file]));
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (key: string, trail: readonly string[]): void => {
      if (state.get(key) === 'done') return;
      if (state.get(key) === 'open') { cycles.push([...trail.slice(trail.indexOf(key)), key].join(' -> ')); return; }
      state.set(key, 'open');
      for (const target of known.get(key)?.imports ?? []) if (known.has(target)) visit(target, [...trail, key]);
      state.set(key, 'done');
    };
    for (const key of known.keys()) visit(key, []);
    expect(cycles).toEqual([]);
  });

  it('keeps files short and named in kebab-case', () => {
    expect(sources.filter(({ path, lines }) => lines > MAX_LINES && !path.endsWith('.generated.ts')).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
    expect(sources.filter(({ path }) => !/(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.(test|slow\.test|fixture|generated|config|as|d))*\.tsx?$/.test(path)).map(({ path }) => path)).toEqual([]);
    expect(sources.filter(({ path }) => /(^|\/)(utils|helpers|common|misc)(\/|\.)/.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('keeps any and skipped tests out', () => {
    const loose = sources.filter(({ path }) => {
      const text = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      return /(:\s*any\b|\bas any\b|@ts-ignore)/.test(text) || (isTest(path) && /\b(it|describe|test)\.only\(/.test(text));
    });
    expect(loose.map(({ path }) => path)).toEqual([]);
  });
});
