/**
 * Which photos of the shared data folder are held out: never trained on, never looked at while choosing thresholds. Whole packages,
 * so that no author is on both sides: those whose name has an FNV-1a hash divisible by five. All of `cid22` is held out.
 */
export function isHeldOut(packageName: string): boolean {
  let hash = 2166136261;
  for (let i = 0; i < packageName.length; i++) hash = Math.imul(hash ^ packageName.charCodeAt(i), 16777619) >>> 0;
  return hash % 5 === 0;
}
