import type { Finding } from '@photocrafter/shared/critique/critique';
import type { CriticEvidence } from './evidence';
import { castRule, saturationRule } from './judge/colour-rules';
import { clutterRule, horizonRule, placementRule } from './judge/composition-rules';
import { compressionRule, focusRule, hazeRule, noiseRule, rainRule } from './judge/detail-rules';
import { clippingRule, exposureRule, subjectLightRule } from './judge/exposure-rules';
import { intentRule } from './judge/intent-rule';
import type { Rule } from './judge/observation';
import { contrastRule } from './judge/contrast-rule';
import { createPicker } from './phrases/picker';
import { wordFinding } from './phrases/word-finding';

const RULES: readonly Rule[] = [
  exposureRule, subjectLightRule, clippingRule, contrastRule, castRule, saturationRule,
  focusRule, noiseRule, compressionRule, rainRule, hazeRule, horizonRule, placementRule, clutterRule, intentRule,
];

/**
 * What is good, what is deliberate and what hurts, each with its numbers and place; faults first, most severe first.
 * A fault that an intent explains is weakened or left out, small deviations are not named. Deterministic.
 */
export function judge(evidence: CriticEvidence): Finding[] {
  const pick = createPicker(evidence);
  return RULES
    .flatMap((rule) => rule(evidence))
    .sort((a, b) => b.severity - a.severity)
    .map((observation) => wordFinding(observation, pick));
}
