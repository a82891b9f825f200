import { deviceLinkOf } from '../../../companion-server/src/export/device-link';
import { encodeBase64 } from '@photocrafter/shared/pixels/base64';
import { FakePhotoshop, type FakeOptions } from '../../fake/fake-photoshop';
import { makeDocument } from '../../fake/make-document';
import { calibrate } from './calibrate';
import { outOfTolerance, type Calibration } from './calibration';
import { CHART_ADJUSTMENTS, CHART_HEIGHT, CHART_WIDTH } from './test-chart';

async function run(options: Partial<FakeOptions>): Promise<{ photoshop: FakePhotoshop; calibration: Calibration }> {
  const photoshop = new FakePhotoshop(options);
  const document = makeDocument({ width: CHART_WIDTH, height: CHART_HEIGHT });
  photoshop.open(document);
  const lut = CHART_ADJUSTMENTS.find((adjustment) => adjustment.kind === 'lut3d')!;
  const deviceLink = encodeBase64(deviceLinkOf(lut, 'chart'));
  const calibration = await calibrate({ api: photoshop, after: () => Promise.resolve(), outOfTolerance: [] }, { photoshop: 'fake', when: '2026', deviceLink, signal: new AbortController().signal });
  expect(photoshop.state(document.id).layers).toEqual([]);
  expect(photoshop.openImages.size).toBe(0);
  return { photoshop, calibration };
}

it('finds a Photoshop that means what we mean within tolerance, leaving its document as it was', async () => {
  const { calibration } = await run({ annotations: true });
  expect(calibration.adjustments.map(({ kind }) => kind)).toEqual(['exposure', 'curves', 'levels', 'hueSaturation', 'channelMatrix', 'lut3d']);
  for (const { kind, meanDeltaE } of calibration.adjustments) expect([kind, meanDeltaE]).toEqual([kind, expect.any(Number)]);
  expect(outOfTolerance(JSON.stringify(calibration))).toEqual([]);
  expect(calibration.claims.filter(({ holds }) => !holds)).toEqual([]);
}, 60_000);

it('bakes what another Photoshop loses, and says which claims fail', async () => {
  const { calibration } = await run({ forgets: 'exposure', clipsGroups: false });
  expect(outOfTolerance(JSON.stringify(calibration))).toEqual(['exposure']);
  expect(calibration.claims.filter(({ holds }) => !holds).map(({ claim }) => claim)).toEqual([expect.stringContaining('notes'), expect.stringContaining('clipped')]);
}, 60_000);

it('takes no other text for a calibration', () => {
  expect(outOfTolerance('')).toEqual([]);
  expect(outOfTolerance('{"schemaVersion":2}')).toEqual([]);
});
