import fc from 'fast-check';
import { Check } from 'typebox/value';
import { CritiqueSchema } from '../protocol/critique-schema';
import { arbitrarySuggestion } from './arbitrary-suggestion.fixture';
import type { Critique } from './critique';

describe('CritiqueSchema', () => {
  // the compiler's comparison of schema and interface does not see an optional field that only one of them has
  it('admits every suggestion that the vocabulary can say', () => {
    fc.assert(fc.property(arbitrarySuggestion, (suggestion) => {
      const critique: Critique = { schemaVersion: 1, sections: { quality: '', colourAndLight: '', composition: '', aesthetics: '', overall: '' }, findings: [], suggestions: [suggestion], critic: 'measured' };
      expect(Check(CritiqueSchema, critique)).toBe(true);
    }));
  });
});
