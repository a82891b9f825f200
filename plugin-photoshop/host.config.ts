import { companionDomains, type ProductManifest } from '@photocrafter/shared/host/product-manifest';
import { COMMANDS } from './src/commands/run-command';

/** An icon in both sizes that UXP wants; the build draws them from icons/mark.svg. */
function icon(name: string, width: number, height: number, more: object): object {
  return { width, height, path: `icons/${name}.png`, scale: [1, 2], ...more };
}

/** The UXP manifest (version 5) of the Photoshop plugin. `host` is one object: a .ccx with an array does not install. */
export function hostManifest(product: ProductManifest): object {
  const { id, minVersion, permissions } = product.hosts.photoshop;
  return {
    manifestVersion: 5,
    id,
    name: product.name,
    version: product.version,
    main: 'index.html',
    // actions record the menu commands
    host: { app: 'PS', minVersion, data: { apiVersion: 2, loadEvent: 'use', enableMenuRecording: true } },
    entrypoints: [
      {
        type: 'panel', id: 'panel', label: { default: product.name }, minimumSize: { width: 240, height: 320 }, preferredDockedSize: { width: 320, height: 640 },
        icons: [icon('panel-dark', 23, 23, { theme: ['darkest', 'dark', 'medium'] }), icon('panel-light', 23, 23, { theme: ['lightest', 'light'] })],
      },
      ...COMMANDS.map((command) => ({ type: 'command', id: command.id, label: { default: command.label } })),
    ],
    icons: [icon('plugin', 48, 48, { species: ['pluginList'] })],
    requiredPermissions: { network: { domains: companionDomains(product) }, ...permissions },
  };
}
