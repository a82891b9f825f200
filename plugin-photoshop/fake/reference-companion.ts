import { createHash, randomUUID } from 'node:crypto';
import { hostLayers } from '../../companion-server/src/export/host-layers';
import { splitStack } from '../../companion-server/src/export/split-stack';
import { evaluateLayers } from '@photocrafter/shared/adjustments/evaluate';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { CompanionClient } from '@photocrafter/shared/client/companion-client';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { encodingNamed } from '@photocrafter/shared/pixels/named-encoding';
import { maxSample, type Raster } from '@photocrafter/shared/pixels/pixel-buffer';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import type { RawDescription } from '@photocrafter/shared/protocol/asset';
import type { HostCapabilities } from '@photocrafter/shared/protocol/job';
import type { ResultKind } from '@photocrafter/shared/protocol/job-report';

/** The part of the companion that placing needs, by the reference meaning of adjustments and in this process: for contract and property tests, where thousands of jobs run. */
export class ReferenceCompanion {
  readonly #assets = new Map<string, { readonly bytes: Uint8Array; readonly raw: RawDescription }>();
  readonly #results = new Map<string, Partial<Record<ResultKind, ArrayBuffer>>>();
  /** every request passes here */
  onCall: () => void = () => undefined;

  readonly client = {
    uploadAsset: async (bytes: Uint8Array<ArrayBuffer>, raw: RawDescription) => {
      await this.#called();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      this.#assets.set(sha256, { bytes: bytes.slice(), raw });
      return { asset: { sha256, raw }, bytes: bytes.length };
    },
    result: async (id: string, kind: ResultKind) => {
      await this.#called();
      const result = this.#results.get(id)?.[kind];
      if (result === undefined) throw new AppError('NOT_FOUND', `${id} ${kind}`);
      return result.slice(0);
    },
  } as unknown as CompanionClient;

  /** A finished render job. */
  render(sha256: string, plan: EditPlan, host: HostCapabilities): string {
    const { bytes, raw } = this.#assets.get(sha256)!;
    const { width, height, channels, depth } = raw;
    const data = depth === 8 ? new Uint8Array(bytes) : new Uint16Array(bytes.slice().buffer);
    const raster: Raster = { width, height, channels, depth, data };
    const layers = lowerPlan(plan, encodingNamed(raw.profileName ?? '') ?? SRGB);
    const { baked, placed } = splitStack(layers, host);
    const below = baked.length > 0 ? 'base' : 'source';
    const text = new TextEncoder().encode(JSON.stringify(hostLayers(raster, placed, below)));
    const id = randomUUID();
    this.#results.set(id, { layers: text.buffer as ArrayBuffer, pixels: applied(raster, layers), ...(below === 'base' && { base: applied(raster, baked) }) });
    return id;
  }

  async #called(): Promise<void> {
    this.onCall();
    await Promise.resolve();
  }
}

/** The samples after a stack; alpha as it was. */
function applied(raster: Raster, layers: readonly AdjustmentLayer[]): ArrayBuffer {
  const { width, height, channels, depth, data } = raster;
  const max = maxSample(depth);
  const colours = channels < 3 ? [0, 0, 0] : [0, 1, 2];
  const rgb = new Float32Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) colours.forEach((colour, c) => { rgb[3 * pixel + c] = data[pixel * channels + colour]! / max; });
  const after = evaluateLayers(layers, { width, height, data: rgb, encoding: SRGB }).data;
  const result = data.slice();
  for (let pixel = 0; pixel < width * height; pixel++) colours.forEach((colour, c) => { result[pixel * channels + colour] = Math.round(after[3 * pixel + c]! * max); });
  return result.buffer as ArrayBuffer;
}
