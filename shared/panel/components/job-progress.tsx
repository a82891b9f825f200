import { useEffect, useState } from 'react';
import type { PictureState } from '../state/panel-state';
import { fill, useStrings } from '../strings/strings';
import { Button } from './button';
import { jobFraction, jobSecondsLeft } from './job-time';
import { useSession } from './panel-context';

const TICK_MS = 1000;

/** The running job: its stage, how far it is, how long it will take, and the way out. */
export function JobProgress({ picture }: { readonly picture: PictureState }) {
  const strings = useStrings();
  const { cancel } = useSession();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, TICK_MS);
    return () => { clearInterval(timer); };
  }, []);
  const { job } = picture;
  if (job === undefined) return null;
  const percent = Math.round(jobFraction(job) * 100);
  const left = jobSecondsLeft(job, now);
  return (
    <div className="pc-progress">
      <div className="pc-row pc-row-tight">
        <span className="pc-text" role="status">{strings[job.stage]}</span>
        <span className="pc-space" />
        {left !== undefined && <span className="pc-text pc-muted pc-number">{fill(strings.timeLeft, { seconds: left })}</span>}
        <Button look="quiet" onClick={() => { cancel([picture.id]); }}>{strings.cancel}</Button>
      </div>
      <div className="pc-bar" role="progressbar" aria-label={strings[job.stage]} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><div className="pc-bar-fill" style={{ width: `${percent}%` }} /></div>
    </div>
  );
}
