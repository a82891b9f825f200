import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { Session, Tensor } from '../engines/engine';
import { segmentSubject } from './subject-network';

/** Answers with the red plane as it came in, scaled: what the caller must stretch. */
function echoRed(scale: number, seen: (input: Tensor) => void): Session {
  return {
    provider: 'fake',
    run: (inputs) => {
      const input = inputs['input.1']!;
      seen(input);
      return Promise.resolve({ 1959: { shape: [1, 1, 320, 320], data: input.data.slice(0, 320 * 320).map((v) => v * scale) } });
    },
    close: () => Promise.resolve(),
  };
}

describe('segmentSubject', () => {
  const halves = Float32Array.from({ length: 64 * 32 * 3 }, (_, i) => (Math.floor(i / 3) % 64 < 32 ? 0 : [1, 0.5, 0.25][i % 3]!));

  it('normalises planes like ImageNet, and stretches the map to 0..1 at the size of the proxy', async () => {
    let input: Tensor | undefined;
    const result = await segmentSubject(echoRed(0.1, (tensor) => { input = tensor; }), { width: 64, height: 32, data: halves, encoding: SRGB });
    expect(input!.shape).toEqual([1, 3, 320, 320]);
    expect(input!.data[0]).toBeCloseTo(-0.485 / 0.229, 5);
    expect(input!.data[319]).toBeCloseTo((1 - 0.485) / 0.229, 5);
    expect(input!.data[2 * 320 * 320 + 319]).toBeCloseTo((0.25 - 0.406) / 0.225, 5);
    expect([result.width, result.height, result.weights.length]).toEqual([64, 32, 64 * 32]);
    expect(result.weights[0]).toBeCloseTo(0, 5);
    expect(result.weights[63]).toBeCloseTo(1, 5);
  });

  it('sees no subject in a flat map', async () => {
    const result = await segmentSubject(echoRed(0, () => undefined), { width: 64, height: 32, data: halves, encoding: SRGB });
    expect(Math.max(...result.weights)).toBe(0);
  });
});
