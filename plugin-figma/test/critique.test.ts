import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { createPanelSession, type PanelSession } from '../../shared/panel/session/panel-session';
import type { PictureState } from '../../shared/panel/state/panel-state';
import { runCompanion, type RunningCompanion } from '../../test/panel/run-companion';
import { openStage, type FigmaStage } from './figma-stage';

const SAMPLE = readFileSync(join(__dirname, '../../samples/overcast-shore.jpg'));
const PATIENCE_MS = 180_000;

/** The panel's session without its looks: interface in Node, document in QuickJS, and the real companion. */
describe('critiquing with the real companion', () => {
  let companion: RunningCompanion;
  let stage: FigmaStage;
  let stop: AbortController;
  beforeAll(async () => { companion = await runCompanion(); }, 60_000);
  afterAll(() => companion.close());
  let session: PanelSession;
  afterEach(() => {
    stop.abort();
    session.link.retry();
    stage.engine.close();
  });

  const open = async (command: string): Promise<void> => {
    stop = new AbortController();
    stage = await openStage({ command, port: companion.port });
    await stage.host.token.pair(`http://localhost:${companion.port}`, (await companion.control.openPairing('figma')).code);
    session = createPanelSession(stage.host);
  };
  const until = async (done: (picture: PictureState) => boolean): Promise<PictureState> => {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
      const [picture] = session.store.state().pictures;
      if (picture?.failure !== undefined) throw new Error(JSON.stringify(picture.failure));
      if (picture !== undefined && done(picture)) return picture;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    throw new Error(`waited in vain: ${JSON.stringify(session.store.state().connection)}`);
  };

  it('critiques a frame as it is seen, in place, without editing it', async () => {
    await open('critique');
    const { user } = stage.engine;
    const hash = stage.engine.importImage(new Uint8Array(await sharp(SAMPLE).resize(300).png().toBuffer()));
    user.addImage(hash, 300, 225);
    const id = user.build({ type: 'FRAME', name: 'Poster', width: 320, height: 240, props: { fills: [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }] }, children: [{ type: 'RECTANGLE', width: 300, height: 200, x: 10, y: 10, props: { fills: [{ type: 'IMAGE', scaleMode: 'FIT', imageHash: hash }] } }] });
    user.select([id]);
    session.start(stop.signal);
    await until(({ critique, job }) => critique !== undefined && job === undefined);
    expect(user.children(user.page())).toEqual([id]);
    expect((user.node(id).props['annotations'] as unknown[]).length).toBeGreaterThan(0);
    expect(user.undoSteps()).toBe(1);
  }, PATIENCE_MS);
});
