import { openHostileRig, type Removal } from './hostile-rig';
import { bluntRequests, sharpRequests, vocabularyOf, type HostileRequest } from './hostile-requests';
import { runPositiveControls } from './positive-controls';
import { sendRequest, type WireAnswer } from './send-request';

export interface HostileOutcome {
  readonly sent: number;
  /** requests that were let in, as "flaw method path: status" */
  readonly accepted: readonly string[];
  /** answers that told a browser to show itself to an Origin that is not ours */
  readonly wrongOrigins: readonly string[];
  readonly failedControls: readonly string[];
  readonly changed: boolean;
  /** of each request, what was answered */
  readonly statuses: readonly number[];
  /** requests that got no answer at all */
  readonly hungUp: number;
}
const AT_ONCE = 16;
/** Knuth's multiplicative hash: a selection without the rhythm of the loops that made the list. */
const scatter = (i: number): number => (Math.imul(i, 2654435761) >>> 8) & 0xffff;

/** flaws of few requests: never left out */
const RARE = new Set(['path', 'form', 'scope', 'preflight', 'code']);
const HUNG_UP: WireAnswer = { status: 0, allowOrigin: undefined };

/** Sends every sharp request (or each n-th) and `blunt` others to a fresh server with one part of its defence taken out, then the controls. */
export async function runHostile(removal: Removal, { blunt, everyNth = 1, seed = 1 }: { readonly blunt: number; readonly everyNth?: number; readonly seed?: number }): Promise<HostileOutcome> {
  const rig = await openHostileRig(removal);
  try {
    const words = vocabularyOf(rig);
    const requests = [...sharpRequests(words).filter(({ flaw }, i) => RARE.has(flaw) || scatter(i) % everyNth === 0), ...bluntRequests(words, blunt, seed)];
    const before = rig.effects();
    const accepted: string[] = [], wrongOrigins: string[] = [], statuses: number[] = [];
    const send = async (request: HostileRequest, at: number): Promise<void> => {
      const { status, allowOrigin } = await sendRequest(rig.port, request).catch(() => HUNG_UP);
      statuses[at] = status;
      if (status < 400 && status !== 0) accepted.push(`${request.flaw} ${request.method} ${request.path}: ${status}`);
      if (allowOrigin !== undefined && allowOrigin !== 'null' && !words.goodHosts.some((host) => allowOrigin === `http://${host}`)) wrongOrigins.push(allowOrigin);
    };
    for (let at = 0; at < requests.length; at += AT_ONCE) await Promise.all(requests.slice(at, at + AT_ONCE).map((request, i) => send(request, at + i)));
    const changed = JSON.stringify(rig.effects()) !== JSON.stringify(before);
    return { sent: requests.length, accepted, wrongOrigins, failedControls: await runPositiveControls(rig, words), changed, statuses, hungUp: statuses.filter((status) => status === 0).length };
  } finally {
    await rig.close();
  }
}
