import type { Critique, Suggestion } from '../../critique/critique';
import { printSuggestion } from '../../critique/suggestion-phrases';
import type { JobReport } from '../../protocol/job-report';
import { fill, useStrings } from '../strings/strings';
import { sentence } from '../strings/sentence';
import { EvidenceList } from './evidence-list';
import { useHighlight } from './use-highlight';

/** One thing to change: what, why, the measurements behind it, and whether the edit followed. */
export function SuggestionCard({ suggestion, critique, compliance }: { readonly suggestion: Suggestion; readonly critique: Critique; readonly compliance: JobReport['compliance'] }) {
  const strings = useStrings();
  const words = printSuggestion(suggestion);
  const finding = critique.findings.find(({ statement }) => statement === suggestion.reason);
  const kept = compliance?.find((item) => item.suggestion === words);
  const pointing = useHighlight(finding?.region);
  return (
    <article className="pc-card pc-suggestion" {...pointing}>
      <h3 className="pc-suggestion-title">{sentence(words)}</h3>
      <p className="pc-text">{sentence(suggestion.reason)}</p>
      {finding !== undefined && <EvidenceList evidence={finding.evidence} />}
      {kept !== undefined && <p className={`pc-text pc-small ${kept.satisfied ? 'pc-good' : 'pc-muted'}`}>{kept.judged === false ? sentence(kept.measured) : fill(kept.satisfied ? strings.followed : strings.notFollowed, { measured: kept.measured })}</p>}
    </article>
  );
}
