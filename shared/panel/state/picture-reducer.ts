import type { DeliveryNews } from '../../host/host-adapter';
import type { JobReport, OtherTake } from '../../protocol/job-report';
import { changeEdit, redoEdit, startHistory, undoEdit, type EditHistory } from './edit-history';
import type { PictureAction } from './panel-action';
import type { PictureState, Take } from './panel-state';

/** The next state of one picture. */
export function reducePicture(picture: PictureState, action: PictureAction): PictureState {
  switch (action.type) {
    case 'shown': return { ...picture, ...(action.proxy && { proxy: action.proxy }), ...(action.thumbnail && { thumbnail: action.thumbnail }) };
    case 'uploaded': return { ...picture, asset: action.asset };
    case 'started': return { ...without(picture, 'failure', 'delivered'), job: action.job, attempt: { purpose: action.job.purpose, instruction: action.instruction } };
    case 'queued': return picture.job === undefined ? picture : { ...picture, job: { ...picture.job, id: action.jobId, stage: 'waiting', progress: 0 } };
    case 'event': return reduceEvent(picture, action);
    case 'early': return picture.job === undefined || picture.critique !== undefined ? picture : { ...picture, critique: action.critique };
    case 'news': return reduceNews(picture, action.news);
    case 'planGiven': return { ...without(picture, 'delivered'), edits: picture.edits === undefined ? startHistory(action.edit) : changeEdit(picture.edits, action.edit) };
    case 'stopped': return without(picture, 'job');
    case 'delivered': return { ...without(picture, 'job'), delivered: true };
    case 'failed': return { ...without(picture, 'job'), failure: action.failure };
    case 'failureSeen': return without(picture, 'failure');
    case 'edited': return withEdits(picture, (edits) => changeEdit(edits, action.edit, action.gesture));
    case 'undone': return withEdits(picture, undoEdit);
    case 'redone': return withEdits(picture, redoEdit);
    case 'takeChosen': {
      const take = picture.takes.find(({ id }) => id === action.takeId);
      return take === undefined ? picture : { ...picture, takeId: take.id, critique: take.report.critique, edits: beginWith(picture, take) };
    }
  }
}

function reduceEvent(picture: PictureState, { event, instruction }: Extract<PictureAction, { type: 'event' }>): PictureState {
  const { job } = picture;
  if (job === undefined) return picture;
  switch (event.type) {
    case 'state': return { ...picture, job: { ...job, stage: event.state === 'queued' ? 'waiting' : job.stage } };
    case 'stage': {
      // a forecast is the stage's own: one that comes without has none
      const { purpose, id, startedAt } = job;
      const { stage, progress, secondsLeft } = event;
      return { ...picture, job: { purpose, startedAt, stage, progress, ...(id !== undefined && { id }), ...(secondsLeft !== undefined && { secondsLeft }) } };
    }
    case 'notes': return job.purpose !== 'deliver' ? { ...picture, critique: event.critique } : picture;
    case 'error': return { ...without(picture, 'job'), failure: event.failure };
    case 'cancelled': return without(picture, 'job');
    case 'result': return job.purpose !== 'deliver' ? withTake(without(picture, 'job'), event.report, instruction, event.at) : picture;
  }
}

function reduceNews(picture: PictureState, news: DeliveryNews): PictureState {
  const { job } = picture;
  switch (news.kind) {
    case 'notes': return { ...picture, notesForm: news.form };
    case 'hostBusy': return job === undefined ? picture : { ...picture, job: { ...job, stage: 'hostBusy', progress: 0 } };
    case 'placing': return job === undefined ? picture : { ...picture, job: { ...job, stage: 'placing', progress: news.progress } };
  }
}

function withTake(picture: PictureState, report: JobReport, instruction: string, at: number): PictureState {
  const { plan } = report;
  if (plan === undefined) return { ...picture, critique: report.critique };
  const take: Take = { id: `${at}`, at, instruction, plan, report };
  const others = (report.otherTakes ?? []).map((other, i): Take => ({ id: `${at}-${i + 2}`, at, instruction, plan: other.plan, report: reportOf(report, other) }));
  return { ...picture, critique: report.critique, takes: [...picture.takes, take, ...others], takeId: take.id, edits: beginWith(picture, take) };
}

/** The report as it is for another plan of the same run: what was measured on the default one does not hold. */
function reportOf({ critique, artist, notes, hints, files, stageMilliseconds, peakRssBytes }: JobReport, { plan, scoreAfter, rComp }: OtherTake): JobReport {
  return {
    critique, hints, files, stageMilliseconds, peakRssBytes, plan,
    ...(artist !== undefined && { artist }), ...(notes !== undefined && { notes }), ...(scoreAfter !== undefined && { scoreAfter }), ...(rComp !== undefined && { rComp }),
  };
}

/** A take is an edit like any other: undo leads back to what was there before it. */
function beginWith({ edits }: PictureState, { plan }: Take): EditHistory {
  const edit = { plan, masterStrength: 1 };
  return edits === undefined ? startHistory(edit) : changeEdit(edits, edit);
}

function withEdits(picture: PictureState, change: (edits: EditHistory) => EditHistory): PictureState {
  return picture.edits === undefined ? picture : { ...without(picture, 'delivered'), edits: change(picture.edits) };
}

function without<Key extends 'job' | 'failure' | 'delivered'>(picture: PictureState, ...keys: readonly Key[]): PictureState {
  const copy: { -readonly [K in keyof PictureState]: PictureState[K] } = { ...picture };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}
