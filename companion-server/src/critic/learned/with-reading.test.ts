import type { Critique, Finding } from '@photocrafter/shared/critique/critique';
import type { CriticEvidence } from '../evidence';
import { PLAIN_EVIDENCE } from '../evidence.fixture';
import type { CriticReading } from './learned-critic';
import { withReading } from './with-reading';
import { WORDS } from './vocabulary';

const clean: Finding = { id: 'clean', section: 'quality', polarity: 'strength', statement: 'Flat areas are clean.', evidence: [], severity: 0 };
const critique: Critique = {
  schemaVersion: 1, findings: [clean], suggestions: [], critic: 'measured',
  sections: { quality: 'Flat areas are clean.', colourAndLight: 'b', composition: 'c', aesthetics: 'd', overall: 'e' },
  score: { value: 80, parts: [{ name: 'all', points: 80, maximum: 100, because: '' }] },
};
const tensor = { shape: [1, 1], data: new Float32Array(1) };

function reading(attribute: string, probability: number): CriticReading {
  const word = WORDS.find((one) => one.kind === 'suggestion' && one.attribute === attribute)!;
  return { opinion: 0.55, said: [{ word, probability }], states: tensor, mask: tensor };
}

const noisy = (noise: number): CriticEvidence => { return { ...PLAIN_EVIDENCE, global: { ...PLAIN_EVIDENCE.global, noise } }; };

describe('withReading', () => {
  it('takes the score from the network and keeps the measured one for comparing edits', () => {
    const { critique: { score, critic }, measuredScore } = withReading({ evidence: noisy(0.5), critique }, reading('noise', 0.9));
    expect(score).toEqual({ value: 55, parts: [{ name: 'all', points: 55, maximum: 100, because: '' }] });
    expect(measuredScore).toBe(80);
    expect(critic).toBe('measured + learned');
  });
  it('does not speak a claim that measurement contradicts, nor an unsure one, nor one that cannot be measured', () => {
    expect(withReading({ evidence: noisy(0.5), critique }, reading('noise', 0.9)).critique.suggestions).toEqual([]);
    expect(withReading({ evidence: noisy(2.4), critique }, reading('noise', 0.3)).critique.suggestions).toEqual([]);
    expect(withReading({ evidence: noisy(2.4), critique }, reading('compression', 0.9)).critique.suggestions).toEqual([]);
  });
  it('speaks a claim that measurement bears out, with the number, and takes back the praise that it contradicts', () => {
    const { critique: heard } = withReading({ evidence: noisy(2.4), critique }, reading('noise', 0.9));
    expect(heard.suggestions).toEqual([expect.objectContaining({ attribute: 'noise', direction: 'remove', reason: expect.stringContaining('2.4') as string })]);
    expect(heard.findings.map(({ id }) => id)).toEqual(['noise']);
    expect(heard.sections.quality).toContain('2.4');
    expect(heard.sections.quality).not.toContain('clean');
  });
});
