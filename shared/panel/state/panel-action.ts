import type { DeliveryNews, HostPicture, OutputChoice, ProxyImage } from '../../host/host-adapter';
import type { Critique } from '../../critique/critique';
import type { NormalisedBox } from '../../pixels/mask';
import type { AssetHandle } from '../../protocol/asset';
import type { Failure } from '../../protocol/error-answer';
import type { JobEvent } from '../../protocol/job-event';
import type { View } from '../preview/view-geometry';
import type { Edit } from './edit-history';
import type { Connection, Preset, RunningJob, Tab } from './panel-state';

/** What happens to one picture. */
export type PictureAction =
  | { readonly type: 'shown'; readonly proxy?: ProxyImage; readonly thumbnail?: ProxyImage }
  | { readonly type: 'uploaded'; readonly asset: AssetHandle }
  | { readonly type: 'started'; readonly job: RunningJob; readonly instruction: string }
  | { readonly type: 'queued'; readonly jobId: string }
  | { readonly type: 'event'; readonly event: JobEvent; readonly instruction: string }
  /** what the critic said about a small copy, until it has seen the picture */
  | { readonly type: 'early'; readonly critique: Critique }
  | { readonly type: 'news'; readonly news: DeliveryNews }
  /** a plan from elsewhere becomes the present edit */
  | { readonly type: 'planGiven'; readonly edit: Edit }
  | { readonly type: 'stopped' }
  | { readonly type: 'delivered' }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'failureSeen' }
  | { readonly type: 'edited'; readonly edit: Edit; readonly gesture?: string }
  | { readonly type: 'undone' }
  | { readonly type: 'redone' }
  | { readonly type: 'takeChosen'; readonly takeId: string };

/** Everything that can happen to the panel. */
export type PanelAction =
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'picturesAdded'; readonly pictures: readonly HostPicture[] }
  | { readonly type: 'captureFailed'; readonly failure: Failure | undefined }
  | { readonly type: 'pictureRemoved'; readonly id: string }
  | { readonly type: 'pictureChosen'; readonly id: string }
  | { readonly type: 'picture'; readonly id: string; readonly action: PictureAction }
  | { readonly type: 'tab'; readonly tab: Tab }
  | { readonly type: 'view'; readonly view: Partial<View> }
  | { readonly type: 'highlight'; readonly region: NormalisedBox | undefined }
  | { readonly type: 'choice'; readonly choice: OutputChoice }
  | { readonly type: 'presets'; readonly presets: readonly Preset[] };
