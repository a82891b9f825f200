import type { Critique } from '../../critique/critique';
import type { HostPicture, NotesForm, OutputChoice, ProxyImage } from '../../host/host-adapter';
import type { NormalisedBox } from '../../pixels/mask';
import type { EditPlan } from '../../plan/edit-plan';
import type { AssetHandle } from '../../protocol/asset';
import type { Failure } from '../../protocol/error-answer';
import type { Hello } from '../../protocol/hello';
import type { JobReport, StageName } from '../../protocol/job-report';
import { INITIAL_VIEW, type View } from '../preview/view-geometry';
import type { EditHistory } from './edit-history';

/** Why the companion is, or is not, there. Each has its own remedy. */
export type Connection =
  | { readonly kind: 'searching' }
  | { readonly kind: 'connected'; readonly address: string; readonly hello: Hello }
  | { readonly kind: 'notRunning' }
  | { readonly kind: 'foreign'; readonly ports: readonly number[] }
  | { readonly kind: 'wrongVersion'; readonly update: 'plugin' | 'companion'; readonly theirs: string }
  | { readonly kind: 'blocked'; readonly by: 'page' | 'user' }
  | { readonly kind: 'needsPairing'; readonly address: string; readonly refusal?: Failure };

/** Work that goes on for a picture. `uploading` and `waiting` come before the companion's own stages, `hostBusy` and `placing` after them. */
export interface RunningJob {
  readonly purpose: 'enhance' | 'critique' | 'deliver';
  readonly id?: string;
  readonly stage: 'uploading' | 'waiting' | StageName | 'hostBusy' | 'placing';
  /** 0..1 of the stage */
  readonly progress: number;
  /** of the stage, where the companion can tell */
  readonly secondsLeft?: number;
  /** milliseconds since 1970 */
  readonly startedAt: number;
}

/** What was begun last for a picture: what "try again" does again. `instruction` is empty but for an enhancement that was asked for in words. */
export interface Attempt { readonly purpose: RunningJob['purpose']; readonly instruction: string }

/** One run of the artist on a picture: what it planned, kept so that the user can go back to it. */
export interface Take {
  readonly id: string;
  readonly at: number;
  readonly instruction: string;
  readonly plan: EditPlan;
  readonly report: JobReport;
}

export interface PictureState {
  readonly id: string;
  readonly name: string;
  readonly source: HostPicture;
  readonly thumbnail?: ProxyImage;
  readonly proxy?: ProxyImage;
  readonly asset?: AssetHandle;
  readonly job?: RunningJob;
  readonly attempt?: Attempt;
  readonly critique?: Critique;
  readonly takes: readonly Take[];
  readonly takeId?: string;
  readonly edits?: EditHistory;
  readonly failure?: Failure;
  /** set when the last delivery is done, gone with the next edit */
  readonly delivered?: boolean;
  /** how the host could put the notes, when it last did */
  readonly notesForm?: NotesForm;
}

/** A plan without a picture, by name. */
export interface Preset { readonly name: string; readonly plan: EditPlan; readonly masterStrength: number }

export type Tab = 'critique' | 'plan' | 'output';

export interface PanelState {
  readonly connection: Connection;
  readonly pictures: readonly PictureState[];
  readonly activeId: string | undefined;
  readonly tab: Tab;
  readonly view: View;
  /** the place that a finding speaks of, while it is pointed at */
  readonly highlight: NormalisedBox | undefined;
  readonly choice: OutputChoice;
  readonly presets: readonly Preset[];
  /** why the last selection gave no picture */
  readonly captureFailure: Failure | undefined;
}

export const INITIAL_STATE: PanelState = {
  connection: { kind: 'searching' },
  pictures: [],
  activeId: undefined,
  tab: 'critique',
  view: INITIAL_VIEW,
  highlight: undefined,
  choice: { layers: 'adjustments', notes: true, formats: ['image'], options: [] },
  presets: [],
  captureFailure: undefined,
};

export function activePicture(state: PanelState): PictureState | undefined {
  return state.pictures.find(({ id }) => id === state.activeId);
}
