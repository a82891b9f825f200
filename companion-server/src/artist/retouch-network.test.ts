import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { Session, Tensor } from '../engines/engine';
import { runRetouchNetwork } from './retouch-network';

describe('runRetouchNetwork', () => {
  it('squeezes the photo to 256 x 256 NHWC, and clamps the answer', async () => {
    let seen: Tensor | undefined;
    const session: Session = {
      provider: 'fake',
      run: ({ input }) => {
        seen = input!;
        return Promise.resolve({ output: { shape: input!.shape, data: input!.data.map((v) => v * 4 - 1) } });
      },
      close: () => Promise.resolve(),
    };
    // left half black, right half white
    const data = Float32Array.from({ length: 512 * 64 * 3 }, (_, i) => (Math.floor(i / 3) % 512 < 256 ? 0 : 1));
    const { before, after } = await runRetouchNetwork(session, { width: 512, height: 64, data, encoding: SRGB });
    expect(seen!.shape).toEqual([1, 256, 256, 3]);
    expect(before.data).toBe(seen!.data);
    expect([before.width, before.height, before.data[0], before.data[255 * 3]]).toEqual([256, 256, 0, 1]);
    expect([after.data[0], after.data[255 * 3]]).toEqual([0, 1]);
    expect(after.encoding).toBe(SRGB);
  });
});
