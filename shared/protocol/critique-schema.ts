import * as Type from 'typebox';
import { CRITIQUE_SECTIONS, SUGGESTION_ATTRIBUTES, type Critique, type CritiqueSectionId } from '../critique/critique';
import type { NormalisedBox } from '../pixels/mask';
import { Fraction, list, schemaOf, strictObject, text } from './strict';

export const BoxSchema = schemaOf<NormalisedBox>()(strictObject({ x: Type.Number(), y: Type.Number(), width: Type.Number(), height: Type.Number() }));

const Evidence = strictObject({ measure: text(100), value: Type.Number(), unit: text(40), reference: Type.Optional(Type.Number()) });

const Finding = strictObject({
  id: text(100),
  section: Type.Enum(CRITIQUE_SECTIONS),
  polarity: Type.Enum(['fault', 'strength', 'intent']),
  statement: text(1000),
  evidence: list(Evidence, 20),
  severity: Fraction,
  region: Type.Optional(BoxSchema),
});

const Suggestion = strictObject({
  attribute: Type.Enum(SUGGESTION_ATTRIBUTES),
  direction: Type.Enum(['increase', 'decrease', 'remove']),
  magnitude: Type.Enum(['slightly', 'moderately', 'plain', 'strongly']),
  amount: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  reason: text(1000),
  scope: Type.Optional(Type.Enum(['subject', 'background', 'sky', 'highlights', 'shadows'])),
  keep: Type.Optional(list(Type.Enum(['subject', 'background', 'sky', 'skin']), 4)),
});

const Score = strictObject({
  value: Type.Number({ minimum: 0, maximum: 100 }),
  parts: list(strictObject({ name: text(100), points: Type.Number(), maximum: Type.Number(), because: text(1000) }), 30),
});

const sections = { quality: text(5000), colourAndLight: text(5000), composition: text(5000), aesthetics: text(5000), overall: text(5000) } satisfies Record<CritiqueSectionId, unknown>;

export const CritiqueSchema = schemaOf<Critique>()(strictObject({
  schemaVersion: Type.Literal(1),
  sections: strictObject(sections),
  findings: list(Finding, 100),
  suggestions: list(Suggestion, 20),
  score: Type.Optional(Score),
  critic: text(200),
}));
