import { measureAttributes } from '@photocrafter/shared/attributes/index';
import type { AttributeValues, PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import { noise } from '@photocrafter/shared/attributes/noise';
import { computePlanes } from '@photocrafter/shared/attributes/planes';
import { sharpness } from '@photocrafter/shared/attributes/sharpness';
import { lightnessHistogram, percentile } from '@photocrafter/shared/attributes/weighted-histogram';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { analysisImage } from './analysis-image';
import { measureComposition } from './composition';
import type { Diagnosis } from './diagnosis/diagnosis';
import type { CriticEvidence, SubjectEvidence } from './evidence';
import { measureFocus } from './focus';
import { resampleGrid } from './grid-filters';
import { detectIntents } from './intents/detect-intents';
import { estimateCast } from './neutral-estimate';
import { measurePalette } from './palette';
import { measureRegions, measureSome } from './regions';
import { saliency } from './saliency';
import { measureToneSplit } from './tone-split';
import { subjectGeometry, subjectMask } from './subject';

export interface MeasureOptions {
  /** soft subject coverage 0..1 of any size over the whole picture, from a network; classical saliency when absent */
  readonly subject?: { readonly weights: Float32Array; readonly width: number; readonly height: number };
  /** full-resolution crops: noise is measured on them, since a reduced proxy has averaged it away */
  readonly crops?: readonly FloatImage[];
  /** faults of the pixels, measured at full resolution */
  readonly diagnosis?: Diagnosis;
  /** the same scene before an edit of tone and colour: where things are, how sharp and how noisy, is taken from it */
  readonly scene?: CriticEvidence;
}

/** What subject and background are compared by; sharpness is compared by `focus`. */
const PART_ATTRIBUTES = ['exposure', 'luminanceEv', 'contrast', 'saturation', 'clippedHighlights', 'clippedShadows'] as const;
const PERCENTS = [0, 1, 5, 25, 50, 75, 95, 99, 100] as const;
const NEUTRAL_CHROMA = 4;
/** Below this confidence a classical map is not worth calling a subject. */
const MIN_SUBJECT_CONFIDENCE = 0.2;
/** A network's mask that covers (nearly) nothing or everything found no subject. */
const NETWORK_AREA = [0.004, 0.85] as const;

/**
 * Measures everything that the critic may talk about, on a proxy of at most 1024 px (encoded RGB of any encoding). `image` is its
 * `analysisImage`, for callers that have it. Pure.
 */
export function measureEvidence(proxy: FloatImage, options: MeasureOptions = {}, image: FloatImage = analysisImage(proxy)): CriticEvidence {
  const planes = computePlanes(image);
  const { width, height } = image;
  const { scene } = options;
  const found = scene === undefined ? findSubject(planes, options.subject) : foundBefore(scene, width, height);
  const geometry = subjectGeometry(found.weights, width, height);
  const subject = found.confidence < MIN_SUBJECT_CONFIDENCE ? undefined : describeSubject(planes, found, geometry);
  const histogram = lightnessHistogram(planes), diagnosis = options.diagnosis ?? scene?.diagnosis;
  const measured = {
    width: proxy.width,
    height: proxy.height,
    analysisWidth: width,
    analysisHeight: height,
    global: { ...measureAttributes(planes), ...(scene === undefined ? fineAttributes(proxy, options.crops) : fineOf(scene.global)) },
    ...(subject && { subject }),
    background: measureSome(planes, found.weights.map((w) => 1 - w), PART_ATTRIBUTES),
    regions: measureRegions(planes),
    composition: scene?.composition ?? measureComposition(planes, found.weights, geometry),
    cast: estimateCast(planes),
    lightnessPercentiles: PERCENTS.map((p) => percentile(histogram, p / 100) ?? 0),
    neutralShare: neutralShare(planes),
    palette: measurePalette(planes),
    toneSplit: measureToneSplit(planes),
    ...(diagnosis && { diagnosis }),
    focus: scene?.focus ?? measureFocus(proxy, subject && { weights: found.weights, width, height }),
  };
  return { ...measured, intents: detectIntents(measured) };
}

interface FoundSubject { readonly method: SubjectEvidence['method']; readonly weights: Float32Array; readonly confidence: number }

function findSubject(planes: PhotometricPlanes, network: MeasureOptions['subject']): FoundSubject {
  const { width, height } = planes.image;
  if (network === undefined) return { method: 'saliency', ...saliency(planes) };
  const weights = resampleGrid(network.weights, network.width, network.height, width, height);
  const area = weights.reduce((sum, w) => sum + w, 0) / weights.length;
  // a decided mask (values near 0 or 1) is a sure one
  const doubt = weights.reduce((sum, w) => sum + 4 * w * (1 - w), 0) / weights.length / Math.max(area, 1e-3);
  const plausible = area >= NETWORK_AREA[0] && area <= NETWORK_AREA[1];
  return { method: 'u2netp', weights, confidence: plausible ? Math.max(0, 1 - doubt) : 0 };
}

/** The subject that was found before the edit; none stays none. */
function foundBefore({ subject, analysisWidth, analysisHeight }: CriticEvidence, width: number, height: number): FoundSubject {
  if (subject === undefined) return { method: 'saliency', weights: new Float32Array(width * height), confidence: 0 };
  const { method, confidence } = subject;
  return { method, confidence, weights: resampleGrid(subject.weights, analysisWidth, analysisHeight, width, height) };
}

function fineOf({ noise: sigma, sharpness: sharp }: AttributeValues): AttributeValues {
  return { ...(sigma !== undefined && { noise: sigma }), ...(sharp !== undefined && { sharpness: sharp }) };
}

function describeSubject(planes: PhotometricPlanes, found: FoundSubject, geometry: ReturnType<typeof subjectGeometry>): SubjectEvidence {
  return { ...found, ...geometry, mask: subjectMask(found.weights, planes), attributes: measureSome(planes, found.weights, PART_ATTRIBUTES) };
}

function neutralShare({ a, b }: PhotometricPlanes): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i]! ** 2 + b[i]! ** 2 <= NEUTRAL_CHROMA ** 2) count++;
  return count / a.length;
}

/** Noise and sharpness at the finest scale at hand: the median over the crops, or the proxy. */
function fineAttributes(proxy: FloatImage, crops: readonly FloatImage[] = []): AttributeValues {
  const planes = (crops.length > 0 ? crops : [proxy]).map(computePlanes);
  const median = (values: readonly (number | undefined)[]): number | undefined => {
    const known = values.filter((v) => v !== undefined).sort((a, b) => a - b);
    return known[Math.floor((known.length - 1) / 2)];
  };
  const [sigma, sharp] = [median(planes.map((p) => noise.measure(p))), median(planes.map((p) => sharpness.measure(p)))];
  return { ...(sigma !== undefined && { noise: sigma }), ...(sharp !== undefined && { sharpness: sharp }) };
}
