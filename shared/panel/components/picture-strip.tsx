import type { PictureState } from '../state/panel-state';
import { fill, useStrings } from '../strings/strings';
import { Button } from './button';
import { Icon } from './icon';
import { usePanel, useSession } from './panel-context';
import { ProxyCanvas } from './proxy-canvas';
import { jobFraction, secondsLeft } from './job-time';

/** All photos with what is going on with each; shown from the second one on. */
export function PictureStrip() {
  const strings = useStrings();
  const session = useSession();
  const pictures = usePanel((state) => state.pictures);
  const activeId = usePanel((state) => state.activeId);
  const choice = usePanel((state) => state.choice);
  if (pictures.length < 2) return null;
  const done = pictures.filter(({ edits }) => edits !== undefined);
  const open = pictures.filter(({ edits, failure }) => edits === undefined && failure === undefined);
  const left = secondsLeft(pictures);
  return (
    <section className="pc-strip" aria-label={strings.pictures}>
      <div className="pc-strip-bar">
        <span className="pc-text pc-muted" role="status">
          {fill(strings.picturesDone, { done: done.length, all: pictures.length })}
          {open.length > 0 && left !== undefined && ` · ${fill(strings.timeLeft, { seconds: left })}`}
        </span>
        <span className="pc-space" />
        {open.length > 0 && <Button look="quiet" onClick={() => { session.cancel(open.map(({ id }) => id)); }}>{strings.cancelAll}</Button>}
        <Button look="quiet" icon="save" disabled={done.length === 0} onClick={() => { session.deliver(done.map(({ id }) => id), choice); }}>{strings.saveAll}</Button>
      </div>
      <ul className="pc-strip-list">
        {pictures.map((picture) => <StripItem key={picture.id} picture={picture} isActive={picture.id === activeId} />)}
      </ul>
    </section>
  );
}

function StripItem({ picture, isActive }: { readonly picture: PictureState; readonly isActive: boolean }) {
  const strings = useStrings();
  const session = useSession();
  const { id, name, thumbnail, job, failure, edits, delivered } = picture;
  const state = job !== undefined ? strings[job.stage] : failure !== undefined ? strings.failed : edits !== undefined ? strings.done : strings.waiting;
  return (
    <li className={`pc-strip-item${isActive ? ' pc-strip-active' : ''}`}>
      <button type="button" className="pc-strip-picture" aria-label={`${name}: ${state}`} title={`${name}: ${state}`} aria-current={isActive} onClick={() => { session.store.dispatch({ type: 'pictureChosen', id }); }}>
        {thumbnail === undefined ? <span className="pc-strip-blank" /> : <ProxyCanvas image={thumbnail} className="pc-strip-canvas" />}
        {failure !== undefined && <span className="pc-badge pc-badge-bad">!</span>}
        {failure === undefined && delivered === true && <span className="pc-badge"><Icon name="check" /></span>}
        {job !== undefined && <span className="pc-strip-progress"><span className="pc-strip-fill" style={{ width: `${jobFraction(job) * 100}%` }} /></span>}
      </button>
      <button type="button" className="pc-strip-remove" aria-label={fill(strings.removePicture, { name })} onClick={() => { session.remove(id); }}><Icon name="close" /></button>
    </li>
  );
}
