import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { Session, Tensor } from '../../engines/engine';
import { criticInput } from './critic-input';
import { CROP_COUNT, CROP_SIDE, FRAME_SIDE } from './critic-views';
import { mayFollow } from './may-follow';
import { CONTEXT_LENGTH, idOf, MOST_WORDS, STATE_WIDTH, WORDS, type Word } from './vocabulary';

/** One word of the critic and how sure it was of it, 0..1. */
export interface Said { readonly word: Word; readonly probability: number }

/** What the learned critic makes of a photo. */
export interface CriticReading {
  /** 0..1, the expected value over the score words: how people would rate the photo (BIQ2021's scale) */
  readonly opinion: number;
  readonly said: readonly Said[];
  /** H_c, the last-layer states of context and words: `states` [1, T, STATE_WIDTH], `mask` [1, T] with 1 where a state is */
  readonly states: Tensor;
  readonly mask: Tensor;
}

export interface LearnedCritic {
  /** only the score, for evaluation: one run instead of one a word */
  rate(picture: FloatImage): Promise<number>;
  read(picture: FloatImage): Promise<CriticReading>;
}

/** The two networks of models/critic.md. */
export interface CriticSessions { readonly context: Session; readonly decoder: Session }

/** @param open opens models/critic-context.onnx and models/critic-decoder.onnx; called when they are needed for the first time */
export function learnedCritic(open: () => Promise<CriticSessions>): LearnedCritic {
  return {
    async rate(picture) {
      const { context, decoder } = await open();
      const seen = await look(context, picture);
      const asked = [idOf('begin'), idOf('reasoning'), idOf('suggestions'), idOf('score')];
      return expectedScore((await runDecoder(decoder, seen, asked)).logits, asked.length - 1);
    },
    async read(picture) {
      const { context, decoder } = await open();
      const seen = await look(context, picture);
      const ids = [idOf('begin')], said: Said[] = [];
      let opinion = NaN, answer = await runDecoder(decoder, seen, ids);
      while (ids.length < MOST_WORDS && ids.at(-1) !== idOf('end')) {
        if (ids.at(-1) === idOf('score')) opinion = expectedScore(answer.logits, ids.length - 1);
        const next = likeliest(answer.logits, ids);
        ids.push(next.id);
        said.push({ word: WORDS[next.id]!, probability: next.probability });
        answer = await runDecoder(decoder, seen, ids);
      }
      return { opinion, said, states: answer.states, mask: answer.mask };
    },
  };
}

interface Seen { readonly context: Tensor; readonly quality: Tensor }

async function look(session: Session, picture: FloatImage): Promise<Seen> {
  const { features, frame, crops } = criticInput(picture);
  const outputs = await session.run({
    features: { shape: [1, features.length], data: features },
    frame: { shape: [1, 3, FRAME_SIDE, FRAME_SIDE], data: Float32Array.from(frame) },
    crops: { shape: [1, CROP_COUNT, 3, CROP_SIDE, CROP_SIDE], data: Float32Array.from(crops) },
  });
  return { context: outputs.context!, quality: outputs.quality! };
}

interface Answer { readonly logits: Float32Array; readonly states: Tensor; readonly mask: Tensor }

async function runDecoder(session: Session, { context, quality }: Seen, ids: readonly number[]): Promise<Answer> {
  const tokens = new Float32Array(MOST_WORDS);
  tokens.set(ids);
  const { logits, states, mask } = await session.run({ context, quality, tokens: { shape: [1, MOST_WORDS], data: tokens } });
  if (states!.shape[1] !== CONTEXT_LENGTH + MOST_WORDS || states!.shape[2] !== STATE_WIDTH) throw new RangeError('the critic network does not fit its vocabulary');
  return { logits: logits!.data, states: states!, mask: mask! };
}

/** The likeliest word that the grammar allows, and its share among those. */
function likeliest(logits: Float32Array, ids: readonly number[]): { readonly id: number; readonly probability: number } {
  const row = logits.subarray((ids.length - 1) * WORDS.length, ids.length * WORDS.length);
  let best = -1, sum = 0;
  const allowed = WORDS.flatMap((_, id) => (mayFollow(ids, id) ? [id] : []));
  for (const id of allowed) if (best < 0 || row[id]! > row[best]!) best = id;
  for (const id of allowed) sum += Math.exp(row[id]! - row[best]!);
  return { id: best, probability: 1 / sum };
}

/** Expected value over the score words at a position, 0..1: finer than the likeliest one (AesFormer, GRPO-A). */
function expectedScore(logits: Float32Array, position: number): number {
  const row = logits.subarray(position * WORDS.length, (position + 1) * WORDS.length);
  const scores = WORDS.flatMap((word, id) => (word.kind === 'score' ? [{ value: word.value, logit: row[id]! }] : []));
  const top = Math.max(...scores.map(({ logit }) => logit));
  const weights = scores.map(({ value, logit }) => ({ value, weight: Math.exp(logit - top) }));
  return weights.reduce((sum, { value, weight }) => sum + value * weight, 0) / weights.reduce((sum, { weight }) => sum + weight, 0) / 100;
}
