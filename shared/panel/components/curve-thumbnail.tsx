import { compileCurve } from '../../adjustments/curves';
import type { CurvePoint } from '../../adjustments/adjustment';

const SIDE = 64;

/** A curve as it looks in a curves dialogue. */
export function CurveThumbnail({ points, label }: { readonly points: readonly CurvePoint[]; readonly label: string }) {
  const curve = compileCurve(points);
  const line = Array.from({ length: SIDE + 1 }, (_, x) => `${x} ${(SIDE * (1 - curve(x / SIDE))).toFixed(1)}`).join(' L');
  return (
    <svg className="pc-curve" viewBox={`0 0 ${SIDE} ${SIDE}`} width={SIDE} height={SIDE} role="img" aria-label={label}>
      <path d={`M0 ${SIDE} L${SIDE} 0`} stroke="currentColor" strokeOpacity="0.3" strokeWidth="1" />
      <path d={`M${line}`} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
