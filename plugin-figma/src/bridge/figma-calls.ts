import type { PlacementOption } from '@photocrafter/shared/host/host-adapter';

/**
 * Where a picture's pixels come from. `fill`: the original file behind an image fill, by Figma's hash of it. `shown`: what is to be
 * seen of a node, exported; for frames, groups, several image fills, and fills that are seen through filters.
 */
export type PictureSource =
  /** `canBeTiled`: false for fills that repeat or are turned, whose place only Figma knows; they get one image of at most 4096 pixels */
  | { readonly kind: 'fill'; readonly hash: string; readonly canBeTiled: boolean }
  | { readonly kind: 'shown' };

/** A picture by name only; its pixels are asked for with `bytes`. */
export interface PictureReference {
  readonly nodeId: string;
  readonly name: string;
  readonly source: PictureSource;
  /** our own earlier result for this picture: its node, and the text that the panel gave to `place` */
  readonly earlier?: { readonly nodeId: string; readonly text: string };
}

/** How the plugin was started: from its menu, a button on a layer, or simply opened. */
export type FigmaCommand = 'open' | 'enhance' | 'critique' | 'edit' | 'calibrate';

export interface Selection { readonly pictures: readonly PictureReference[] }

/** An encoded file (PNG, JPEG or GIF) and the size in pixels that Figma shows it with, its orientation tag considered or not. */
export interface EncodedPicture { readonly bytes: Uint8Array; readonly width: number; readonly height: number }

/** A part of the finished picture: where it lies, in pixels of the whole; tiles may overlap so that no seam shows. */
export interface Tile { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly bytes: Uint8Array }
/** The finished picture as PNG or JPEG files of at most 4096 pixels a side. */
export interface FinishedImage { readonly width: number; readonly height: number; readonly tiles: readonly Tile[] }

/** Figma's image filters, each -1..1, 0 none. */
export interface FilterValues {
  readonly exposure: number; readonly contrast: number; readonly saturation: number; readonly temperature: number;
  readonly tint: number; readonly highlights: number; readonly shadows: number;
}

/** The critique in words, ready to be put into the document. */
export interface CritiqueNotes {
  /** markdown, the whole first, then one a finding */
  readonly labels: readonly string[];
  /** the same for places without markdown: a title and paragraphs */
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** places in the picture, 0..1 from its top left, with what is said about them */
  readonly places: readonly { readonly x: number; readonly y: number; readonly label: string }[];
}

export type NotesPlaced = 'annotations' | 'stickies' | 'card' | 'none';
export interface PlaceRequest {
  readonly picture: PictureReference;
  /** a layer that `place` made earlier: it is brought up to date instead of a new one made */
  readonly replaces?: string;
  readonly look: { readonly kind: 'pixels'; readonly image: FinishedImage } | { readonly kind: 'filters'; readonly filters: FilterValues };
  /** what "Edit plan" needs later: any text */
  readonly text: string;
  readonly notes?: CritiqueNotes;
  readonly options: readonly PlacementOption[];
}
/** `remarks` are sentences for the user: what could not be done as wished. */
export interface PlaceAnswer { readonly nodeId: string; readonly notes: NotesPlaced; readonly remarks: readonly string[] }

/** What the interface (network, decoding, panel) may ask of the document (QuickJS: no pixels, no network). */
export interface FigmaCalls {
  command: { readonly params: undefined; readonly answer: FigmaCommand };
  /** what is selected; layers that hold no picture are told to the user at once */
  selection: { readonly params: undefined; readonly answer: Selection };
  /** the encoded file of a picture; throws DOCUMENT_CHANGED when it is gone */
  bytes: { readonly params: PictureReference; readonly answer: EncodedPicture };
  place: { readonly params: PlaceRequest; readonly answer: PlaceAnswer };
  /** notes beside a picture that is not edited */
  notes: { readonly params: { readonly picture: PictureReference; readonly notes: CritiqueNotes }; readonly answer: NotesPlaced };
  /** shows the picture with each set of filters in turn: small PNGs in sRGB, of a copy that is gone afterwards */
  tryFilters: { readonly params: { readonly picture: PictureReference; readonly filters: readonly FilterValues[]; readonly maxSide: number }; readonly answer: readonly Uint8Array[] };
  /** the same for a picture that is given as a file: calibration */
  tryFiltersOn: { readonly params: { readonly bytes: Uint8Array; readonly width: number; readonly height: number; readonly filters: readonly FilterValues[] }; readonly answer: readonly Uint8Array[] };
  remember: { readonly params: { readonly key: string; readonly value: string | undefined }; readonly answer: undefined };
  recall: { readonly params: { readonly key: string }; readonly answer: string | undefined };
  /** a short message of Figma's own */
  tell: { readonly params: { readonly message: string; readonly isError: boolean }; readonly answer: undefined };
}
