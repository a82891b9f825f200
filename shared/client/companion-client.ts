import { AppError } from '../errors/app-error';
import type { Access, Clients, PairableClass, Pairing, PanelLink } from '../protocol/access';
import type { RawDescription, UploadedAsset } from '../protocol/asset';
import type { DoctorAnswer, ModelsAnswer } from '../protocol/doctor';
import type { Hello } from '../protocol/hello';
import type { JobRequest, JobView } from '../protocol/job';
import { isLastEvent, type JobEvent } from '../protocol/job-event';
import type { ResultKind } from '../protocol/job-report';
import { MAX_WAIT_SECONDS } from '../protocol/routes';
import { createCaller, type CallerOptions } from './call-route';
import type { PortableSignal } from './portable-fetch';

/**
 * The companion as a host sees it. Every call throws AppError: the companion's own code, COMPANION_UNREACHABLE when nothing answers,
 * CANCELLED when the signal aborted it.
 */
export interface CompanionClient {
  hello(signal?: PortableSignal): Promise<Hello>;
  /** `raw` describes interleaved samples; without it the bytes are an encoded file */
  uploadAsset(bytes: Uint8Array<ArrayBuffer>, raw?: RawDescription, signal?: PortableSignal): Promise<UploadedAsset>;
  /** true when the companion still holds these bytes, so that they need not travel again */
  hasAsset(sha256: string, signal?: PortableSignal): Promise<boolean>;
  /** `key` is a UUID made once for this click: sent again after a lost answer, it gets the same job */
  startJob(request: JobRequest, key: string, signal?: PortableSignal): Promise<JobView>;
  job(id: string, signal?: PortableSignal): Promise<JobView>;
  /** all events after `after`, the last one included; works over every transport since it polls, and can resume from any seq */
  events(id: string, after: number, signal?: PortableSignal): AsyncGenerator<JobEvent, void>;
  result(id: string, kind: ResultKind, signal?: PortableSignal): Promise<ArrayBuffer>;
  cancelJob(id: string, signal?: PortableSignal): Promise<JobView>;
  models(signal?: PortableSignal): Promise<ModelsAnswer>;
  doctor(signal?: PortableSignal): Promise<DoctorAnswer>;
  /** what this client's token is */
  access(signal?: PortableSignal): Promise<Access>;
  /** the rest needs a token of the companion's own page or the command line */
  clients(signal?: PortableSignal): Promise<Clients>;
  openPairing(client: PairableClass, signal?: PortableSignal): Promise<Pairing>;
  closePairing(signal?: PortableSignal): Promise<Clients>;
  revokeClient(kid: string, signal?: PortableSignal): Promise<Clients>;
  panelLink(signal?: PortableSignal): Promise<PanelLink>;
}

export function createCompanionClient(options: CallerOptions): CompanionClient {
  const { json, bytes } = createCaller(options);
  return {
    hello: (signal) => json('hello', {}, signal),
    uploadAsset: (body, raw, signal) => json('uploadAsset', { body, query: raw === undefined ? {} : describe(raw) }, signal),
    async hasAsset(sha256, signal) {
      try {
        await json('findAsset', { params: { sha256 } }, signal);
        return true;
      } catch (error) {
        if (error instanceof AppError && error.code === 'NOT_FOUND') return false;
        throw error;
      }
    },
    startJob: (body, key, signal) => json('startJob', { body, headers: { 'idempotency-key': key } }, signal),
    job: (id, signal) => json('job', { params: { id } }, signal),
    async *events(id, after, signal) {
      for (let seen = after; ;) {
        const answer = await json('events', { params: { id }, query: { after: String(seen), wait: String(MAX_WAIT_SECONDS) } }, signal);
        for (const event of answer.events) {
          seen = event.seq;
          yield event;
          if (isLastEvent(event)) return;
        }
        if (answer.final) return;
      }
    },
    result: (id, kind, signal) => bytes('result', { params: { id, kind } }, signal),
    cancelJob: (id, signal) => json('cancelJob', { params: { id }, body: {} }, signal),
    models: (signal) => json('models', {}, signal),
    doctor: (signal) => json('doctor', {}, signal),
    access: (signal) => json('access', {}, signal),
    clients: (signal) => json('clients', {}, signal),
    openPairing: (client, signal) => json('openPairing', { body: { client } }, signal),
    closePairing: (signal) => json('closePairing', { body: {} }, signal),
    revokeClient: (kid, signal) => json('revokeClient', { params: { kid }, body: {} }, signal),
    panelLink: (signal) => json('panelLink', { body: {} }, signal),
  };
}

function describe({ width, height, channels, depth, profileName, iccAsset }: RawDescription) {
  return {
    width: String(width), height: String(height), channels: `${channels}` as const, depth: `${depth}` as const,
    ...(profileName === undefined ? {} : { profileName }), ...(iccAsset === undefined ? {} : { iccAsset }),
  };
}
