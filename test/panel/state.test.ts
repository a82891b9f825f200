import fc from 'fast-check';
import type { CurvePoint } from '@photocrafter/shared/adjustments/adjustment';
import { checkParams } from '@photocrafter/shared/operators/check-params';
import { OPERATORS } from '@photocrafter/shared/operators/index';
import type { EditPlan, PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { evaluateLayers } from '@photocrafter/shared/adjustments/evaluate';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import { previewLayers } from '../../shared/panel/preview/preview-layers';
import { diagnoseLocalNetwork } from '../../shared/panel/connection/local-network';
import { countHistogram } from '../../shared/panel/preview/histogram';
import { INITIAL_VIEW, panesOf } from '../../shared/panel/preview/view-geometry';
import { withoutPicture } from '../../shared/panel/session/presets';
import { withoutPaths } from '../../shared/panel/session/without-paths';
import { WorkQueue } from '../../shared/panel/session/work-queue';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { HostAdapter, HostPicture } from '@photocrafter/shared/host/host-adapter';
import type { CompanionLink } from '../../shared/panel/connection/companion-link';
import { beginWish } from '../../shared/panel/session/begin-wish';
import { INITIAL_STATE } from '../../shared/panel/state/panel-state';
import { createStore } from '../../shared/panel/state/store';
import type { JobEvent } from '@photocrafter/shared/protocol/job-event';
import type { JobReport } from '@photocrafter/shared/protocol/job-report';
import type { PictureState } from '../../shared/panel/state/panel-state';
import { reducePicture } from '../../shared/panel/state/picture-reducer';
import { addPoint, movePoint, removePoint } from '../../shared/panel/state/curve-points';
import { changeEdit, planToSend, redoEdit, startHistory, undoEdit, type Edit } from '../../shared/panel/state/edit-history';

const step: PlanStep = { id: 'a', dimension: 'colourAndLight', lane: 'adjustments', operator: 'exposure', version: 1, params: { exposureEv: 1 }, reason: '', enabled: true, strength: 0.5 };
const plan: EditPlan = { schemaVersion: 1, steps: [step], advice: {} };
const edit = (masterStrength: number): Edit => ({ plan, masterStrength });

describe('edit history', () => {
  it('takes one gesture as one step, and what follows an undo as a new future', () => {
    let history = startHistory(edit(1));
    for (const strength of [0.9, 0.8, 0.7]) history = changeEdit(history, edit(strength), 'drag');
    history = changeEdit(history, edit(0.2), 'another');
    expect(history.past.map(({ masterStrength }) => masterStrength)).toEqual([1, 0.7]);
    history = undoEdit(history);
    expect(history.present.masterStrength).toBe(0.7);
    expect(redoEdit(history).present.masterStrength).toBe(0.2);
    history = changeEdit(history, edit(0.6), 'drag');
    expect(redoEdit(history)).toMatchObject({ present: edit(0.6), future: [] });
    expect(undoEdit(undoEdit(undoEdit(undoEdit(history)))).present.masterStrength).toBe(1);
  });
  it('sends the master strength within every step', () => {
    expect(planToSend(edit(0.5)).steps[0]!.strength).toBe(0.25);
  });
  it('makes presets of steps that fit any picture', () => {
    const masked: PlanStep = { ...step, id: 'b', mask: { kind: 'radial', centreX: 0.5, centreY: 0.5, inner: 0, outer: 1 } };
    expect(withoutPicture({ ...plan, steps: [step, masked], advice: { pose: 'stand' } })).toEqual({ ...plan, advice: {} });
  });
});

describe('takes', () => {
  const report: JobReport = { critique: { schemaVersion: 1, sections: { quality: '', colourAndLight: '', composition: '', aesthetics: '', overall: '' }, findings: [], suggestions: [], critic: 'measured' }, plan, gate: ['of the default'], scoreAfter: 70, hints: [], files: [], stageMilliseconds: {}, peakRssBytes: 1 };
  const picture: PictureState = { id: 'p', name: 'p', source: {} as HostPicture, takes: [], job: { purpose: 'enhance', stage: 'plan', progress: 0, startedAt: 0 } };
  it('offers the other plans of a run behind the default one, each with what was measured on it alone', () => {
    const other: EditPlan = { ...plan, steps: [{ ...step, params: { exposureEv: 0.5 } }] };
    const event: JobEvent = { type: 'result', seq: 1, at: 9, report: { ...report, otherTakes: [{ plan: other, scoreAfter: 68 }] } };
    const { takes, takeId } = reducePicture(picture, { type: 'event', event, instruction: '' });
    expect(takes.map((take) => [take.plan, take.report.scoreAfter, take.report.gate])).toEqual([[plan, 70, ['of the default']], [other, 68, undefined]]);
    expect(takeId).toBe(takes[0]!.id);
    expect(new Set(takes.map(({ id }) => id)).size).toBe(2);
  });
});

describe('a wish', () => {
  it.each(['place', 'again', 'plan'] as const)('to %s that cannot be met shows why, and leaves nothing that seems to run', async (wish) => {
    const store = createStore();
    const host = { name: 'photoshop', recall: () => Promise.resolve(JSON.stringify({ instruction: '', choice: INITIAL_STATE.choice, edit: edit(1) })) } as unknown as HostAdapter;
    const link = { use: () => Promise.reject(new AppError('IMAGE_TOO_LARGE')) } as unknown as CompanionLink;
    const source = { id: 'p', name: 'p', wish } as unknown as HostPicture;
    store.dispatch({ type: 'picturesAdded', pictures: [source] });
    await beginWish({ store, host, link }, source, new AbortController().signal);
    expect(store.state().pictures[0]).toMatchObject({ failure: { code: 'IMAGE_TOO_LARGE' } });
    expect(store.state().pictures[0]!.job).toBeUndefined();
    expect(store.state().pictures[0]!.attempt?.purpose).toBe(wish === 'plan' ? 'critique' : 'enhance');
  });
});

describe('preview layers', () => {
  const vibrance = (amount: number): EditPlan => ({ ...plan, steps: [{ ...step, operator: 'vibrance', params: { amount }, strength: 1 }] });
  const photo = { width: 7, height: 7, encoding: SRGB, data: Float32Array.from({ length: 147 }, (_, i) => ((i * 53) % 101) / 100) };
  it('are exact unless a draft is allowed, and a draft is near', () => {
    const exact = previewLayers(vibrance(40), 1);
    expect(exact).toEqual({ layers: lowerPlan(vibrance(40), SRGB), isDraft: false });
    const draft = previewLayers(vibrance(41), 1, true);
    expect(draft.isDraft).toBe(true);
    const meant = evaluateLayers(lowerPlan(vibrance(41), SRGB), photo).data;
    const shown = evaluateLayers(draft.layers, photo).data;
    const differences = meant.map((value, i) => Math.abs(value - shown[i]!));
    expect(differences.reduce((sum, difference) => sum + difference, 0) / differences.length).toBeLessThan(0.005);
    expect(Math.max(...shown.map((value, i) => Math.abs(value - photo.data[i]!)))).toBeGreaterThan(0.05);
  });
});

describe('view geometry', () => {
  const viewer = { width: 400, height: 200 };
  const picture = { width: 1000, height: 1000 };
  it('fits the whole picture in, centred', () => {
    expect(panesOf(INITIAL_VIEW, viewer, picture)[0]!.picture).toEqual({ x: 100, y: 0, width: 200, height: 200 });
  });
  it('shows both pictures in one place when split, and divides all the room', () => {
    const [before, after] = panesOf({ ...INITIAL_VIEW, comparison: 'split', split: 0.25 }, viewer, picture);
    expect(before!.picture).toEqual(after!.picture);
    expect([before!.clip.width, after!.clip.x, after!.clip.width]).toEqual([100, 100, 300]);
  });
  it.each([0, 0.3, 1])('never shows a margin inside a picture that is larger than the viewer (centre %d)', (centre) => {
    const [{ picture: place }] = panesOf({ ...INITIAL_VIEW, zoom: 1, centreX: centre, centreY: centre }, viewer, picture) as [ReturnType<typeof panesOf>[number]];
    expect(place.x).toBeLessThanOrEqual(0);
    expect(place.x + place.width).toBeGreaterThanOrEqual(viewer.width);
    expect(place.y + place.height).toBeGreaterThanOrEqual(viewer.height);
  });
  it('sets wide pictures above each other in a narrow viewer', () => {
    const [first, second] = panesOf({ ...INITIAL_VIEW, comparison: 'side' }, { width: 240, height: 300 }, { width: 1500, height: 1000 });
    expect(second!.clip.y).toBeGreaterThan(first!.clip.y);
  });
});

describe('histogram', () => {
  it('counts tones and what is cut off', () => {
    const { red, clippedShadows, clippedHighlights } = countHistogram(Uint8ClampedArray.of(0, 0, 0, 255, 255, 10, 10, 255, 255, 255, 255, 255, 7, 8, 9, 255));
    expect([red[0], red[255], red[7]]).toEqual([1, 2, 1]);
    expect([clippedShadows, clippedHighlights]).toEqual([0.25, 0.5]);
  });
});

describe('curve points', () => {
  const curve = OPERATORS.find(({ id }) => id === 'tone-curve')!;
  const level = fc.double({ min: -50, max: 305, noNaN: true });
  const change = fc.oneof(fc.record({ kind: fc.constant('move' as const), index: fc.nat(), input: level, output: level }), fc.record({ kind: fc.constant('add' as const), index: fc.nat(), input: level, output: level }), fc.record({ kind: fc.constant('remove' as const), index: fc.nat(), input: level, output: level }));
  it('stay a curve that every host takes, whatever is done to them', () => {
    fc.assert(fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      let points: readonly CurvePoint[] = [{ input: 0, output: 0 }, { input: 100.4, output: 90 }, { input: 101.2, output: 95.5 }, { input: 255, output: 255 }];
      for (const { kind, index, input, output } of changes) {
        const at = index % points.length;
        points = kind === 'move' ? movePoint(points, at, { input, output }) : kind === 'remove' ? removePoint(points, at) : addPoint(points, { input, output })?.points ?? points;
        checkParams(curve, { curve: points });
      }
    }));
  });
  it('go where they are put, and new ones where there is room', () => {
    const straight = [{ input: 0, output: 0 }, { input: 255, output: 255 }];
    const { points, index } = addPoint(straight, { input: 128, output: 128 })!;
    expect(movePoint(points, index, { input: 100, output: 160 })).toEqual([straight[0], { input: 100, output: 160 }, straight[1]]);
    expect(movePoint(points, index, { input: 400, output: -3 })[1]).toEqual({ input: 254, output: 0 });
    expect([addPoint(points, { input: 128, output: 3 }), removePoint(straight, 0)]).toEqual([undefined, straight]);
  });
});

