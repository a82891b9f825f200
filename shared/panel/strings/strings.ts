import { createContext, use } from 'react';
import { de } from './de';
import { deLabels } from './de-labels';
import { en, type Catalogue } from './en';

/** A language: the panel's sentences and the labels of operators, which are English by themselves. */
export interface Strings extends Catalogue { readonly labels: Readonly<Record<string, string>> }

const LANGUAGES: readonly Strings[] = [{ ...en, labels: {} }, { ...de, labels: deLabels }];

/** The first of the wanted languages that there is; English otherwise. */
export function stringsFor(wanted: readonly string[]): Strings {
  const known = wanted.map((tag) => LANGUAGES.find(({ language }) => tag.toLowerCase().split('-')[0] === language)).find((found) => found !== undefined);
  return known ?? LANGUAGES[0]!;
}

/** Puts values into the braces of a sentence. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export const StringsContext = createContext<Strings>(LANGUAGES[0]!);
export function useStrings(): Strings { return use(StringsContext); }

/** An operator's or parameter's label in the reader's language. */
export function useLabel(): (label: string) => string {
  const { labels } = useStrings();
  return (label) => labels[label] ?? label;
}
