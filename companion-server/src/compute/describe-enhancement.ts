import type { ComplianceItem } from '@photocrafter/shared/attributes/compliance';
import type { parseInstruction } from '@photocrafter/shared/critique/instruction';
import { printSuggestion } from '@photocrafter/shared/critique/suggestion-phrases';
import type { Enhancement } from '../artist/enhance-photo';
import type { JobReport } from './messages';

const WHY_UNJUDGED = {
  notPhotometric: 'not a matter of tone or colour, not judged',
  regional: 'done in a part of the picture, not judged on the whole',
  notMeasurable: 'cannot be measured on this picture',
  contradicted: 'contradicted by another wish',
  repeated: 'said before',
} as const;

/** Puts what an enhancement did into the report's words: what was followed and by how much, what was not done and why. */
export function describeEnhancement(enhancement: Enhancement, asked: ReturnType<typeof parseInstruction> | undefined): Partial<JobReport> {
  const { compliance, gate, notExecuted, scoreAfter } = enhancement;
  const notDone = notExecuted.map(({ suggestion, because }) => `${printSuggestion(suggestion)}: ${because}`);
  const notUnderstood = [...(asked?.notUnderstood ?? []), ...notDone];
  return {
    ...(compliance.value !== undefined && { rComp: compliance.value }),
    compliance: compliance.items.map((item) => ({ suggestion: printSuggestion(item.suggestion), satisfied: item.judged && item.satisfied, measured: measured(item), judged: item.judged })),
    ...(notUnderstood.length > 0 && { notUnderstood }),
    gate: [...gate, ...(asked?.notes ?? [])],
    ...(scoreAfter !== undefined && { scoreAfter }),
  };
}

function measured(item: ComplianceItem): string {
  if (!item.judged) return WHY_UNJUDGED[item.because];
  const digits = item.unit === 'EV' ? 2 : 1;
  return `${item.measuredDelta >= 0 ? '+' : ''}${item.measuredDelta.toFixed(digits)} ${item.unit}`;
}