describe('diagnostics', () => {
  it.each([
    ['no model in /home/ann smith/.cache/photocrafter/models/x.onnx', 'no model in <path>'],
    ['C:\\Users\\Ann\\a.jpg and "/opt/x/y"', '<path> and "<path>"'],
    ['Linux x86_64, application/json, Mozilla/5.0 (X11) 1/2', 'Linux x86_64, application/json, Mozilla/5.0 (X11) 1/2'],
    ['see https://example.org/a/b/c', 'see https://example.org/a/b/c'],
  ])('take paths out of %s', (text, expected) => {
    expect(withoutPaths({ list: [{ text }], number: 1, none: null })).toEqual({ list: [{ text: expected }], number: 1, none: null });
  });
});

describe('work queue', () => {
  it('runs so many at a time, in order, and lets a cancelled one go at once', async () => {
    const queue = new WorkQueue(2);
    const log: string[] = [];
    const open: (() => void)[] = [];
    const task = (name: string) => (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
      log.push(name);
      open.push(resolve);
      signal.addEventListener('abort', () => { log.push(`${name} aborted`); });
    });
    for (const name of ['a', 'b', 'c', 'd']) queue.add(name, task(name));
    expect(log).toEqual(['a', 'b']);
    queue.cancel('a');
    expect(log).toEqual(['a', 'b', 'a aborted', 'c']);
    queue.cancel('d');
    open[1]!();
    await new Promise((resolve) => { setImmediate(resolve); });
    expect(log).toEqual(['a', 'b', 'a aborted', 'c']);
  });
});

describe('local network diagnosis', () => {
  const browser = (states: Readonly<Record<string, string>>) => ({ permissions: { query: ({ name }: { name: string }) => (name in states ? Promise.resolve({ state: states[name] }) : Promise.reject(new TypeError(name))) } }) as unknown as Navigator;
  const policy = (allowed: boolean) => ({ featurePolicy: { features: () => ['loopback-network'], allowsFeature: () => allowed } });
  it.each([
    ['a page around that does not pass it on', policy(false), browser({ 'loopback-network': 'granted' }), 'page'],
    ['a refusal', policy(true), browser({ 'loopback-network': 'denied' }), 'user'],
    ['a refusal under the old name', {}, browser({ 'local-network-access': 'denied' }), 'user'],
    ['an open question', policy(true), browser({ 'loopback-network': 'prompt' }), 'allowed'],
    ['a browser without such a rule', {}, browser({}), 'allowed'],
    ['a host without permissions', {}, undefined, 'allowed'],
  ])('reads %s', async (_name, document, navigator, verdict) => {
    expect(await diagnoseLocalNetwork(document, navigator)).toBe(verdict);
  });
});
