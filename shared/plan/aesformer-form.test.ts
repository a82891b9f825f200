import fc from 'fast-check';
import { AESFORMER_DIMENSIONS } from './aesformer-dimensions';
import { arbitraryPlan } from './arbitrary-plan.fixture';
import { PLAN_DIMENSIONS, type EditPlan, type PlanStep } from './edit-plan';
import { parseAesFormerPlan } from './parse-aesformer-plan';
import { NO_CHANGE, printAesFormerPlan, sayDimension } from './print-aesformer-plan';

const STEP: PlanStep = {
  id: 'a', dimension: 'colourAndLight', lane: 'adjustments', operator: 'exposure', version: 1, params: { exposureEv: 0.6 },
  reason: 'The subject is 0.8 EV darker than its background.', enabled: true, strength: 0.5,
};
const PLAN: EditPlan = {
  schemaVersion: 1,
  steps: [{ ...STEP, id: 'b', dimension: 'focus', lane: 'pixels', operator: 'remove-blur', params: {}, reason: 'Motion blur.', strength: 1 }, STEP, { ...STEP, id: 'c', enabled: false, reason: 'Never said.' }],
  advice: { viewpoint: 'Step closer\nand lower.' },
};

describe('printAesFormerPlan', () => {
  it('writes the seven dimensions in order, steps as sentences, advice, and what does not change', () => {
    expect(printAesFormerPlan(PLAN)).toBe([
      '(1) Aspect Ratio: <Ratio>No change.</Ratio>',
      '(2) Framing and Composition: <Composition>No change.</Composition>',
      '(3) Camera Position and Viewpoint: <Camera>Step closer and lower.</Camera>',
      '(4) Subject Position: <Position>No change.</Position>',
      '(5) Subject Pose and Action Details: <Pose>No change.</Pose>',
      '(6) Depth of Field and Focus Control: <Focus>Remove blur. Motion blur.</Focus>',
      '(7) Color and Lighting Adjustment: <Color>Exposure +0.6 EV at 50 % strength. The subject is 0.8 EV darker than its background.</Color>',
      '',
    ].join('\n'));
  });

  it('is read back strictly, whatever the plan says', () => {
    fc.assert(fc.property(arbitraryPlan, fc.constantFrom(...PLAN_DIMENSIONS), fc.constantFrom('</Color>', '(2) Framing and Composition:', '<|im_end|>', '(1) Aspect Ratio:\n<Ratio>'), (plan, dimension, hostile) => {
      const advised = { ...plan, advice: { ...plan.advice, [dimension]: hostile } };
      const read = parseAesFormerPlan(printAesFormerPlan(advised));
      expect(read).toEqual({ sections: Object.fromEntries(PLAN_DIMENSIONS.map((id) => [id, sayDimension(advised, id)])), strict: true, headersOnly: true, dropped: [] });
    }));
  });

  it('says that nothing changes for an empty plan', () => {
    const read = parseAesFormerPlan(printAesFormerPlan({ schemaVersion: 1, steps: [], advice: {} }));
    expect(new Set(Object.values(read.sections))).toEqual(new Set([NO_CHANGE]));
  });
});

describe('parseAesFormerPlan', () => {
  const printed = printAesFormerPlan(PLAN);
  const sections = parseAesFormerPlan(printed).sections;
  const lines = printed.trimEnd().split('\n');

  it.each([
    ['tokens stripped by a server', printed.replace(/<\/?[A-Z][a-z]+>/g, ''), { strict: false, headersOnly: true }],
    ['one wrong token', printed.replace('<Focus>', '<Blur>'), { strict: false, headersOnly: true }],
    ['one empty section', printed.replace('<Pose>No change.</Pose>', '<Pose> </Pose>'), { strict: false, headersOnly: true }],
    ['an end-of-turn marker', `${printed}<|im_end|>`, { strict: true, headersOnly: true }],
    ['bold headers', printed.replace(/^(\(\d\).*?:)/gm, '**$1**'), { strict: true, headersOnly: true }],
    ['full-width brackets', printed.replace(/\((\d)\)/g, '\uff08$1\uff09'), { strict: true, headersOnly: true }],
    ['one line', lines.join(' '), { strict: true, headersOnly: true }],
    ['shuffled dimensions', [...lines].reverse().join('\n'), { strict: false, headersOnly: false }],
    ['a missing dimension', lines.slice(1).join('\n'), { strict: false, headersOnly: false }],
    ['a repeated dimension', `${printed}${lines[0]}`, { strict: false, headersOnly: false }],
    ['tokens without headers', lines.map((line) => line.replace(/^.*?: </, '<')).join('\n'), { strict: false, headersOnly: false }],
  ])('judges %s', (_, text, verdict) => {
    expect(parseAesFormerPlan(text)).toMatchObject(verdict);
  });

  it.each([
    ['shuffled', [...lines].reverse().join('\n')],
    ['without tokens', printed.replace(/<\/?(Ratio|Composition|Camera|Position|Pose|Focus|Color)>/g, '')],
    ['without headers', lines.map((line) => line.replace(/^.*?: </, '<')).join('\n')],
    ['cut off inside the last dimension', printed.replace('</Color>\n', '')],
  ])('finds the same sections %s', (_, text) => {
    expect(parseAesFormerPlan(text).sections).toEqual(sections);
  });

  it('names what stands outside', () => {
    const read = parseAesFormerPlan(`Here is the plan.\n${printed.replace('<Pose>', 'Gently: <Pose>')}Enjoy!`);
    expect(read.dropped).toEqual(['Here is the plan.', 'Gently:', 'Enjoy!']);
    expect(read.sections).toEqual(sections);
  });

  it('takes any text, and any beginning of a plan', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(printed.length).map((end) => printed.slice(0, end))), (text) => {
      const { sections: read, strict, headersOnly } = parseAesFormerPlan(text);
      expect(Object.keys(read)).toEqual([...PLAN_DIMENSIONS]);
      if (strict) expect(headersOnly).toBe(true);
    }));
  });

  it('never throws, and keeps every letter of a text somewhere', () => {
    const part = fc.constantFrom(...PLAN_DIMENSIONS.flatMap((id) => [AESFORMER_DIMENSIONS[id].header, `<${AESFORMER_DIMENSIONS[id].token}>`, `</${AESFORMER_DIMENSIONS[id].token}>`]), '\n', ' ');
    fc.assert(fc.property(fc.array(fc.oneof(part, fc.stringMatching(/^x[0-9]{6}$/)), { maxLength: 30 }), (parts) => {
      const { sections: read, dropped } = parseAesFormerPlan(parts.join(''));
      const kept = [...Object.values(read), ...dropped].join(' ');
      for (const word of parts.filter((item) => item.startsWith('x'))) expect(kept).toContain(word);
    }));
  });
});
