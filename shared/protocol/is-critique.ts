import { Check } from 'typebox/value';
import type { Critique } from '../critique/critique';
import { CritiqueSchema } from './critique-schema';

/** For critiques that come back from places that anybody can write: a document's metadata. */
export function isCritique(value: unknown): value is Critique {
  return Check(CritiqueSchema, value);
}
