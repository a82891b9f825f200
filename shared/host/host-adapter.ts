import type { AccessToken } from '../client/access-token';
import type { CompanionClient } from '../client/companion-client';
import type { Discovery } from '../client/discover-companion';
import type { PortableFetch, PortableSignal } from '../client/portable-fetch';
import type { Critique } from '../critique/critique';
import type { AssetHandle } from '../protocol/asset';
import type { HostCapabilities } from '../protocol/job';
import type { FileFormat, ResultFormat } from '../protocol/job-report';
import type { EditPlan } from '../plan/edit-plan';

/** A small picture to look at: interleaved R, G, B, A of 8 bits, sRGB, rows from the top. */
export interface ProxyImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  /** proxy pixels a pixel of the picture; 1 when absent */
  readonly scale?: number;
}

/**
 * A picture that the user works on: a layer, a node, a dropped file. Its pixels stay with the host until asked for, and only
 * the proxy ever reaches the panel: `upload` happens in whichever realm can reach the companion.
 */
export interface HostPicture {
  readonly id: string;
  /** file or layer name */
  readonly name: string;
  /** what the user asked for where they chose it; without a wish they look first */
  readonly wish?: PictureWish;
  upload(client: CompanionClient, signal: PortableSignal): Promise<AssetHandle>;
  /** what the host can place for this picture, where that differs from what it can in general: modes and depths have their limits */
  readonly capabilities?: HostCapabilities;
  /** a small picture of this one, uploaded: the critic begins with it while `upload` still goes on. Hosts whose uploads are quick have none */
  uploadProxy?(client: CompanionClient, signal: PortableSignal): Promise<AssetHandle>;
  /** set when the host found our own earlier result: the panel goes on from there */
  readonly earlier?: EarlierEdit;
  /** at most `maxPixels` pixels; throws UNSUPPORTED_FORMAT when the host cannot show this picture */
  proxy(maxPixels: number, signal: PortableSignal): Promise<ProxyImage>;
}

/** To be judged only; edited and placed at once; the same with the last instruction and output; given the last plan and placed. */
export type PictureWish = 'critique' | 'place' | 'again' | 'plan';

/** What a document remembers of an edit that was placed in it. */
export interface EarlierEdit { readonly plan: EditPlan; readonly critique: Critique }

export type LayerChoice = 'adjustments' | 'enhanced' | 'both';
/** Finer wishes about how an edit is placed; each host offers those that it knows. */
export type PlacementOption = 'duplicate' | 'noteCard' | 'markers' | 'downscale';

/** What the user wants placed. */
export interface OutputChoice {
  readonly layers: LayerChoice;
  /** notes about the critique beside the picture; `apply` writes them, so that one undo takes back both */
  readonly notes: boolean;
  /** those of the host's options that the user wants */
  readonly options: readonly PlacementOption[];
  /** files to save: hosts without layers deliver these */
  readonly formats: readonly FileFormat[];
}

/** A finished edit on its way to the host. Results are fetched from the job by whoever places them. */
export interface Delivery {
  readonly picture: HostPicture;
  readonly plan: EditPlan;
  readonly critique: Critique;
  readonly choice: OutputChoice;
  readonly client: CompanionClient;
  readonly jobId: string;
  /** hears how placing goes on */
  readonly tell?: (news: DeliveryNews) => void;
}

/** How a host could put notes: as its own annotations, as numbered markers, as a text layer, or only as text stored in the document. */
export type NotesForm = 'annotations' | 'markers' | 'text' | 'stored';
export type DeliveryNews =
  /** the host does something else and cannot be asked now; we wait */
  | { readonly kind: 'hostBusy' }
  /** progress 0..1 */
  | { readonly kind: 'placing'; readonly progress: number }
  | { readonly kind: 'notes'; readonly form: NotesForm };

/** An edit whose layers stand in the document already. */
export interface LiveUpdate { readonly picture: HostPicture; readonly plan: EditPlan; readonly critique: Critique }

/** What a host can do beyond placing pixels; the panel shows no control for what is missing. */
export interface HostAbilities {
  /** places adjustment layers, pixel layers, or only saves files */
  readonly places: 'layers' | 'files';
  /** what it can place, the best first: that is taken unless the user says otherwise */
  readonly layers: readonly LayerChoice[];
  readonly options: readonly PlacementOption[];
  readonly notes: boolean;
  /** may let other apps in and take their permission back: the companion's own page */
  readonly managesApps?: boolean;
  /** the user may give several pictures at once */
  readonly manyPictures: boolean;
  /** text of the button that `capture` stands behind */
  readonly captureBy: 'picking' | 'selection';
}

/** All that differs between hosts. Every method throws AppError. */
export interface HostAdapter {
  readonly name: HostCapabilities['host'];
  readonly capabilities: HostCapabilities;
  readonly abilities: HostAbilities;
  readonly fetch: PortableFetch;
  readonly token: AccessToken;
  /** looks for the companion where this host may */
  discover(): Promise<Discovery>;
  /** starts the companion, where the host can start programs */
  readonly startCompanion?: () => Promise<void>;
  /** pictures that the user picks or has selected; none when they change their mind */
  capture(signal: PortableSignal): Promise<readonly HostPicture[]>;
  /** calls back when the selection changes or pictures are dropped or pasted; returns how to stop that */
  onSelectionChange(listener: (pictures: readonly HostPicture[]) => void): () => void;
  /** the results that `apply` fetches for this choice: the render job makes them */
  resultsFor(choice: OutputChoice): readonly ResultFormat[];
  /** places layers or saves files, and notes when the choice asks for them; one undo step in the host */
  apply(delivery: Delivery, signal: PortableSignal): Promise<void>;
  /**
   * brings the layers that `apply` placed for this picture up to date, in place and without the companion. Resolves to false when
   * that is impossible (nothing was placed, the plan needs new pixels): then only `apply` will do
   */
  update?(live: LiveUpdate, signal: PortableSignal): Promise<boolean>;
  /** puts a critique's notes beside a picture that is not edited */
  notes(picture: HostPicture, critique: Critique): Promise<void>;
  /** keeps a small text for the next start; hosts may lose it at any time */
  remember(key: string, value: string): Promise<void>;
  recall(key: string): Promise<string | undefined>;
  /** puts text on the clipboard */
  copyText(text: string): Promise<void>;
  /** saves a text file for the user */
  saveText(fileName: string, text: string): Promise<void>;
}
