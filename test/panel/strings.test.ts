import { OPERATORS } from '@photocrafter/shared/operators/index';
import { de } from '../../shared/panel/strings/de';
import { deLabels } from '../../shared/panel/strings/de-labels';
import { en } from '../../shared/panel/strings/en';

const blanks = (sentence: string): string[] => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

describe('catalogues', () => {
  it('hold the same sentences with the same blanks, none of them empty', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
    const wrong = (Object.keys(en) as (keyof typeof en)[]).filter((key) => de[key].trim() === '' || en[key].trim() === '' || blanks(de[key]).join() !== blanks(en[key]).join());
    expect(wrong).toEqual([]);
  });
  it('are both in use: few sentences are the same in both languages', () => {
    const same = (Object.keys(en) as (keyof typeof en)[]).filter((key) => en[key] === de[key]);
    expect(same.sort()).toEqual(['notRunningCommand', 'needsPairingCommand', 'productName', 'zoomFull', 'histogram'].filter((key) => en[key as keyof typeof en] === de[key as keyof typeof en]).sort());
  });
  it('name every operator and parameter in German', () => {
    const labels = OPERATORS.flatMap(({ label, params }) => [label, ...Object.values(params).map((param) => param.label)]);
    expect(labels.filter((label) => !Object.hasOwn(deLabels, label))).toEqual([]);
  });
});
