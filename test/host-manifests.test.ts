import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostManifest as figmaManifest } from '../plugin-figma/host.config';
import { hostManifest as photoshopManifest } from '../plugin-photoshop/host.config';
import type { ProductManifest } from '../shared/host/product-manifest';

const root = join(__dirname, '..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const product = read('manifest.json') as ProductManifest;

describe('host manifests', () => {
  it.each([['plugin-photoshop', photoshopManifest], ['plugin-figma', figmaManifest]] as const)('%s/manifest.json is generated from the root', (folder, make) => {
    expect(read(`${folder}/manifest.json`)).toEqual(JSON.parse(JSON.stringify(make(product))));
  });

  it('gives Figma domains that its validator takes: localhost with a port, never an address', () => {
    const { networkAccess } = figmaManifest(product) as { networkAccess: { allowedDomains: string[]; reasoning: string } };
    expect(networkAccess.allowedDomains).toHaveLength(2 * product.ports.length);
    for (const domain of networkAccess.allowedDomains) expect(domain).toMatch(/^(http|ws):\/\/localhost:\d+$/);
    expect(networkAccess.reasoning.length).toBeGreaterThan(0);
    expect(networkAccess.reasoning.length).toBeLessThan(1000);
  });

  it('gives Photoshop one host object and the same domains', () => {
    const manifest = photoshopManifest(product) as { host: unknown; requiredPermissions: { network: { domains: string[] } } };
    expect(Array.isArray(manifest.host)).toBe(false);
    expect(manifest.requiredPermissions.network.domains).toContain(`http://localhost:${product.ports[0]}`);
    expect(manifest.requiredPermissions.network.domains).not.toContain('all');
  });

  it('agrees with every package about the version', () => {
    for (const path of ['package.json', 'shared/package.json', 'companion-server/package.json', 'plugin-photoshop/package.json', 'plugin-figma/package.json']) {
      expect((read(path) as { version: string }).version).toBe(product.version);
    }
  });
});
