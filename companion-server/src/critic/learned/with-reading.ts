import type { Examination } from '../examine-photo';
import { confirmClaims } from './confirm-claims';
import type { CriticReading } from './learned-critic';
import { learnedScore } from './learned-score';

const MOST_SUGGESTIONS = 5;

/**
 * Puts what the learned critic makes of a photo into its examination: the score becomes the one that people would give, confirmed claims are
 * spoken beside what was measured. The measured critic stays: its evidence, its words, and its score, by which edits are compared.
 */
export function withReading(examination: Examination, { opinion, said }: CriticReading): Examination {
  const { critique, evidence } = examination;
  const { score } = critique;
  const claims = confirmClaims(said, evidence, critique.findings);
  // a strength that a confirmed claim contradicts is taken back
  const contradicted: readonly string[] = claims.map(({ finding }) => (finding.id === 'noise' ? 'clean' : finding.id === 'softFocus' ? 'crisp' : ''));
  const taken = critique.findings.filter(({ id }) => contradicted.includes(id));
  const quality = [...claims.map(({ finding }) => finding.statement), taken.reduce((text, { statement }) => text.replace(statement, '').replace(/ {2,}/g, ' ').trim(), critique.sections.quality)];
  return {
    evidence,
    critique: {
      ...critique,
      sections: claims.length === 0 ? critique.sections : { ...critique.sections, quality: quality.filter((text) => text !== '').join(' ') },
      findings: [...critique.findings.filter((finding) => !taken.includes(finding)), ...claims.map(({ finding }) => finding)],
      suggestions: [...critique.suggestions, ...claims.map(({ suggestion }) => suggestion)].slice(0, MOST_SUGGESTIONS),
      ...(score && { score: learnedScore(opinion, score) }),
      critic: `${critique.critic} + learned`,
    },
    ...(score && { measuredScore: score.value }),
  };
}
