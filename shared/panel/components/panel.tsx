import { useState } from 'react';
import type { PanelSession } from '../session/panel-session';
import { StringsContext, type Strings } from '../strings/strings';
import { CaptureFailure } from './capture-failure';
import { ConnectionCard } from './connection-card';
import { CritiqueView } from './critique-view';
import { EmptyState } from './empty-state';
import { FailureCard } from './failure-card';
import { Header } from './header';
import { JobProgress } from './job-progress';
import { OutputView } from './output-view';
import { SessionContext, useActivePicture, usePanel, useSession } from './panel-context';
import { PairedApps } from './paired-apps';
import { PictureStrip } from './picture-strip';
import { PlanView } from './plan-view';
import { Tabs } from './tabs';
import { Viewer } from './viewer';

/** The whole panel, the same in every host. */
export function Panel({ session, strings }: { readonly session: PanelSession; readonly strings: Strings }) {
  const [appsOpen, setAppsOpen] = useState(false);
  return (
    <StringsContext value={strings}>
      <SessionContext value={session}>
        <main className="pc-panel" aria-label={strings.panelRegion}>
          <Header appsOpen={appsOpen} onApps={session.host.abilities.managesApps === true ? () => { setAppsOpen(!appsOpen); } : undefined} />
          <ConnectionCard />
          {appsOpen && <PairedApps onClose={() => { setAppsOpen(false); }} />}
          <CaptureFailure />
          <Body strings={strings} />
        </main>
      </SessionContext>
    </StringsContext>
  );
}

function Body({ strings }: { readonly strings: Strings }) {
  const { store } = useSession();
  const picture = useActivePicture();
  const tab = usePanel((state) => state.tab);
  if (picture === undefined) return <EmptyState />;
  const tabs = [{ id: 'critique', label: strings.tabCritique }, { id: 'plan', label: strings.tabPlan }, { id: 'output', label: strings.tabOutput }] as const;
  return (
    <div className="pc-body">
      <div className="pc-stage">
        <Viewer picture={picture} />
        <PictureStrip />
      </div>
      <div className="pc-side">
        <FailureCard picture={picture} />
        {picture.job !== undefined && <JobProgress picture={picture} />}
        <Tabs entries={tabs} chosen={tab} label={strings.tabs} onChoose={(id) => { store.dispatch({ type: 'tab', tab: id }); }} />
        <div key={`${picture.id} ${tab}`} className="pc-scroll" role="tabpanel" id="pc-tab-panel" aria-labelledby={`pc-tab-${tab}`} tabIndex={0}>
          {tab === 'critique' && <CritiqueView picture={picture} />}
          {tab === 'plan' && <PlanView picture={picture} />}
          {tab === 'output' && <OutputView picture={picture} />}
        </div>
      </div>
    </div>
  );
}
