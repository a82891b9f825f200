import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPlugin } from './built-plugin';

interface Manifest {
  readonly name: string; readonly id: string; readonly api: string; readonly main: string; readonly ui: string;
  readonly editorType: readonly string[]; readonly documentAccess: string;
  readonly networkAccess: { readonly allowedDomains: readonly string[]; readonly reasoning?: string };
  readonly menu: readonly { readonly name?: string; readonly command?: string; readonly separator?: boolean }[];
  readonly relaunchButtons: readonly { readonly name: string; readonly command: string; readonly multipleSelection?: boolean }[];
}
const manifest = JSON.parse(readFileSync(join(__dirname, '../manifest.json'), 'utf8')) as Manifest;

/** Figma's own rule for a domain (hosts.md 4.1): a scheme; a dotted name ending in letters or exactly `localhost`; perhaps a port and a path. */
const DOMAIN = /^(https?|wss?):\/\/((\*\.)?([a-z0-9-]+\.)+[a-z]+|localhost)(:\d+)?(\/.*)?$/i;
/** Every key that Figma knows. */
const KEYS = ['name', 'id', 'api', 'main', 'ui', 'editorType', 'documentAccess', 'networkAccess', 'menu', 'relaunchButtons', 'permissions', 'parameters', 'capabilities'];

describe('the Figma manifest by the public rules', () => {
  it('holds known keys and values only', () => {
    expect(Object.keys(manifest).filter((key) => !KEYS.includes(key))).toEqual([]);
    expect([manifest.api, manifest.documentAccess]).toEqual(['1.0.0', 'dynamic-page']);
    expect(manifest.name.length).toBeGreaterThan(0);
    for (const editor of manifest.editorType) expect(['figma', 'figjam', 'dev', 'slides', 'buzz']).toContain(editor);
    // Figma refuses dev and figjam together (FT, manifest page)
    expect(manifest.editorType.includes('dev') && manifest.editorType.includes('figjam')).toBe(false);
  });
  it('names domains in the form that the validator takes, each once, with a reason', () => {
    const { allowedDomains, reasoning } = manifest.networkAccess;
    expect(new Set(allowedDomains).size).toBe(allowedDomains.length);
    expect(allowedDomains.filter((domain) => !DOMAIN.test(domain))).toEqual([]);
    for (const refused of ['http://127.0.0.1:41417', 'http://localhost:*', 'localhost:41417']) expect(refused).not.toMatch(DOMAIN);
    expect(reasoning!.length).toBeGreaterThan(20);
    expect(reasoning!.length).toBeLessThan(1000);
  });
  it('has every command that the program answers, and files that are there and small enough', async () => {
    const commands = [...manifest.menu, ...manifest.relaunchButtons].flatMap(({ command }) => command ?? []);
    const { document, panel } = await builtPlugin();
    for (const command of commands.filter((name) => name !== 'open')) expect(document).toContain(`"${command}"`);
    for (const button of manifest.relaunchButtons) expect(manifest.menu.map(({ name }) => name)).toContain(button.name);
    expect([manifest.main, manifest.ui]).toEqual(['dist/document.js', 'dist/panel.html']);
    expect(Buffer.byteLength(document)).toBeLessThanOrEqual(150_000);
    expect(Buffer.byteLength(panel)).toBeLessThanOrEqual(600_000);
    expect(panel).not.toMatch(/<(script|link)[^>]+(src|href)=/);
    expect(panel.match(/<\/script/g)).toHaveLength(1);
  });
});
