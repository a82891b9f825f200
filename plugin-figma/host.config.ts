import { companionDomains, type ProductManifest } from '@photocrafter/shared/host/product-manifest';

/** The Figma manifest; `src/document/main.ts` answers its commands. Localhost entries in `allowedDomains` need a `reasoning` of less than 1000 characters. */
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
    menu: [
      { name: 'Enhance', command: 'enhance' },
      { name: 'Critique', command: 'critique' },
      { name: 'Edit plan', command: 'edit' },
      { name: 'Open panel', command: 'open' },
      { separator: true },
      { name: 'Measure the image filters', command: 'calibrate' },
    ],
    relaunchButtons: [
      { name: 'Enhance', command: 'enhance', multipleSelection: true },
      { name: 'Critique', command: 'critique', multipleSelection: true },
      { name: 'Edit plan', command: 'edit' },
    ],
    networkAccess: { allowedDomains: companionDomains(product), reasoning },
  };
}
