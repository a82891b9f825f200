import type { PlanDimension } from './edit-plan';

/** How AesFormer heads and tags a dimension (papers.md 3.1; the words are exact). */
export interface AesFormerDimension { readonly header: string; readonly token: string }

export const AESFORMER_DIMENSIONS: Readonly<Record<PlanDimension, AesFormerDimension>> = {
  aspectRatio: { header: '(1) Aspect Ratio:', token: 'Ratio' },
  composition: { header: '(2) Framing and Composition:', token: 'Composition' },
  viewpoint: { header: '(3) Camera Position and Viewpoint:', token: 'Camera' },
  subjectPosition: { header: '(4) Subject Position:', token: 'Position' },
  pose: { header: '(5) Subject Pose and Action Details:', token: 'Pose' },
  focus: { header: '(6) Depth of Field and Focus Control:', token: 'Focus' },
  colourAndLight: { header: '(7) Color and Lighting Adjustment:', token: 'Color' },
};
