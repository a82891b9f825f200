import type { Diagnosis } from './diagnosis/diagnosis';
import type { Corrections } from './corrections/corrections';
import type { AttributeValues } from '@photocrafter/shared/attributes/attribute';
import type { Mask, NormalisedBox } from '@photocrafter/shared/pixels/mask';

/** Choices that a photographer makes on purpose; `confidence` 0..1, `because` cites the measured numbers. */
export const INTENTS = ['lowKey', 'highKey', 'night', 'monochrome', 'silhouette', 'shallowFocus', 'warmLight', 'coolGrade', 'colourGrade', 'softContrast', 'snowOrSand'] as const;
export type IntentId = (typeof INTENTS)[number];
export interface Intent { readonly id: IntentId; readonly confidence: number; readonly because: string }

/** A neutral estimate: what one method believes the scene white to be. mired > 0 shift means the picture looks warmer than neutral. */
export interface NeutralVote {
  readonly method: 'greyWorld' | 'shadesOfGrey' | 'greyEdge' | 'nearNeutrals' | 'highlights';
  /** deviation from a neutral picture: mired (positive = warm cast), tint as Duv x 1000 (positive = green cast) */
  readonly miredShift: number;
  readonly tint: number;
  readonly confidence: number;
}
/** The votes agreed on (or not): `confidence` is 0 when they disagree. Positive miredShift = the picture has a warm cast. */
export interface CastEstimate { readonly miredShift: number; readonly tint: number; readonly confidence: number; readonly votes: readonly NeutralVote[] }

export interface SubjectEvidence {
  readonly method: 'u2netp' | 'saliency';
  /** soft coverage at analysis size, 0..1, row by row */
  readonly weights: Float32Array;
  readonly mask: Mask;
  readonly box: NormalisedBox;
  /** centroid, normalised */
  readonly centre: readonly [number, number];
  /** share of the picture 0..1 */
  readonly area: number;
  /** 0..1: how clearly there is one subject at all */
  readonly confidence: number;
  readonly attributes: AttributeValues;
}

export interface RegionEvidence { readonly name: 'sky' | 'skin' | 'top' | 'middle' | 'bottom' | 'foliage'; readonly box: NormalisedBox; readonly area: number; readonly attributes: AttributeValues; readonly mask?: Mask }

export interface CompositionEvidence {
  /** degrees, positive = the picture must turn clockwise to be level; absent when no horizon was found */
  readonly horizonDegrees?: number;
  readonly horizonConfidence: number;
  /** distance of the subject centre from the nearest thirds point / from the centre, share of the diagonal */
  readonly thirdsDistance: number;
  readonly centreDistance: number;
  /** space above the subject, share of the height */
  readonly headroom: number;
  /** 0..1: edge energy outside the subject against inside */
  readonly clutter: number;
}

export type HueFamily = 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink';

/** Shares of the whole picture 0..1; a pixel below chroma 8 counts as grey. Hues are CIELAB degrees. */
export interface PaletteEvidence {
  readonly colourfulShare: number;
  /** mean chroma of the most colourful tenth */
  readonly topChroma: number;
  /** beyond chroma 70 */
  readonly vividShare: number;
  readonly warmShare: number;
  readonly coolShare: number;
  readonly dominantHueDegrees: number;
  readonly dominantHue: HueFamily;
  /** share within 30 degrees of the dominant hue */
  readonly dominantShare: number;
  /** 0..1 length of the mean hue vector of all pixels above chroma 3: 1 = one single hue */
  readonly hueConcentration: number;
  /** mean Lab a, b of the tones below L* 30 and above L* 65 */
  readonly shadowTint: { readonly a: number; readonly b: number; readonly share: number };
  readonly lightTint: { readonly a: number; readonly b: number; readonly share: number };
}

/** The two halves of the tone scale, split by Otsu's threshold on L*; texture is the mean L* step between neighbours. */
export interface ToneSplitEvidence {
  readonly threshold: number;
  /** 0..1: share of the L* variance that the split explains; above .8 there are two clear groups */
  readonly separability: number;
  readonly darkShare: number;
  readonly darkLightness: number;
  readonly lightLightness: number;
  readonly darkTexture: number;
}

/** Blur at viewing size (1024 px) by tiles, Crete 2007: 0 crisp .. 1 smooth. Tiles without texture cannot tell. */
export interface FocusEvidence {
  readonly texturedShare: number;
  /** share of all tiles that are in focus */
  readonly sharpShare: number;
  /** blur of the sharpest tenth of the textured tiles; absent when there is no texture */
  readonly sharpestBlur?: number;
  readonly subjectBlur?: number;
  readonly backgroundBlur?: number;
  /** |horizontal - vertical| blur of the sharpest tiles: high for motion blur */
  readonly directionality: number;
}

/** Everything the critic measured, on a proxy of at most 1024 px (plus full-resolution crops for sharpness and noise). */
export interface CriticEvidence {
  readonly width: number;
  readonly height: number;
  /** size of the analysis grid that weights refer to */
  readonly analysisWidth: number;
  readonly analysisHeight: number;
  readonly global: AttributeValues;
  readonly subject?: SubjectEvidence;
  readonly background: AttributeValues;
  readonly regions: readonly RegionEvidence[];
  readonly composition: CompositionEvidence;
  readonly cast: CastEstimate;
  readonly intents: readonly Intent[];
  /** L* percentiles 0, 1, 5, 25, 50, 75, 95, 99, 100 */
  readonly lightnessPercentiles: readonly number[];
  /** share of pixels without chroma above 4; 1 for a grey picture */
  readonly neutralShare: number;
  readonly palette: PaletteEvidence;
  readonly focus: FocusEvidence;
  readonly toneSplit: ToneSplitEvidence;
  /** faults of the pixels, at full resolution; absent where only a reduction was there to look at */
  readonly diagnosis?: Diagnosis;
  /** what would have to change, estimated from all of the above and from the tones; absent until it was estimated */
  readonly corrections?: Corrections;
  /** the photo's attributes now and with these corrections; absent when nothing needs correction */
  readonly simulation?: { readonly before: AttributeValues; readonly after: AttributeValues };
}
