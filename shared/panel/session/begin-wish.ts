import { AppError, toAppError } from '../../errors/app-error';
import type { HostPicture } from '../../host/host-adapter';
import { failureOf } from '../../protocol/error-answer';
import { recallLast } from './last-settings';
import { critiquePicture, deliverPicture, enhancePicture, type WorkParts } from './picture-work';

/** Does for a picture what the user wished where they chose it; without a wish it is enhanced for them to look at. */
export async function beginWish(parts: WorkParts, { id, wish }: HostPicture, signal: AbortSignal): Promise<void> {
  // what failed before stays on the picture: it is not covered by a delivery of nothing, or of an older edit
  const hasFailed = (): boolean => parts.store.state().pictures.some((picture) => picture.id === id && picture.failure !== undefined);
  const place = async (choice = parts.store.state().choice): Promise<void> => { if (!signal.aborted && !hasFailed()) await deliverPicture(parts, id, choice, signal); };
  switch (wish) {
    case undefined: return enhancePicture(parts, id, '', signal);
    case 'critique': return critiquePicture(parts, id, signal);
    case 'place': {
      await enhancePicture(parts, id, '', signal);
      return place();
    }
    case 'again': {
      const last = await recallLast(parts.host);
      await enhancePicture(parts, id, last?.instruction ?? '', signal);
      return place(last?.choice);
    }
    case 'plan': return withPlan(parts, id, place, signal);
  }
}

async function withPlan(parts: WorkParts, id: string, place: (choice?: ReturnType<WorkParts['store']['state']>['choice']) => Promise<void>, signal: AbortSignal): Promise<void> {
  const last = await recallLast(parts.host);
  if (last === undefined) {
    const { code, detail } = toAppError(new AppError('INVALID_PLAN', 'no plan was applied yet'));
    parts.store.dispatch({ type: 'picture', id, action: { type: 'failed', failure: failureOf(code, detail) } });
    return;
  }
  // the critique belongs to the picture, the plan to its author
  await critiquePicture(parts, id, signal, false);
  parts.store.dispatch({ type: 'picture', id, action: { type: 'planGiven', edit: last.edit } });
  await place(last.choice);
}
