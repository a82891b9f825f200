import type { Critique, Suggestion } from '@photocrafter/shared/critique/critique';
import { correctionOf } from './corrections/correction-of';
import { suggestCorrections } from './corrections/suggest-corrections';
import type { CriticEvidence } from './evidence';
import { judge } from './judge';
import { score } from './score';
import { speak } from './speak';
import { severityBehind, suggest } from './suggest';

const MOST_SUGGESTIONS = 5;

/**
 * The embedded critic: evidence in, a complete critique out. Pure and deterministic; nothing is said that was not measured.
 * Tone and colour are suggested as simulated (so that the artist does what is said), the rest as the findings ask.
 */
export function critique(evidence: CriticEvidence): Critique {
  const findings = judge(evidence);
  const others = suggest(findings).filter((suggestion) => correctionOf(suggestion) === undefined);
  const { simulation, corrections } = evidence;
  const tonal = simulation === undefined || corrections === undefined ? [] : suggestCorrections(simulation.before, simulation.after, corrections);
  const severity = (suggestion: Suggestion): number => severityBehind(suggestion, findings);
  // a stable sort: suggestions without a finding keep their order, largest change first, behind the faults
  const suggestions = [...tonal, ...others].sort((p, q) => severity(q) - severity(p)).slice(0, MOST_SUGGESTIONS);
  return {
    schemaVersion: 1,
    sections: speak(evidence, findings, suggestions),
    findings,
    suggestions,
    score: score(evidence, findings),
    critic: evidence.subject?.method === 'u2netp' ? 'measured + u2netp' : 'measured',
  };
}
