import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { Critique } from '@photocrafter/shared/critique/critique';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import type { CriticEvidence } from '../critic/evidence';

/** What an artist is asked: the photo (analysis proxy), what the critic measured and said. */
export interface ArtistRequest {
  readonly proxy: FloatImage;
  readonly evidence: CriticEvidence;
  readonly critique: Critique;
}

/** An artist turns a request into a plan of editable steps. Two strengths now (measured, network); part E adds a learned one. */
export interface Artist {
  readonly id: string;
  plan(request: ArtistRequest, signal: AbortSignal): Promise<EditPlan>;
}
