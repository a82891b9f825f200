import type { Box, Descriptor } from '../src/photoshop/photoshop-api';

export type Samples = Uint8Array | Uint16Array | Float32Array;

/** Pixels as Photoshop keeps them: 16 bit is 0..32768, 32 bit linear. Interleaved; never changed in place, so that snapshots may share them. */
export interface StoredPixels extends Box { readonly components: number; readonly data: Samples }

/** One layer's facts. `children` from the top. */
export interface FakeLayerState {
  readonly id: number;
  name: string;
  readonly kind: string;
  visible: boolean;
  opacity: number;
  blendMode: string;
  isClippingMask: boolean;
  allLocked: boolean;
  readonly isBackground: boolean;
  pixels?: StoredPixels;
  /** one component, 8 bit; outside of its box `maskOutside` */
  mask?: StoredPixels;
  maskOutside: number;
  adjustment?: Descriptor;
  children?: FakeLayerState[];
  xmp?: string;
  text?: { readonly contents: string; readonly x: number; readonly y: number; readonly fontSize: number };
}

export interface FakeAnnotation { x: number; y: number; width: number; height: number; text: string }
export interface FakeCountGroup { readonly name: string; readonly items: { readonly x: number; readonly y: number }[]; markerSize: number; labelSize: number }

/** Everything of one document that undo brings back. */
export interface FakeDocumentState {
  readonly id: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly mode: 'RGBColorMode' | 'grayscaleMode' | 'labColorMode' | 'CMYKColorMode';
  readonly bits: 8 | 16 | 32;
  readonly profile: string;
  layers: FakeLayerState[];
  active: number[];
  selection?: StoredPixels;
  /** newest first */
  annotations: FakeAnnotation[];
  counts: FakeCountGroup[];
}

/** A copy that later changes do not reach; samples are shared, since nobody writes into them. */
export function copyState<State>(state: State): State {
  if (Array.isArray(state)) return state.map(copyState) as State;
  if (typeof state !== 'object' || state === null || ArrayBuffer.isView(state)) return state;
  return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, copyState<unknown>(value)])) as State;
}

/** Depth-first from the top, with the list that each layer stands in. */
export function* walk(layers: FakeLayerState[], parent?: FakeLayerState): Generator<{ readonly layer: FakeLayerState; readonly siblings: FakeLayerState[]; readonly parent: FakeLayerState | undefined }> {
  for (const layer of layers) {
    yield { layer, siblings: layers, parent };
    if (layer.children !== undefined) yield* walk(layer.children, layer);
  }
}

export function locate(document: FakeDocumentState, id: number): { readonly layer: FakeLayerState; readonly siblings: FakeLayerState[]; readonly parent: FakeLayerState | undefined } {
  for (const found of walk(document.layers)) if (found.layer.id === id) return found;
  throw new Error(`the layer ${id} does not exist`);
}
