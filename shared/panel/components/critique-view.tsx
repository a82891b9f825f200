import { useState } from 'react';
import { CRITIQUE_SECTIONS } from '../../critique/critique';
import { printCritique } from '../../critique/grammar';
import type { PictureState } from '../state/panel-state';
import { fill, useStrings } from '../strings/strings';
import { Button } from './button';
import { FindingRow } from './finding-row';
import { useSession } from './panel-context';
import { ScoreCard } from './score-card';
import { SuggestionCard } from './suggestion-card';

/** What the critic says: the score and how it adds up, what to change and why, and the five sections. */
export function CritiqueView({ picture }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const { critique, takes, takeId } = picture;
  if (critique === undefined) return <p className="pc-text pc-muted pc-pad">{strings.critiquePending}</p>;
  const report = takes.find(({ id }) => id === takeId)?.report;
  return (
    <div className="pc-critique">
      {critique.score !== undefined && <ScoreCard score={critique.score} after={report?.scoreAfter} />}
      <p className="pc-text pc-lead">{critique.sections.overall}</p>
      <h2 className="pc-heading">{strings.suggestions}</h2>
      {critique.suggestions.length === 0 && <p className="pc-text pc-muted">{strings.noSuggestions}</p>}
      {critique.suggestions.map((suggestion, i) => <SuggestionCard key={i} suggestion={suggestion} critique={critique} compliance={report?.compliance} />)}
      {CRITIQUE_SECTIONS.filter((section) => section !== 'overall').map((section) => {
        const findings = critique.findings.filter((finding) => finding.section === section);
        return (
          <section key={section} aria-label={strings[section]}>
            <h2 className="pc-heading">{strings[section]}</h2>
            {findings.length === 0 ? <p className="pc-text">{critique.sections[section]}</p> : <ul className="pc-list">{findings.map((finding) => <FindingRow key={finding.id} finding={finding} />)}</ul>}
          </section>
        );
      })}
      <div className="pc-row pc-foot">
        <span className="pc-text pc-muted pc-small">{fill(strings.criticName, { critic: critique.critic })}</span>
        <span className="pc-space" />
        <CopyButton text={printCritique(critique)} />
      </div>
    </div>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const strings = useStrings();
  const { host } = useSession();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await host.copyText(text);
    setCopied(true);
  };
  return <Button icon="copy" look="quiet" onClick={() => { void copy(); }}>{isCopied ? strings.copied : strings.copyText}</Button>;
}
