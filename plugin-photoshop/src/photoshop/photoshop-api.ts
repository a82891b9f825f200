/**
 * The part of Photoshop's UXP API that the plugin uses, and no more: what real Photoshop, by its public typings, and the fake
 * both are (real-photoshop-fits.ts proves it at compile time). Where documentation and typings disagree (hosts.md 3.1), the narrower is taken.
 */
export interface PhotoshopApi {
  readonly app: AppApi;
  readonly core: CoreApi;
  readonly action: ActionApi;
  readonly imaging: ImagingApi;
}

/** Half-open, in pixels of the canvas from its top left; layers may reach beyond the canvas. */
export interface Box { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

export interface AppApi {
  /** throws or is null while no document is open; to be set in the modal state */
  activeDocument: DocumentApi | null;
  /** not iterable in every version: read by index */
  readonly documents: ArrayLike<DocumentApi>;
}

export interface DocumentApi {
  readonly id: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** e.g. "RGBColorMode" */
  readonly mode: string;
  /** e.g. "bitDepth16" */
  readonly bitsPerChannel: string;
  readonly colorProfileName: string;
  readonly layers: ArrayLike<LayerApi>;
  readonly activeLayers: ArrayLike<LayerApi>;
  /** since 25.0 */
  readonly selection: { readonly bounds: Box | null };
  readonly countItems: CountItemsApi;
  createLayerGroup(options: { readonly name: string }): Promise<LayerApi | null>;
  createPixelLayer(options: { readonly name: string }): Promise<LayerApi | null>;
  createTextLayer(options: { readonly name: string; readonly contents: string; readonly position: { readonly x: number; readonly y: number }; readonly fontSize: number }): Promise<LayerApi | null>;
}

export interface LayerApi {
  readonly id: number;
  name: string;
  /** e.g. "pixel", "smartObject", "group", "text" */
  readonly kind: string;
  visible: boolean;
  /** 0..100 */
  opacity: number;
  blendMode: string;
  isClippingMask: boolean;
  allLocked: boolean;
  readonly isBackgroundLayer: boolean;
  readonly boundsNoEffects: Box;
  readonly parent: LayerApi | null;
  readonly layers: ArrayLike<LayerApi> | null;
  selected: boolean;
  delete(): void;
  move(relative: LayerApi, placement: string): void;
}

export interface CountItemsApi {
  createGroup(name: string): void;
  add(position: { readonly x: number; readonly y: number }): unknown;
  setActiveMarkerSize(size: number): void;
  setActiveLabelSize(size: number): void;
}

export interface ExecutionContext {
  readonly isCancelled: boolean;
  onCancel: undefined | (() => void);
  reportProgress(progress: { readonly value?: number; readonly commandName?: string }): void;
  readonly hostControl: {
    suspendHistory(state: { readonly documentID: number; readonly name: string }): Promise<HistorySuspension>;
    resumeHistory(suspension: HistorySuspension, commit?: boolean): Promise<void>;
  };
}
export interface HistorySuspension { readonly historySuspensionID: number }

export interface CoreApi {
  executeAsModal<Result>(target: (context: ExecutionContext) => Promise<Result>, options: { readonly commandName: string }): Promise<Result>;
  showAlert(message: string): Promise<void>;
}

/** Action descriptors are open by nature: what may stand in them is said by the files of `realise` and `notes`. */
export interface Descriptor { readonly _obj: string; readonly [key: string]: unknown }
export interface ActionApi {
  /** resolves with `{_obj: "error"}` for a command that failed; rejects for malformed arguments */
  batchPlay(commands: Descriptor[], options: Record<string, never>): Promise<Descriptor[]>;
  addNotificationListener(events: string[], listener: () => void): Promise<void>;
  removeNotificationListener(events: string[], listener: () => void): Promise<void>;
}

export interface ImageData {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly componentSize: number;
  readonly colorProfile: string;
  getData(options: { readonly chunky: true; readonly fullRange: true }): Promise<Uint8Array | Uint16Array | Float32Array>;
  dispose(): unknown;
}
export type ColorSpace = 'RGB' | 'Grayscale';
interface Placing<Image> {
  readonly documentID: number;
  readonly layerID: number;
  readonly imageData: Image;
  /** width and height are ignored by Photoshop; its typings want them */
  readonly targetBounds: { left: number; top: number; width: number; height: number };
}

/** `Image` is whatever the API itself makes: only that goes back in. */
export interface ImagingApi<Image extends ImageData = ImageData> {
  getPixels(options: {
    documentID: number; layerID?: number; sourceBounds?: { left: number; top: number; right: number; bottom: number }; targetSize?: { width: number; height: number };
    colorSpace?: ColorSpace; colorProfile?: string; componentSize?: 8 | 16 | 32;
  }): Promise<{ readonly imageData: Image; readonly sourceBounds: Box; readonly level: number }>;
  putPixels(options: Placing<Image> & { readonly replace: true }): Promise<void>;
  getLayerMask(options: { documentID: number; layerID: number; kind: 'user' }): Promise<{ readonly imageData: Image; readonly sourceBounds: Box }>;
  putLayerMask(options: Placing<Image> & { readonly kind: 'user'; readonly replace: true }): Promise<void>;
  getSelection(options: { documentID: number }): Promise<{ readonly imageData: Image; readonly sourceBounds: Box }>;
  putSelection(options: Omit<Placing<Image>, 'layerID'> & { readonly replace: true }): Promise<void>;
  createImageDataFromBuffer(samples: Uint8Array | Uint16Array | Float32Array, options: {
    width: number; height: number; components: number; chunky: true; colorSpace: ColorSpace; colorProfile?: string; fullRange: boolean;
  }): Promise<Image>;
}
