import type { Critique } from '../critique/critique';
import type { AssetHandle } from '../protocol/asset';
import type { EditPlan } from '../plan/edit-plan';
import type { Failure } from '../protocol/error-answer';
import type { OutputChoice } from './host-adapter';

/** A picture by name only: its pixels never cross the bridge. */
export interface PictureReference { readonly id: string; readonly name: string; readonly width: number; readonly height: number }

/** What the interface realm may ask of the document realm: name -> parameters and answer. */
export interface DocumentCalls {
  selection: { readonly params: undefined; readonly answer: readonly PictureReference[] };
  /** uploads straight to the companion; a host whose document realm cannot reach it (Figma) does not answer this call */
  upload: { readonly params: { readonly pictureId: string; readonly address: string; readonly token?: string }; readonly answer: AssetHandle };
  place: { readonly params: { readonly pictureId: string; readonly jobId: string; readonly address: string; readonly token?: string; readonly plan: EditPlan; readonly choice: OutputChoice }; readonly answer: undefined };
  notes: { readonly params: { readonly pictureId: string; readonly critique: Critique }; readonly answer: undefined };
  remember: { readonly params: { readonly key: string; readonly value: string }; readonly answer: undefined };
  recall: { readonly params: { readonly key: string }; readonly answer: string | undefined };
}
export type DocumentCall = keyof DocumentCalls;

/** Messages of the bridge: plain values, so that postMessage and function calls carry them alike. */
export type BridgeRequest<Call extends DocumentCall = DocumentCall> = { readonly kind: 'call'; readonly id: number; readonly call: Call; readonly params: DocumentCalls[Call]['params'] };
export type BridgeAnswer =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure };
export type BridgeNotice = { readonly kind: 'selection'; readonly pictures: readonly PictureReference[] };

/** The interface realm's end of the bridge. Calls throw AppError. */
export interface RealmBridge {
  call<Call extends DocumentCall>(call: Call, params: DocumentCalls[Call]['params']): Promise<DocumentCalls[Call]['answer']>;
  onSelection(listener: (pictures: readonly PictureReference[]) => void): () => void;
}
