import { enhancePhoto, type EnhanceOptions } from '../artist/enhance-photo';
import type { LearnedArtist } from '../artist/learned/learned-artist';
import type { Examination } from '../critic/examine-photo';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { sameEdit } from '@photocrafter/shared/plan/same-edit';
import type { OtherTake } from './messages';

/**
 * Other plans for the same photo, drawn by the learned artist from seeds 1, 2, ..., each through the same gate, best first by the critic's score.
 * Fewer than asked for when takes come out alike, or like `taken`, the default one. About a second each.
 */
export async function otherTakes(count: number, taken: EditPlan, artist: LearnedArtist, proxy: FloatImage, examination: Examination, options: Pick<EnhanceOptions, 'strength'>, signal: AbortSignal): Promise<readonly OtherTake[]> {
  const takes: OtherTake[] = [];
  for (let seed = 1; seed <= count && !signal.aborted; seed++) {
    const drawing = { id: artist.id, plan: (request: Parameters<LearnedArtist['take']>[0]) => artist.take(request, seed) };
    const { plan, compliance, scoreAfter } = await enhancePhoto(proxy, examination, { ...options, artist: drawing }, signal);
    if ([taken, ...takes.map((take) => take.plan)].some((known) => sameEdit(known, plan))) continue;
    takes.push({ plan, ...(scoreAfter !== undefined && { scoreAfter }), ...(compliance.value !== undefined && { rComp: compliance.value }) });
  }
  return takes.sort((p, q) => (q.scoreAfter ?? 0) - (p.scoreAfter ?? 0));
}
