import golden from './golden.json';
import { goldenVectors } from './export-golden';

/** Compares numbers at the precision of 32-bit arithmetic and everything else exactly. */
function expectSame(found: unknown, wanted: unknown, path = ''): void {
  if (typeof wanted === 'number') expect([path, found]).toEqual([path, expect.closeTo(wanted, 4)]);
  else if (typeof wanted === 'object' && wanted !== null) {
    expect(Object.keys(found as object)).toEqual(Object.keys(wanted));
    for (const [key, value] of Object.entries(wanted)) expectSame((found as Record<string, unknown>)[key], value, `${path}/${key}`);
  } else expect(found).toEqual(wanted);
}

it('golden.json holds what the product measures and rewards today, so the torch side is compared with the truth', () => {
  expectSame(JSON.parse(JSON.stringify(goldenVectors())), golden);
});
