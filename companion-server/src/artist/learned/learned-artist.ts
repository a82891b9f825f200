import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { correctionOf } from '../../critic/corrections/correction-of';
import { correctionPlan } from '../../critic/corrections/correction-plan';
import { decideCorrections } from '../../critic/corrections/decide-corrections';
import { NO_CORRECTIONS, type Corrections } from '../../critic/corrections/corrections';
import type { Session } from '../../engines/engine';
import type { Artist, ArtistRequest } from '../artist';
import { explainSteps } from '../explain-steps';
import { proposeTakes, type CriticStates } from './artist-network';

/**
 * The artist that comes with the product: a network that draws whole plans. It works in two moves. `propose` says, before the critic speaks, what
 * should change, so that what is said and what is done cannot differ; `plan` then does what was decided. `take` draws another
 * plan from a seed, which follows the critic's suggestions in its own way.
 */
export interface LearnedArtist extends Artist {
  propose(proxy: FloatImage, critic?: CriticStates): Promise<Corrections>;
  take(request: ArtistRequest, seed: number, critic?: CriticStates): Promise<EditPlan>;
}

/** @param open opens models/artist.onnx; called when it is needed for the first time */
export function learnedArtist(open: () => Promise<Session>): LearnedArtist {
  return {
    id: 'learned',
    async propose(proxy, critic) {
      const { middle } = await proposeTakes(await open(), proxy, { seeds: [], ...(critic && { critic }) });
      return middle;
    },
    plan: ({ evidence, critique }) => Promise.resolve(correctionPlan(evidence.corrections ?? NO_CORRECTIONS, explainSteps(critique.suggestions))),
    async take({ proxy, evidence, critique }, seed, critic) {
      // a critique without wishes asks for no list to be followed: then the network varies what it sees for itself
      const wishes = critique.suggestions.filter((suggestion) => correctionOf(suggestion) !== undefined);
      const { takes: [corrections] } = await proposeTakes(await open(), proxy, { seeds: [seed], ...(wishes.length > 0 && { suggestions: wishes }), ...(critic && { critic }) });
      const decided = decideCorrections(corrections!, evidence);
      return correctionPlan(decided, explainSteps(critique.suggestions));
    },
  };
}
