import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { correctionPlan } from '../critic/corrections/correction-plan';
import { NO_CORRECTIONS } from '../critic/corrections/corrections';
import type { Artist, ArtistRequest } from './artist';
import { explainSteps } from './explain-steps';

/** The artist that is always there: does exactly what the critic measured to be wrong, in the amounts it estimated. */
export const measuredArtist: Artist = {
  id: 'measured',
  plan: ({ evidence, critique }: ArtistRequest): Promise<EditPlan> =>
    Promise.resolve(correctionPlan(evidence.corrections ?? NO_CORRECTIONS, explainSteps(critique.suggestions))),
};
