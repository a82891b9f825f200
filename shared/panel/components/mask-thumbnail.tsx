import { useMemo } from 'react';
import type { ProxyImage } from '../../host/host-adapter';
import type { Mask } from '../../pixels/mask';
import { rasteriseMask } from '../../pixels/rasterise-mask';
import { fill, useStrings } from '../strings/strings';
import { useActivePicture } from './panel-context';
import { ProxyCanvas } from './proxy-canvas';

const LONG_SIDE = 44;

/** Where a step applies, white on black, in the picture's shape. */
export function MaskThumbnail({ mask }: { readonly mask: Mask }) {
  const strings = useStrings();
  const proxy = useActivePicture()?.proxy;
  const aspect = proxy === undefined ? 1.5 : proxy.width / proxy.height;
  const image = useMemo(() => paint(mask, aspect), [mask, aspect]);
  const label = fill(strings.masked, { label: labelOf(mask) ?? strings.maskRadial });
  return <span role="img" aria-label={label} title={label} className="pc-mask"><ProxyCanvas image={image} className="pc-mask-canvas" /></span>;
}

function paint(mask: Mask, aspect: number): ProxyImage {
  const width = Math.max(1, Math.round(aspect >= 1 ? LONG_SIDE : LONG_SIDE * aspect));
  const height = Math.max(1, Math.round(width / aspect));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  rasteriseMask(mask, width, height).forEach((weight, i) => data.fill(weight * 255, i * 4, i * 4 + 3));
  return { width, height, data };
}

function labelOf(mask: Mask): string | undefined {
  switch (mask.kind) {
    case 'raster': return mask.label;
    case 'radial': return undefined;
    case 'product': return mask.masks.map(labelOf).find((label) => label !== undefined);
  }
}
