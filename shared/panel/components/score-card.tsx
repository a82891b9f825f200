import type { CritiqueScore } from '../../critique/critique';
import { fill, useStrings } from '../strings/strings';

/** The score as the sum that it is: one bar a part, as long as its maximum. */
export function ScoreCard({ score, after }: { readonly score: CritiqueScore; readonly after: number | undefined }) {
  const strings = useStrings();
  return (
    <section className="pc-score" aria-label={`${strings.score}: ${fill(strings.scoreOf, { value: score.value })}`}>
      <div className="pc-score-sum">
        <span className="pc-score-value pc-number">{score.value}</span>
        <span className="pc-text pc-muted">{fill(strings.scoreOf, { value: '' }).trim()}</span>
        <span className="pc-space" />
        {after !== undefined && after !== score.value && <span className="pc-text pc-good">{fill(strings.scoreAfter, { value: Math.round(after) })}</span>}
      </div>
      <ul className="pc-parts" aria-label={strings.scoreParts}>
        {score.parts.map(({ name, points, maximum, because }) => (
          <li key={name} className="pc-part" title={because}>
            <span className="pc-part-name">{name}</span>
            <span className="pc-part-track" aria-hidden="true"><span className={`pc-part-fill ${points / maximum < 0.5 ? 'pc-part-low' : ''}`} style={{ width: `${(points / maximum) * 100}%` }} /></span>
            <span className="pc-part-points pc-number">{points}<span className="pc-muted"> / {maximum}</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
