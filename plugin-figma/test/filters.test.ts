import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { evaluateLayers } from '../../shared/adjustments/evaluate';
import type { EditPlan, PlanStep } from '../../shared/plan/edit-plan';
import { SRGB } from '../../shared/pixels/colour-encoding';
import type { FloatImage } from '../../shared/pixels/pixel-buffer';
import { fitFilters } from '../src/filters/fit-filters';
import { toValues } from '../src/filters/filter-values';
import { calibrateFilters, fitPlanToFilters } from '../src/panel/figma-filters';
import { filterFormula } from './filter-formula';
import { openStage, type FigmaStage } from './figma-stage';
import { sharpCutter, sharpDecode } from './sharp-pictures';

const SAMPLES = join(__dirname, '../../samples');
const step = (operator: string, params: PlanStep['params'], more: Partial<PlanStep> = {}): PlanStep => ({ id: operator, dimension: 'colourAndLight', lane: 'adjustments', operator, version: 1, params, reason: '', enabled: true, strength: 1, ...more });
const plan = (...steps: readonly PlanStep[]): EditPlan => ({ schemaVersion: 1, steps, advice: {} });

async function picture(name: string, side: number): Promise<FloatImage> {
  const { data, info } = await sharp(readFileSync(join(SAMPLES, name))).rotate().resize(side, side, { fit: 'inside' }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Float32Array.from(data, (value) => value / 255), encoding: SRGB };
}
/** The fake's formula, by itself; rounded to 8 bits as exports are. */
const filtered = (image: FloatImage, filters: Readonly<Record<string, number>>): FloatImage => {
  const formula = filterFormula(filters), data = new Float32Array(image.data.length);
  for (let i = 0; i < data.length; i += 3) data.set(formula(image.data[i]!, image.data[i + 1]!, image.data[i + 2]!).map((value) => Math.round(value * 255) / 255), i);
  return { ...image, data };
};

describe('image filters', () => {
  it.each(['overcast-shore.jpg', 'night-city.jpg', 'garden-passage.jpg'])('are found again by trying, whatever the formula (%s)', async (name) => {
    const image = await picture(name, 64);
    const wanted = toValues([0.35, -0.2, 0.3, -0.25, 0.15, -0.3, 0.4]);
    const target = filtered(image, { ...wanted });
    const fit = await fitFilters((sets) => Promise.resolve(sets.map((values) => filtered(image, { ...values }))), () => target);
    expect(fit.meanDeltaE).toBeLessThan(0.7);
  });

  describe('in QuickJS', () => {
    let stage: FigmaStage;
    let parts: Parameters<typeof calibrateFilters>[0];
    beforeEach(async () => {
      stage = await openStage();
      parts = { call: stage.call, decode: sharpDecode, cutter: sharpCutter };
    });
    afterEach(() => { stage.engine.close(); });
    const reference = async (name: string) => {
      const hash = stage.engine.importImage(new Uint8Array(await sharp(readFileSync(join(SAMPLES, name))).rotate().resize(240, 240, { fit: 'inside' }).png().toBuffer()));
      const { width = 1, height = 1 } = await sharp(stage.engine.imageBytes(hash)).metadata();
      stage.engine.user.addImage(hash, width, height);
      return { nodeId: '1:9', name, source: { kind: 'fill', hash, canBeTiled: true } as const };
    };

    it('reach the look of a plan for tone and colour, with a calibration as without, and say so where they cannot', async () => {
      const toned = plan(step('exposure', { exposureEv: 0.6, highlightProtection: 0 }), step('white-balance', { miredShift: 20, tint: 0 }));
      const shore = await reference('overcast-shore.jpg');
      const before = stage.engine.user.state();
      const plain = await fitPlanToFilters(parts, shore, toned);
      const error = await calibrateFilters(parts);
      const guided = await fitPlanToFilters(parts, shore, toned);
      expect(stage.engine.user.state()).toBe(before);
      expect([plain!.meanDeltaE < 2, guided!.meanDeltaE < 2, error < 1.5]).toEqual([true, true, true]);
      const masked = plan(step('exposure', { exposureEv: 2, highlightProtection: 0 }, { mask: { kind: 'radial', centreX: 0.2, centreY: 0.2, inner: 0.05, outer: 0.3 } }));
      expect((await fitPlanToFilters(parts, shore, masked))!.meanDeltaE).toBeGreaterThan(2);
      expect(await fitPlanToFilters(parts, shore, plan(step('denoise', {}, { lane: 'pixels' })))).toBeUndefined();
      expect(await fitPlanToFilters(parts, { ...shore, source: { kind: 'shown' } }, toned)).toBeUndefined();
      if (process.env['FIGURES'] !== undefined) process.stdout.write(`${JSON.stringify({ plain, guided, model: error })}\n`);
    }, 400_000);
  });
  it('are judged against the reference meaning of a plan', async () => {
    const image = await picture('cat.jpg', 48);
    const same = await fitFilters((sets) => Promise.resolve(sets.map((values) => filtered(image, { ...values }))), (shown) => evaluateLayers([], shown));
    expect([same.meanDeltaE, Object.values(same.filters).every((value) => value === 0)]).toEqual([0, true]);
  });
});
