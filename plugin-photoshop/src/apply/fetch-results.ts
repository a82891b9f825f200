import { Check } from 'typebox/value';
import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Delivery, OutputChoice } from '@photocrafter/shared/host/host-adapter';
import { HostLayersSchema, type HostLayers } from '@photocrafter/shared/protocol/host-layers';
import type { ResultFormat } from '@photocrafter/shared/protocol/job-report';
import { utf8Text } from '@photocrafter/shared/client/utf8-text';

/** What a render job made for us. */
export interface FetchedResults {
  readonly layers?: HostLayers;
  /** samples of everything that no adjustment layer can hold */
  readonly base?: ArrayBuffer;
  /** samples of the finished picture */
  readonly pixels?: ArrayBuffer;
}

/** The results that a choice needs. */
export function resultsFor({ layers, formats }: OutputChoice): readonly ResultFormat[] {
  const placed: Readonly<Record<OutputChoice['layers'], readonly ResultFormat[]>> = { adjustments: ['layers'], enhanced: ['pixels'], both: ['layers', 'pixels'] };
  return [...formats, ...placed[layers]];
}

/** Downloads them all, before Photoshop is asked to hold still. Throws the client's errors; INVALID_REQUEST for layers in an unknown form. */
export async function fetchResults({ client, jobId, choice }: Delivery, signal: PortableSignal): Promise<FetchedResults> {
  const wanted = resultsFor(choice);
  const layers = wanted.includes('layers') ? parseLayers(utf8Text(await client.result(jobId, 'layers', signal))) : undefined;
  const base = layers?.below === 'base' ? await client.result(jobId, 'base', signal) : undefined;
  const pixels = wanted.includes('pixels') ? await client.result(jobId, 'pixels', signal) : undefined;
  if (signal.aborted) throw new AppError('CANCELLED');
  return { ...(layers && { layers }), ...(base && { base }), ...(pixels && { pixels }) };
}

function parseLayers(json: string): HostLayers {
  const value: unknown = JSON.parse(json);
  if (!Check(HostLayersSchema, value)) throw new AppError('INVALID_REQUEST', 'the layers that the companion sent');
  return value;
}
