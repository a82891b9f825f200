import { companionDomains, type ProductManifest } from '@photocrafter/shared/host/product-manifest';

/** The UXP manifest (version 5) of the Photoshop plugin. `host` is one object: a .ccx with an array does not install. */
export function hostManifest(product: ProductManifest): object {
  const { id, minVersion, permissions } = product.hosts.photoshop;
  return {
    manifestVersion: 5,
    id,
    name: product.name,
    version: product.version,
    main: 'index.html',
    host: { app: 'PS', minVersion, data: { apiVersion: 2, loadEvent: 'use' } },
    entrypoints: [
      { type: 'panel', id: 'panel', label: { default: product.name }, minimumSize: { width: 240, height: 320 }, preferredDockedSize: { width: 320, height: 640 } },
    ],
    requiredPermissions: { network: { domains: companionDomains(product) }, ...permissions },
  };
}
