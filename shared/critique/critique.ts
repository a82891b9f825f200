import type { NormalisedBox } from '../pixels/mask';

/** The five reasoning sections of SmartPhotoCrafter's critic, in order. */
export const CRITIQUE_SECTIONS = ['quality', 'colourAndLight', 'composition', 'aesthetics', 'overall'] as const;
export type CritiqueSectionId = (typeof CRITIQUE_SECTIONS)[number];

/** What suggestions and instructions can be about; the vocabulary of papers.md 2.3 plus what our operators can do. */
export const SUGGESTION_ATTRIBUTES = [
  'exposure', 'contrast', 'highlights', 'shadows', 'saturation', 'vibrance', 'colourTemperature', 'tint', 'depthOfField',
  'vignette', 'horizon', 'crop', 'blur', 'noise', 'haze', 'lowLight', 'rain', 'moire', 'shadow', 'compression', 'clarity',
] as const;
export type SuggestionAttribute = (typeof SUGGESTION_ATTRIBUTES)[number];

/** `increase` of colourTemperature looks warmer; of tint, more magenta; of depthOfField, less background blur. */
export type SuggestionDirection = 'increase' | 'decrease' | 'remove';
export type Magnitude = 'slightly' | 'moderately' | 'plain' | 'strongly';

export interface Suggestion {
  readonly attribute: SuggestionAttribute;
  readonly direction: SuggestionDirection;
  readonly magnitude: Magnitude;
  /** asked for in numbers: unsigned, in the attribute's unit (magnitudes.ts); `magnitude` is then the nearest word */
  readonly amount?: number;
  /** one sentence; empty when a text gave none */
  readonly reason: string;
  /** where it applies; the whole picture when absent */
  readonly scope?: 'subject' | 'background' | 'sky' | 'highlights' | 'shadows';
  /** protected by the speaker ("keep the sky") */
  readonly keep?: readonly ('subject' | 'background' | 'sky' | 'skin')[];
}

/** One measured fact behind a statement. */
export interface Evidence { readonly measure: string; readonly value: number; readonly unit: string; readonly reference?: number }

/** A statement of the critic. Nothing is said without evidence; a region says where. */
export interface Finding {
  readonly id: string;
  readonly section: CritiqueSectionId;
  readonly polarity: 'fault' | 'strength' | 'intent';
  readonly statement: string;
  readonly evidence: readonly Evidence[];
  /** 0 none .. 1 ruins the picture; 0 for strengths */
  readonly severity: number;
  readonly region?: NormalisedBox;
}

/** A part of the score: `points` of at most `maximum`; the parts add up to the score. */
export interface ScorePart { readonly name: string; readonly points: number; readonly maximum: number; readonly because: string }
export interface CritiqueScore { readonly value: number; readonly parts: readonly ScorePart[] }

export interface Critique {
  readonly schemaVersion: 1;
  /** one paragraph a section */
  readonly sections: Readonly<Record<CritiqueSectionId, string>>;
  readonly findings: readonly Finding[];
  /** at most five, most severe first */
  readonly suggestions: readonly Suggestion[];
  /** 0..100, absent when a text gave none: never guessed */
  readonly score?: CritiqueScore;
  /** what produced it, e.g. "measured" or "measured + u2netp" */
  readonly critic: string;
}
