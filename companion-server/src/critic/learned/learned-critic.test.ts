import fc from 'fast-check';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { SUGGESTION_ATTRIBUTES } from '@photocrafter/shared/critique/critique';
import type { Session, Tensor } from '../../engines/engine';
import { criticViews, CROP_SIDE, FRAME_SIDE } from './critic-views';
import { learnedCritic } from './learned-critic';
import { learnedScore } from './learned-score';
import { mayFollow } from './may-follow';
import { CONTEXT_LENGTH, idOf, MOST_WORDS, STATE_WIDTH, WORDS } from './vocabulary';

const gradient = (width: number, height: number): FloatImage => ({ width, height, encoding: SRGB, data: Float32Array.from({ length: width * height * 3 }, (_, i) => (Math.floor(i / 3) % width) / width) });

describe('the vocabulary', () => {
  it('says only what the product can mean', () => {
    for (const word of WORDS) if (word.kind === 'suggestion') expect(SUGGESTION_ATTRIBUTES).toContain(word.attribute);
    expect(WORDS.filter(({ kind }) => kind === 'score')).toHaveLength(21);
    expect(idOf('pad')).toBe(0);
  });
});

describe('mayFollow', () => {
  it('lets every choice end in a well-formed utterance within the length', () => {
    fc.assert(fc.property(fc.infiniteStream(fc.nat()), (choices) => {
      const ids: number[] = [];
      while (ids.at(-1) !== idOf('end')) {
        const allowed = WORDS.flatMap((_, id) => (mayFollow(ids, id) ? [id] : []));
        expect(allowed.length).toBeGreaterThan(0);
        expect(ids.length).toBeLessThan(MOST_WORDS);
        ids.push(allowed[choices.next().value! % allowed.length]!);
      }
      const kinds = ids.map((id) => WORDS[id]!).map((word) => (word.kind === 'mark' ? word.mark : word.kind));
      expect(kinds.join(' ')).toMatch(/^begin reasoning (evidence )*suggestions (suggestion )*score score end$/);
      expect(new Set(ids).size).toBe(ids.length);
    }), { numRuns: 100 });
  });
});

describe('learnedScore', () => {
  const part = fc.record({ maximum: fc.integer({ min: 5, max: 30 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }).map(({ maximum, share }) => ({ name: 'part', maximum, points: Math.round(maximum * share), because: '' }));
  it('adds up, keeps every part within its bounds, and takes most where measurement lost most', () => {
    const hundred = [25, 25, 20, 15, 15];
    fc.assert(fc.property(fc.array(part, { minLength: 5, maxLength: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (drawn, opinion) => {
      const parts = drawn.map((one, i) => ({ ...one, maximum: hundred[i]!, points: Math.min(hundred[i]!, one.points) }));
      const score = learnedScore(opinion, { value: 0, parts });
      expect(score.value).toBe(Math.round(100 * opinion));
      expect(score.parts.reduce((sum, { points }) => sum + points, 0)).toBe(score.value);
      for (const { points, maximum } of score.parts) { expect(points).toBeGreaterThanOrEqual(0); expect(points).toBeLessThanOrEqual(maximum); }
    }));
    const score = learnedScore(0.7, { value: 0, parts: hundred.map((maximum, i) => ({ name: `${i}`, maximum, points: i === 1 ? 5 : maximum, because: '' })) });
    expect(score.parts[1]!.points).toBeLessThan(8);
    expect(score.parts[0]!.points).toBeGreaterThan(20);
  });
});

describe('criticViews', () => {
  it('squeezes the frame by area and cuts crops at full resolution', () => {
    const { frame, crops } = criticViews(gradient(512, 300));
    expect(frame).toHaveLength(3 * FRAME_SIDE ** 2);
    // sample x covers source columns 2x and 2x + 1
    expect(frame[10]).toBe(Math.round((255 * 20.5) / 512));
    // the first crop is the middle: columns 224 .. 287
    expect(crops[0]).toBe(Math.round((255 * 224) / 512));
    expect(crops[1]! - crops[0]!).toBeLessThanOrEqual(1);
    expect(crops).toHaveLength(4 * 3 * CROP_SIDE ** 2);
  });
  it('takes pictures of any size', () => {
    for (const [width, height] of [[1, 1], [3, 700], [63, 64], [257, 255]] as const) expect(() => criticViews(gradient(width, height))).not.toThrow();
  });
});

/** Prefers given words, in order, whatever the picture: a network as far as the reader can tell. */
function scripted(wanted: readonly number[]): Session {
  return {
    provider: 'fake', close: () => Promise.resolve(),
    run: (inputs) => {
      const zeros = (shape: readonly number[]): Tensor => ({ shape, data: new Float32Array(shape.reduce((product, side) => product * side, 1)) });
      if (inputs.tokens === undefined) return Promise.resolve({ context: zeros([1, CONTEXT_LENGTH, STATE_WIDTH]), quality: zeros([1]) });
      const logits = zeros([1, MOST_WORDS, WORDS.length]);
      wanted.forEach((id, position) => { logits.data[position * WORDS.length + id] = 20; });
      return Promise.resolve({ states: zeros([1, CONTEXT_LENGTH + MOST_WORDS, STATE_WIDTH]), mask: zeros([1, CONTEXT_LENGTH + MOST_WORDS]), logits });
    },
  };
}

describe('learnedCritic', () => {
  const idOfWord = (matches: (word: (typeof WORDS)[number]) => boolean): number => WORDS.findIndex(matches);
  it('reads word by word, keeps to the grammar and gives the expected score', async () => {
    const noise = idOfWord((word) => word.kind === 'suggestion' && word.attribute === 'noise' && word.magnitude === 'plain');
    const seventy = idOfWord((word) => word.kind === 'score' && word.value === 70);
    // a suggestion in the reasoning is against the grammar: the reader must take something else there
    const session = scripted([idOf('reasoning'), noise, noise, idOf('score'), seventy, idOf('end')]);
    const { said, opinion } = await learnedCritic(() => Promise.resolve({ context: session, decoder: session })).read(gradient(80, 60));
    expect(said[1]!.word.kind).not.toBe('suggestion');
    expect(said.filter(({ word }) => word.kind === 'suggestion')).toEqual([{ word: WORDS[noise], probability: expect.closeTo(1, 3) as number }]);
    expect(opinion).toBeCloseTo(0.7, 3);
    expect(said.at(-1)!.word).toEqual({ kind: 'mark', mark: 'end' });
  });
});
