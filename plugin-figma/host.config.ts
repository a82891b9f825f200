import { companionDomains, type ProductManifest } from '@photocrafter/shared/host/product-manifest';

/** The Figma manifest. Localhost entries in `allowedDomains` need a `reasoning` of less than 1000 characters. */
export function hostManifest(product: ProductManifest): object {
  const { id, editorType, reasoning } = product.hosts.figma;
  return {
    name: product.name,
    id,
    api: '1.0.0',
    main: 'dist/document.js',
    ui: 'dist/panel.html',
    editorType,
    documentAccess: 'dynamic-page',
    networkAccess: { allowedDomains: companionDomains(product), reasoning },
  };
}
