import fc from 'fast-check';
import { SUGGESTION_ATTRIBUTES, type Suggestion } from './critique';
import { largestAmountOf, magnitudeOf } from './magnitudes';

/** For tests: suggestions of every form, without a reason. Amounts come with the word that is nearest to them. */
export const arbitrarySuggestion: fc.Arbitrary<Suggestion> = fc.record({
  attribute: fc.constantFrom(...SUGGESTION_ATTRIBUTES),
  direction: fc.constantFrom('increase', 'decrease', 'remove'),
  magnitude: fc.constantFrom('slightly', 'moderately', 'plain', 'strongly'),
  share: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  scope: fc.option(fc.constantFrom('subject', 'background', 'sky', 'highlights', 'shadows'), { nil: undefined }),
  keep: fc.uniqueArray(fc.constantFrom('subject', 'background', 'sky', 'skin'), { maxLength: 3 }),
} as const).map(({ attribute, direction, magnitude, share, scope, keep }) => {
  const amount = share === undefined || direction === 'remove' ? undefined : Math.round(share * largestAmountOf(attribute) * 10) / 1000;
  const kept = keep.filter((part) => part !== scope);
  return {
    attribute, direction, reason: '', magnitude: amount === undefined ? magnitude : magnitudeOf(attribute, amount),
    ...(amount !== undefined && { amount }), ...(scope !== undefined && { scope }), ...(kept.length > 0 && { keep: kept }),
  };
});
