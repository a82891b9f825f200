import { AppError } from '@photocrafter/shared/errors/app-error';
import { decodeBase64 } from '@photocrafter/shared/pixels/base64';
import type { Mask } from '@photocrafter/shared/pixels/mask';
import type { ProgramWriter } from './program-writer';
import * as layout from './wasm/program-layout';

/**
 * Places a mask as a chain of factors and returns the address of the first; `next` is the rest of the chain, 0 at its end.
 * Throws INVALID_PLAN when raster data do not fit their size.
 */
export function encodeMask(writer: ProgramWriter, mask: Mask, next = 0): number {
  switch (mask.kind) {
    case 'raster': {
      const samples = decodeBase64(mask.data);
      if (samples === undefined || samples.length === 0 || samples.length !== mask.width * mask.height) {
        throw new AppError('INVALID_PLAN', `the mask "${mask.label}" does not hold ${mask.width}x${mask.height} samples`);
      }
      const address = writer.allocate(layout.MASK_BYTES);
      writer.integers(address, layout.MASK_RASTER, next, mask.width, mask.height, writer.place(samples));
      return address;
    }
    case 'radial': {
      const address = writer.allocate(layout.MASK_BYTES);
      writer.integers(address, layout.MASK_RADIAL, next);
      writer.write(address + layout.MASK_CENTRE_X, Float64Array.of(mask.centreX, mask.centreY, mask.inner, mask.outer));
      return address;
    }
    // an empty product covers everything: in an otherwise empty chain that is "no mask"
    case 'product': return mask.masks.reduceRight((rest, factor) => encodeMask(writer, factor, rest), next);
  }
}
