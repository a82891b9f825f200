import { compositePixels } from '../../plugin-photoshop/fake/composite';
import { toUnit } from '../../plugin-photoshop/fake/fake-colour';
import type { FakeDocumentState } from '../../plugin-photoshop/fake/fake-state';
import { deltaEStats } from '../../shared/attributes/delta-e-stats';
import { DISPLAY_P3, SRGB } from '../../shared/pixels/colour-encoding';
import type { FloatImage } from '../../shared/pixels/pixel-buffer';
import { openDesk, photoDocument, type PhotoForm } from './photoshop-desk';
import { runCompanion } from './run-companion';

jest.setTimeout(1_800_000);

const PHOTOS = ['otters.jpg', 'lake.jpg', 'garden-passage.jpg', 'night-city.jpg'];
const FORMS: readonly PhotoForm[] = [{ bits: 8, profile: 'sRGB IEC61966-2.1' }, { bits: 16, profile: 'Display P3' }];

/** Makes the table "Photoshop: the editable stack against the finished pixels" of docs/quality.md. Fails beyond what a trained eye sees. */
it('places layers that look like the pixels, exactly where the picture is', async () => {
  const companion = await runCompanion();
  const rows: string[] = [];
  try {
    for (const form of FORMS) {
      for (const file of PHOTOS) {
        const desk = await openDesk(companion);
        const document = await photoDocument(file, 256, form);
        desk.photoshop.open(document);
        desk.session.capture();
        const { id } = await desk.until(({ edits }) => edits !== undefined);
        desk.session.deliver([id], { layers: 'both', notes: false, formats: [], options: [] });
        await desk.until(({ delivered }) => delivered === true);
        const state = desk.photoshop.state(document.id);
        const { children = [] } = state.layers[0]!;
        const enhanced = children.find(({ name }) => name === 'Enhanced')!.pixels!;
        const stack = pictureOf(state);
        const pixels = pictureOf({ ...state, layers: [{ ...state.layers[0]!, children: children.filter(({ name }) => name === 'Enhanced').map((layer) => ({ ...layer, visible: true })) }, state.layers[1]!] });
        const { mean, p95, max } = deltaEStats(pixels, stack);
        const place = Math.abs(enhanced.left) + Math.abs(enhanced.top) + Math.abs(enhanced.right - document.width) + Math.abs(enhanced.bottom - document.height);
        const kinds = children.filter(({ adjustment }) => adjustment !== undefined).map(({ kind }) => kind);
        rows.push(`| ${file} | ${form.bits}, ${form.profile.split(' ').slice(0, 2).join(' ')} | ${kinds.join(', ')} | ${mean.toFixed(2)} | ${p95.toFixed(2)} | ${max.toFixed(2)} | ${place} |`);
        desk.close();
        expect(place).toBe(0);
        expect(mean).toBeLessThan(1);
      }
    }
  } finally {
    await companion.close();
    process.stdout.write(['| photo | document | layers, lowest first | mean | p95 | max | place and size error (px) |', '|---|---|---|---|---|---|---|', ...rows, ''].join('\n'));
  }
});

function pictureOf(document: FakeDocumentState): FloatImage {
  const { width, height, bits, profile } = document;
  const { components, data } = compositePixels(document);
  const unit = toUnit(data, bits);
  return { width, height, data: components === 3 ? unit : unit.filter((_, i) => i % 4 !== 3), encoding: profile === 'Display P3' ? DISPLAY_P3 : SRGB };
}
