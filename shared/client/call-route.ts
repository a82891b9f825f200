import { AppError } from '../errors/app-error';
import { ERROR_CATALOGUE, type ErrorCode } from '../errors/catalogue';
import { CLIENT_HEADER, ROUTES, type RouteAnswer, type RouteBody, type RouteName, type RouteParams, type RouteQuery } from '../protocol/routes';
import type { PortableFetch, PortableRequest, PortableResponse, PortableSignal } from './portable-fetch';

export interface CallerOptions {
  /** e.g. http://localhost:41417 */
  readonly address: string;
  readonly fetch: PortableFetch;
  /** name and version of the program that calls, e.g. "photoshop/0.1.0" */
  readonly client: string;
  /** the pairing token, asked for at each call so that a new one is used at once */
  readonly token?: () => string | undefined;
}
/** What a call fills into its row of the route table. */
export interface CallParts<Name extends RouteName> {
  readonly params?: RouteParams<Name>;
  readonly query?: RouteQuery<Name>;
  readonly body?: RouteBody<Name>;
  readonly headers?: Readonly<Record<string, string>>;
}
/** Parameters and queries are text throughout the table. */
type TextParts = Readonly<Record<string, string | undefined>> | undefined;
export interface Caller {
  json<Name extends RouteName>(name: Name, parts: CallParts<Name>, signal?: PortableSignal): Promise<RouteAnswer<Name>>;
  bytes<Name extends RouteName>(name: Name, parts: CallParts<Name>, signal?: PortableSignal): Promise<ArrayBuffer>;
}

/** Turns rows of the route table into requests, and answers that are not the expected one into AppError. */
export function createCaller(options: CallerOptions): Caller {
  const call = async <Name extends RouteName>(name: Name, parts: CallParts<Name>, signal?: PortableSignal): Promise<PortableResponse> => {
    const { path, status } = ROUTES[name];
    const response = await reach(options, fill(path, parts.params as TextParts) + search(parts.query as TextParts), requestOf(name, parts, options, signal));
    if (response.status === status) return response;
    throw await failureFrom(response);
  };
  return {
    async json(name, parts, signal) {
      const response = await call(name, parts, signal);
      return JSON.parse(await settle(response.text(), signal)) as RouteAnswer<typeof name>;
    },
    async bytes(name, parts, signal) {
      const response = await call(name, parts, signal);
      return settle(response.arrayBuffer(), signal);
    },
  };
}

function requestOf<Name extends RouteName>(name: Name, parts: CallParts<Name>, { client, token }: CallerOptions, signal?: PortableSignal): PortableRequest {
  const bearer = token?.();
  const isBytes = parts.body instanceof Uint8Array;
  return {
    method: ROUTES[name].method,
    credentials: 'omit',
    headers: {
      accept: 'application/json',
      [CLIENT_HEADER]: client,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(parts.body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
      ...parts.headers,
    },
    ...(parts.body === undefined ? {} : { body: isBytes ? parts.body as Uint8Array<ArrayBuffer> : JSON.stringify(parts.body) }),
    ...(signal === undefined ? {} : { signal }),
  };
}

async function reach({ address, fetch }: CallerOptions, path: string, request: PortableRequest): Promise<PortableResponse> {
  return settle(fetch(address + path, request), request.signal);
}

/** A promise of the host's network: it breaks off because we asked, or because the companion is not there. */
async function settle<Value>(pending: Promise<Value>, signal?: PortableSignal): Promise<Value> {
  try {
    return await pending;
  } catch (error) {
    throw signal?.aborted === true ? new AppError('CANCELLED', '', { cause: error }) : new AppError('COMPANION_UNREACHABLE', '', { cause: error });
  }
}

async function failureFrom(response: PortableResponse): Promise<AppError> {
  try {
    const { error } = JSON.parse(await response.text()) as { error: { code: string; detail: string } };
    if (Object.hasOwn(ERROR_CATALOGUE, error.code)) return new AppError(error.code as ErrorCode, error.detail);
  } catch {
    // not our form of an error: somebody else answers there
  }
  return new AppError('COMPANION_UNREACHABLE', `status ${response.status}`);
}

function fill(path: string, params: TextParts): string {
  return path.replace(/:([a-zA-Z0-9]+)/g, (_whole, name: string) => encodeURIComponent(params?.[name] ?? ''));
}

function search(query: TextParts): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
