/** Plain descriptions that tests and the fake exchange: everything here is JSON, for it crosses into QuickJS as text. */
export type Matrix = readonly [readonly [number, number, number], readonly [number, number, number]];

/** A node to be built. `props` are set as they are, unchecked: what a user can make and a plugin cannot. */
export interface NodeSpec {
  readonly type: string;
  readonly name?: string;
  readonly width?: number;
  readonly height?: number;
  /** relative to its container; `x` and `y` otherwise */
  readonly transform?: Matrix;
  readonly x?: number;
  readonly y?: number;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly children?: readonly NodeSpec[];
}

/** A node as it is kept. Equal documents have equal JSON. */
export interface NodeRecord {
  readonly id: string;
  readonly type: string;
  parent: string | null;
  children: string[];
  props: Record<string, unknown>;
  pluginData: Record<string, string>;
  relaunch: Record<string, string>;
}

/** One fill to be drawn: where the node lies in the export, its size, what fills it. */
export interface Draw {
  /** from the node's units to pixels of the export */
  readonly transform: Matrix;
  readonly width: number;
  readonly height: number;
  readonly shape: 'box' | 'ellipse';
  readonly radii: readonly [number, number, number, number];
  readonly opacity: number;
  /** boxes that clip it, as transforms to pixels of the export */
  readonly clips: readonly { readonly transform: Matrix; readonly width: number; readonly height: number }[];
  readonly paint: PaintSpec;
}
export interface PaintSpec {
  readonly type: string;
  readonly visible?: boolean;
  readonly opacity?: number;
  readonly color?: { readonly r: number; readonly g: number; readonly b: number };
  readonly imageHash?: string | null;
  readonly scaleMode?: 'FILL' | 'FIT' | 'CROP' | 'TILE';
  readonly imageTransform?: Matrix;
  readonly scalingFactor?: number;
  readonly rotation?: number;
  readonly filters?: Readonly<Record<string, number>>;
}
export interface RenderScene { readonly width: number; readonly height: number; readonly colorProfile: 'SRGB' | 'DISPLAY_P3'; readonly draws: readonly Draw[] }

/** What the fake needs from outside of the engine. */
export interface FakeHooks {
  postToInterface(text: string, buffers: readonly ArrayBuffer[]): void;
  sha1(bytes: ArrayBuffer): string;
  keepImage(hash: string, bytes: ArrayBuffer): void;
  imageBytes(hash: string): ArrayBuffer;
  render(scene: string): Promise<ArrayBuffer>;
  onCall(): void;
}
export interface FakeOptions {
  readonly editorType: 'figma' | 'figjam' | 'slides';
  readonly command: string;
  readonly colorProfile: 'LEGACY' | 'SRGB' | 'DISPLAY_P3';
}
export interface Notification { readonly message: string; readonly isError: boolean }
