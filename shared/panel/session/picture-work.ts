import { AppError, toAppError } from '../../errors/app-error';
import type { HostAdapter, OutputChoice } from '../../host/host-adapter';
import { failureOf } from '../../protocol/error-answer';
import { isLastEvent } from '../../protocol/job-event';
import type { JobRequest } from '../../protocol/job';
import type { CompanionLink } from '../connection/companion-link';
import { planToSend } from '../state/edit-history';
import type { PictureAction } from '../state/panel-action';
import type { Attempt, PictureState } from '../state/panel-state';
import type { Store } from '../state/store';
import { rememberLast } from './last-settings';
import { newKey } from './new-key';

/** Plans to choose from when the user asked for nothing in particular. */
const TAKES = 3;

export interface WorkParts { readonly host: HostAdapter; readonly store: Store; readonly link: CompanionLink }

/** Uploads the picture and has it critiqued and planned; the result becomes a take. Nothing is thrown: failures show on the picture. */
export async function enhancePicture(parts: WorkParts, id: string, instruction: string, signal: AbortSignal): Promise<void> {
  await guarded(parts, id, { purpose: 'enhance', instruction }, signal, async (picture, tell) => {
    if (picture.asset === undefined) void critiqueEarly(parts, picture, tell, signal);
    await runJob(parts, picture, { kind: 'enhance', strength: 1, formats: [], ...(instruction === '' ? { takes: TAKES } : { instruction }) }, instruction, tell, signal);
  });
}

/** Has the critic speak about a small copy while the whole picture is still on its way. It may fail: the picture itself is judged anyway. */
async function critiqueEarly({ link }: WorkParts, { name, source }: PictureState, tell: Tell, signal: AbortSignal): Promise<void> {
  const { uploadProxy } = source;
  if (uploadProxy === undefined) return;
  try {
    const asset = await link.use((client) => uploadProxy(client, signal), signal);
    const job = await link.use((client) => client.startJob({ kind: 'critique', strength: 1, formats: [], asset, name }, newKey(), signal), signal);
    await link.use(async (client) => {
      for await (const event of client.events(job.id, 0, signal)) if (event.type === 'notes') tell({ type: 'early', critique: event.critique });
    }, signal);
  } catch {
    return;
  }
}

/** Has the picture critiqued and nothing else; the host writes the notes when the user wants them. */
export async function critiquePicture(parts: WorkParts, id: string, signal: AbortSignal, withNotes = true): Promise<void> {
  await guarded(parts, id, { purpose: 'critique', instruction: '' }, signal, async (picture, tell) => {
    await runJob(parts, picture, { kind: 'critique', strength: 1, formats: [] }, '', tell, signal);
    const { pictures, choice } = parts.store.state();
    const critique = pictures.find((candidate) => candidate.id === id)?.critique;
    if (withNotes && critique !== undefined && choice.notes && parts.host.abilities.notes) await parts.host.notes(picture.source, critique);
  });
}

/** Renders the edited plan at full size and hands the result to the host. Does nothing for a picture that has no plan yet. */
export async function deliverPicture(parts: WorkParts, id: string, choice: OutputChoice, signal: AbortSignal): Promise<void> {
  const { edits, critique } = parts.store.state().pictures.find((candidate) => candidate.id === id) ?? {};
  if (edits === undefined || critique === undefined) return;
  await guarded(parts, id, { purpose: 'deliver', instruction: '' }, signal, async (picture, tell) => {
    const plan = planToSend(edits.present);
    const jobId = await runJob(parts, picture, { kind: 'render', strength: 1, formats: parts.host.resultsFor(choice), plan, critique }, '', tell, signal);
    await parts.link.use((client) => parts.host.apply({ picture: picture.source, plan, critique, choice, client, jobId, tell: (news) => { tell({ type: 'news', news }); } }, signal), signal);
    tell({ type: 'delivered' });
    // a convenience: what was delivered is delivered, also where the host has no room to remember it
    await rememberLast(parts.host, { instruction: picture.takes.at(-1)?.instruction ?? '', choice, edit: edits.present }).catch(() => undefined);
  });
}

type Tell = (action: PictureAction) => void;

async function guarded({ store }: WorkParts, id: string, { purpose, instruction }: Attempt, signal: AbortSignal, work: (picture: PictureState, tell: Tell) => Promise<void>): Promise<void> {
  const picture = store.state().pictures.find((candidate) => candidate.id === id);
  if (picture === undefined) return;
  const tell: Tell = (action) => { if (!signal.aborted) store.dispatch({ type: 'picture', id, action }); };
  tell({ type: 'started', job: { purpose, stage: 'uploading', progress: 0, startedAt: Date.now() }, instruction });
  try {
    await work(picture, tell);
  } catch (error) {
    const { code, detail } = toAppError(error);
    tell(code === 'CANCELLED' ? { type: 'stopped' } : { type: 'failed', failure: failureOf(code, detail) });
  }
}

/** From asset to last event; every call waits for the companion when it is away and goes on where it was. Returns the job's id. */
async function runJob({ host, link }: WorkParts, picture: PictureState, ask: Pick<JobRequest, 'kind' | 'strength' | 'formats' | 'instruction' | 'takes' | 'plan' | 'critique'>, instruction: string, tell: Tell, signal: AbortSignal): Promise<string> {
  const asset = await link.use(async (client) => {
    if (picture.asset !== undefined && await client.hasAsset(picture.asset.sha256, signal)) return picture.asset;
    return picture.source.upload(client, signal);
  }, signal);
  tell({ type: 'uploaded', asset });
  const key = newKey();
  const { id } = await link.use((client) => client.startJob({ ...ask, asset, name: picture.name, host: picture.source.capabilities ?? host.capabilities }, key, signal), signal);
  tell({ type: 'queued', jobId: id });
  let seen = 0;
  await link.use(async (client) => {
    for await (const event of client.events(id, seen, signal)) {
      seen = event.seq;
      tell({ type: 'event', event, instruction });
      if (event.type === 'error') throw new AppError(event.failure.code, event.failure.detail);
      if (event.type === 'cancelled') throw new AppError('CANCELLED');
      if (isLastEvent(event)) return;
    }
  }, signal);
  return id;
}
