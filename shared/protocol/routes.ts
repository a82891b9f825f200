import * as Type from 'typebox';
import type { TSchema } from 'typebox';
import { AccessGrantSchema, AccessSchema, ClientsSchema, ExchangeSchema, Kid, OpenPairingSchema, PairCompleteSchema, PairingSchema, PanelLinkSchema, Random32, type Scope } from './access';
import { StoredAssetSchema, UploadedAssetSchema, UploadQuerySchema } from './asset';
import { DoctorAnswerSchema, ModelsAnswerSchema } from './doctor';
import { HealthSchema, HelloSchema } from './hello';
import { JobRequestSchema, JobViewSchema } from './job';
import { JobEventsSchema } from './job-event';
import { RESULT_KINDS } from './job-report';
import { TicketSchema } from './socket';
import { DecimalText, Sha256, strictObject, Uuid, type Admitted } from './strict';

/** One row of the table that server and client share. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** `:name` stands for a parameter */
  readonly path: string;
  /** who may: anybody on this computer, whoever holds a code that a person was shown, or a token with this scope */
  readonly access: 'anybody' | 'code' | Scope;
  /** one sentence for docs/protocol.md */
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly headers?: TSchema;
  /** JSON body; `octets` for bytes */
  readonly body?: TSchema | 'octets';
  readonly status: 200 | 201 | 202;
  /** JSON answer; `octets` for bytes */
  readonly answer: TSchema | 'octets';
}

const JobParams = strictObject({ id: Uuid });
const none = strictObject({});

/** Every address of protocol version 1. `events` also answers as text/event-stream to those who accept it. */
export const ROUTES = {
  health: { method: 'GET', path: '/health', access: 'anybody', summary: 'Says that something runs here; anybody may ask.', query: none, status: 200, answer: HealthSchema },
  hello: { method: 'GET', path: '/v1/hello', access: 'anybody', summary: 'Who answers, in which version; anybody may ask. With `kid` and a nonce `n` it proves that it knows that token.', query: strictObject({ kid: Type.Optional(Kid), n: Type.Optional(Random32) }), status: 200, answer: HelloSchema },
  uploadAsset: { method: 'POST', path: '/v1/assets', access: 'work', summary: 'Takes an encoded file, or raw samples when the query describes them. The same bytes are stored once.', query: UploadQuerySchema, body: 'octets', status: 201, answer: UploadedAssetSchema },
  findAsset: { method: 'GET', path: '/v1/assets/:sha256', access: 'work', summary: 'Whether the companion still holds these bytes.', params: strictObject({ sha256: Sha256 }), query: none, status: 200, answer: StoredAssetSchema },
  startJob: { method: 'POST', path: '/v1/jobs', access: 'work', summary: 'Takes a job in; once answered, it survives a crash. A repeated key gets the same job.', query: none, headers: Type.Object({ 'idempotency-key': Uuid }), body: JobRequestSchema, status: 202, answer: JobViewSchema },
  job: { method: 'GET', path: '/v1/jobs/:id', access: 'work', summary: 'How the job stands now.', params: JobParams, query: none, status: 200, answer: JobViewSchema },
  events: {
    method: 'GET', path: '/v1/jobs/:id/events', access: 'work', summary: 'What has happened since an event, as one answer or as a stream.', params: JobParams, status: 200, answer: JobEventsSchema,
    /** after: last seq seen; wait: seconds to hold a long poll open, at most 25 */
    query: strictObject({ after: Type.Optional(DecimalText), wait: Type.Optional(DecimalText) }),
  },
  result: { method: 'GET', path: '/v1/jobs/:id/results/:kind', access: 'work', summary: 'Downloads a file that the report of a finished job lists.', params: strictObject({ id: Uuid, kind: Type.Enum(RESULT_KINDS) }), query: none, status: 200, answer: 'octets' },
  cancelJob: { method: 'POST', path: '/v1/jobs/:id/cancel', access: 'work', summary: 'Ends a job for its owner at once and stops the work; a job that has ended stays as it is.', params: JobParams, query: none, body: none, status: 200, answer: JobViewSchema },
  models: { method: 'GET', path: '/v1/models', access: 'work', summary: 'Which packs of networks there are, and what each would add.', query: none, status: 200, answer: ModelsAnswerSchema },
  doctor: { method: 'GET', path: '/v1/doctor', access: 'work', summary: 'What this computer can run, and why the rest was refused.', query: none, status: 200, answer: DoctorAnswerSchema },
  pairComplete: { method: 'POST', path: '/v1/pair/complete', access: 'code', summary: 'Trades the six digits of an open pairing window for a token. Without a window there is nothing here.', query: none, body: PairCompleteSchema, status: 201, answer: AccessGrantSchema },
  exchange: { method: 'POST', path: '/v1/panel/exchange', access: 'code', summary: 'Trades the code that the companion put in its own page\'s address for a token.', query: none, body: ExchangeSchema, status: 201, answer: AccessGrantSchema },
  access: { method: 'GET', path: '/v1/token', access: 'work', summary: 'What the token that asks is, and whether it is time for a new one.', query: none, status: 200, answer: AccessSchema },
  rotateToken: { method: 'POST', path: '/v1/token/rotate', access: 'work', summary: 'Gives a new token for the same app. The old one works until 60 s after the first use of the new one, so a lost answer locks nobody out.', query: none, body: none, status: 201, answer: AccessGrantSchema },
  openPairing: { method: 'POST', path: '/v1/pairing', access: 'admin', summary: 'Opens the pairing window for one kind of program, for 120 s and five tries; another that was open closes.', query: none, body: OpenPairingSchema, status: 201, answer: PairingSchema },
  closePairing: { method: 'POST', path: '/v1/pairing/close', access: 'admin', summary: 'Closes the pairing window.', query: none, body: none, status: 200, answer: ClientsSchema },
  clients: { method: 'GET', path: '/v1/clients', access: 'admin', summary: 'Which apps are paired, and the open window.', query: none, status: 200, answer: ClientsSchema },
  revokeClient: { method: 'POST', path: '/v1/clients/:kid/revoke', access: 'admin', summary: 'Takes an app\'s token back and cuts its connections.', params: strictObject({ kid: Kid }), query: none, body: none, status: 200, answer: ClientsSchema },
  socketTicket: { method: 'POST', path: '/v1/ws-ticket', access: 'work', summary: 'Gives a ticket for one WebSocket at `/v1/socket`, good for ten seconds.', query: none, body: none, status: 201, answer: TicketSchema },
  panelLink: { method: 'POST', path: '/v1/panel/link', access: 'admin', summary: 'Makes a one-time code for the companion\'s own page: `/panel#c=CODE`.', query: none, body: none, status: 201, answer: PanelLinkSchema },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;
type Part<Name extends RouteName, Key extends keyof Route> = (typeof ROUTES)[Name] extends { readonly [K in Key]: infer Value } ? Value : never;
type Value<Schema> = Schema extends TSchema ? Admitted<Schema> : Schema extends 'octets' ? Uint8Array : undefined;
/** The types of a route's parts. */
export type RouteParams<Name extends RouteName> = Value<Part<Name, 'params'>>;
export type RouteQuery<Name extends RouteName> = Value<Part<Name, 'query'>>;
export type RouteBody<Name extends RouteName> = Value<Part<Name, 'body'>>;
export type RouteAnswer<Name extends RouteName> = Value<Part<Name, 'answer'>>;

/** Header that every changing request carries: a web page cannot send it without asking first. */
export const CLIENT_HEADER = 'x-companion-client';
/** Longest long poll in seconds. */
export const MAX_WAIT_SECONDS = 25;
