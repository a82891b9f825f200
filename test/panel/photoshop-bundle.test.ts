import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { FakePhotoshop } from '../../plugin-photoshop/fake/fake-photoshop';
import { makeDocument, makeLayer } from '../../plugin-photoshop/fake/make-document';
import { createUxpWorld } from '../../plugin-photoshop/fake/uxp-world';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '../..');
const DIST = join(ROOT, 'plugin-photoshop/dist');
/** What a plugin may weigh. */
const MAX_BYTES = 600_000;

describe('the plugin as Photoshop gets it', () => {
  beforeAll(() => { execFileSync(process.execPath, [join(ROOT, 'scripts/build-photoshop.mjs'), '--package', '--quiet'], { stdio: 'inherit' }); });

  it('is small', () => {
    expect(statSync(join(DIST, 'index.js')).size).toBeLessThanOrEqual(MAX_BYTES);
  });

  it('runs where only the language and UXP are: shows its panel, offers its commands, edits', async () => {
    const photoshop = new FakePhotoshop();
    const layer = makeLayer({ name: 'Photo', isBackground: true, pixels: { left: 0, top: 0, right: 8, bottom: 6, components: 3, data: new Uint8Array(8 * 6 * 3).fill(90) } });
    photoshop.open(makeDocument({ width: 8, height: 6, layers: [layer], active: [layer.id] }));
    const asked: string[] = [];
    const world = createUxpWorld(photoshop, (url: string) => {
      asked.push(url);
      return Promise.reject(new Error('no companion here'));
    });
    world.run(readFileSync(join(DIST, 'index.js'), 'utf8'));
    world.entrypoints.panels['panel']!['create']!(world.document.body);
    await turns();
    expect(textOf(world.document.body)).toContain('Select a layer');
    expect(asked).toContain('http://localhost:41417/v1/hello');
    expect(Object.keys(world.entrypoints.commands)).toEqual(['enhanceLayer', 'critiqueLayer', 'enhanceAgain', 'applyPlan', 'applyPlanToAll']);

    // a picture reaches the panel through Photoshop's imaging, with none of Node's help
    world.entrypoints.commands['critiqueLayer']!();
    await turns();
    expect(textOf(world.document.body)).toContain('Sending the photo');
    expect(world.document.querySelectorAll('img').length).toBeGreaterThan(0);
    expect(photoshop.openImages.size).toBe(0);
    expect(world.complaints).toEqual([]);
  });

  it('is packed as a .ccx that holds what its manifest names, and nothing that Photoshop would not look at', () => {
    const files = unzipSync(new Uint8Array(readFileSync(join(DIST, 'Photocrafter.ccx'))));
    const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json'])) as Manifest;
    const icons = [...manifest.icons, ...manifest.entrypoints.flatMap((entry) => entry.icons ?? [])].flatMap(({ path, scale }) => scale.map((by) => path.replace('.png', `@${by}x.png`)));
    expect(Object.keys(files).sort()).toEqual([...new Set(['manifest.json', manifest.main, 'index.js', 'index.js.LEGAL.txt', 'index.css', ...icons])].sort());
    expect(Array.isArray(manifest.host)).toBe(false);
    expect(manifest.host).toMatchObject({ app: 'PS', data: { enableMenuRecording: true } });
    const page = new TextDecoder().decode(files[manifest.main]);
    for (const [, file] of page.matchAll(/(?:src|href)="([^"]+)"/g)) expect(Object.keys(files)).toContain(file);
    for (const icon of icons) expect(files[icon]!.subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'));
  });

  it('styles nothing in ways that UXP lacks', () => {
    expect(readFileSync(join(DIST, 'index.css'), 'utf8')).not.toMatch(/display:(inline-)?grid|transition|animation|@keyframes|text-transform/);
  });
});

interface Manifest {
  readonly main: string;
  readonly host: unknown;
  readonly icons: readonly { readonly path: string; readonly scale: readonly number[] }[];
  readonly entrypoints: readonly { readonly icons?: readonly { readonly path: string; readonly scale: readonly number[] }[] }[];
}

/** Only words go to the runner, which would print a whole document when a test fails. */
function textOf(element: { readonly textContent: string | null }): string { return String(element.textContent); }

async function turns(): Promise<void> {
  for (let i = 0; i < 60; i++) await new Promise((resolve) => { setTimeout(resolve, 5); });
}
