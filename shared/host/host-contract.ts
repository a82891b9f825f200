import type { PortableSignal } from '../client/portable-fetch';
import { toAppError, type AppError } from '../errors/app-error';
import type { EditPlan } from '../plan/edit-plan';
import type { Delivery, HostAdapter, HostPicture, OutputChoice } from './host-adapter';

/**
 * A host with one open document and one picture selected in it, as a contract case finds it: a strict fake in tests, the real host
 * in a script that a person runs. Values are compared by their JSON, so they must be plain.
 */
export interface HostStage {
  readonly host: HostAdapter;
  /** the whole document as the host keeps it: layers, pixels (or their hashes), masks, selection, notes, stored texts */
  document(): unknown;
  /** the picture that the user gave, pixels included, and nothing else */
  original(): unknown;
  /** where the picture lies, in the host's own units */
  originalBounds(): ContractBounds;
  /** where the newest thing that was placed lies; undefined when nothing was */
  placedBounds(): ContractBounds | undefined;
  /** what the user sees where the picture is: interleaved R, G, B, A, 0..1 */
  look(): Promise<readonly number[]>;
  /** undo steps that the user could take */
  undoSteps(): number;
  undo(): Promise<void>;
  /** takes the picture away, as its user might while the companion works */
  removeOriginal(): Promise<void>;
  /** things that a host must give back and has not: image data, temporary documents, listeners */
  leaks(): number;
  /** runs `action` when the host or the companion is called for the n-th time from now on (0 the first); undefined stops that */
  onCall(n: number | undefined, action: () => void): void;
  /** a finished render job of this plan for this picture, on whatever companion the stage has */
  delivery(picture: HostPicture, plan: EditPlan, choice: OutputChoice): Promise<Delivery>;
  close(): Promise<void>;
}
export interface ContractBounds { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** One promise that every host keeps. `run` throws an Error that says what was broken. */
export interface ContractCase { readonly name: string; run(): Promise<void> }

export interface ContractOptions {
  readonly open: () => Promise<HostStage>;
  /** the AbortController of whoever runs the suite */
  readonly newController: () => { readonly signal: PortableSignal; abort(): void };
  /** does something visible, and something whose masks and strengths matter */
  readonly plan: EditPlan;
  /** changes nothing */
  readonly identity: EditPlan;
  /** how far looks may differ and still be the same, 0..1: the host's own depth */
  readonly tolerance: number;
}

const CHOICE: OutputChoice = { layers: 'both', notes: false, formats: [], options: [] };
/** More calls than any host makes to place one picture; reaching it means that cancelling never lets `apply` end. */
const MAX_CALLS = 3_000;

/**
 * What every host promises, whatever it is made of: the original is never touched, a result is one undo step, pixels land where the
 * picture is, cancelling leaves no trace, a picture that is gone is said to be gone. Test runners turn the cases into tests.
 */
export function hostContract(options: ContractOptions): readonly ContractCase[] {
  const { open, newController, plan, identity, tolerance } = options;
  const onStage = (name: string, run: (stage: HostStage) => Promise<void>): ContractCase => ({
    name,
    async run() {
      const stage = await open();
      try {
        await run(stage);
        check(stage.leaks() === 0, `${stage.leaks()} resources of the host were not given back`);
      } finally {
        await stage.close();
      }
    },
  });
  const never = (): PortableSignal => newController().signal;
  const apply = async (stage: HostStage, wanted: EditPlan, choice: OutputChoice = CHOICE): Promise<void> => {
    const picture = await captured(stage, never());
    await stage.host.apply(await stage.delivery(picture, wanted, choice), never());
  };

  return [
    onStage('says what it can in a form that travels', async ({ host }) => {
      same(JSON.parse(JSON.stringify(host.capabilities)), host.capabilities, 'capabilities do not survive JSON');
      check(host.capabilities.host === host.name, 'capabilities name another host');
      return Promise.resolve();
    }),
    onStage('captures without changing anything', async (stage) => {
      const before = stage.document();
      const steps = stage.undoSteps();
      const picture = await captured(stage, never());
      const proxy = await picture.proxy(4096, never());
      check(proxy.width * proxy.height <= 4096, `a proxy of 4096 pixels has ${proxy.width}x${proxy.height}`);
      check(proxy.data.length === proxy.width * proxy.height * 4, 'a proxy holds another number of samples than its size says');
      await stage.delivery(picture, identity, CHOICE);
      same(stage.document(), before, 'the document changed');
      check(stage.undoSteps() === steps, 'capturing left an undo step');
    }),
    onStage('gives the same picture the same id, and one selection one picture', async (stage) => {
      const first = await captured(stage, never());
      const second = await captured(stage, never());
      check(first.id === second.id, 'the id changed between two captures');
    }),
    ...(['adjustments', 'enhanced', 'both'] as const).map((layers) => onStage(`places ${layers} in one undo step, never touching the original`, async (stage) => {
      const before = stage.document();
      const original = stage.original();
      const steps = stage.undoSteps();
      const look = await stage.look();
      await apply(stage, plan, { ...CHOICE, layers });
      same(stage.original(), original, 'the original changed');
      check(stage.undoSteps() === steps + 1, `${stage.undoSteps() - steps} undo steps instead of one`);
      check(distance(await stage.look(), look) > tolerance, 'nothing changed to the eye');
      await stage.undo();
      same(stage.document(), before, 'undo did not bring the document back');
    })),
    onStage('places the result exactly where the picture is', async (stage) => {
      await apply(stage, plan);
      same(stage.placedBounds(), stage.originalBounds(), 'the result lies elsewhere');
    }),
    onStage('looks the same with a plan that does nothing', async (stage) => {
      const before = await stage.look();
      await apply(stage, identity);
      const off = distance(await stage.look(), before);
      check(off <= tolerance, `the picture differs by ${off}`);
    }),
    onStage('leaves no trace when it is cancelled, wherever that happens', async (stage) => {
      const picture = await captured(stage, never());
      const delivery = await stage.delivery(picture, plan, CHOICE);
      const before = stage.document();
      for (let n = 0; n < MAX_CALLS; n++) {
        const controller = newController();
        let reached = false;
        stage.onCall(n, () => { reached = true; controller.abort(); });
        const outcome = await outcomeOf(stage.host.apply(delivery, controller.signal));
        stage.onCall(undefined, () => undefined);
        check(stage.leaks() === 0, `${stage.leaks()} resources leaked when cancelled at call ${n}`);
        if (outcome === undefined) await stage.undo();
        else check(outcome.code === 'CANCELLED', `cancelled at call ${n}, it failed with ${outcome.code} ${outcome.detail}`);
        same(stage.document(), before, `traces remained when cancelled at call ${n}`);
        if (!reached) return;
      }
      throw new Error(`placing a picture took more than ${MAX_CALLS} calls`);
    }),
    onStage('does not begin when it was cancelled before', async (stage) => {
      const delivery = await stage.delivery(await captured(stage, never()), plan, CHOICE);
      const before = stage.document();
      const controller = newController();
      controller.abort();
      check((await outcomeOf(stage.host.apply(delivery, controller.signal)))?.code === 'CANCELLED', 'it went on');
      same(stage.document(), before, 'the document changed');
    }),
    onStage('says so when the picture is gone, and changes nothing', async (stage) => {
      const delivery = await stage.delivery(await captured(stage, never()), plan, CHOICE);
      await stage.removeOriginal();
      const before = stage.document();
      const outcome = await outcomeOf(stage.host.apply(delivery, never()));
      check(outcome?.code === 'DOCUMENT_CHANGED', `the answer was ${outcome?.code ?? 'a success'}`);
      same(stage.document(), before, 'the document changed');
    }),
    onStage('puts notes beside the picture, not into it', async (stage) => {
      if (!stage.host.abilities.notes) return;
      const picture = await captured(stage, never());
      const { critique } = await stage.delivery(picture, plan, CHOICE);
      const original = stage.original();
      await stage.host.notes(picture, critique);
      same(stage.original(), original, 'the original changed');
    }),
    onStage('remembers small texts', async ({ host }) => {
      await host.remember('contract', '{"text":"π ✓"}');
      check(await host.recall('contract') === '{"text":"π ✓"}', 'a text was not remembered as it was');
      check(await host.recall('contract-never-written') === undefined, 'a text appeared that nobody wrote');
    }),
  ];
}

async function captured({ host }: HostStage, signal: PortableSignal): Promise<HostPicture> {
  const pictures = await host.capture(signal);
  check(pictures.length === 1, `one selected picture gave ${pictures.length}`);
  return pictures[0]!;
}

async function outcomeOf(work: Promise<void>): Promise<AppError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return toAppError(error);
  }
}

function distance(one: readonly number[], other: readonly number[]): number {
  check(one.length === other.length, `a look of ${one.length} samples became one of ${other.length}`);
  return one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);
}

function same(found: unknown, wanted: unknown, complaint: string): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (one === other) return;
  const at = [...one].findIndex((letter, i) => letter !== other[i]);
  throw new Error(`${complaint}: ...${one.slice(Math.max(0, at - 60), at + 60)}... instead of ...${other.slice(Math.max(0, at - 60), at + 60)}...`);
}

function check(holds: boolean, complaint: string): void {
  if (!holds) throw new Error(complaint);
}
