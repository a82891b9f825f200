import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writePsdUint8Array, type Layer, type Psd } from 'ag-psd';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { evaluateOracle, printOracleTable } from './photoshop-oracle';

const WIDTH = 4;
const HEIGHT = 2;

function flat(red: number, green: number, blue: number): { width: number; height: number; data: Uint8ClampedArray } {
  return { width: WIDTH, height: HEIGHT, data: Uint8ClampedArray.from({ length: WIDTH * HEIGHT * 4 }, (_, i) => [red, green, blue, 255][i % 4]!) };
}

const PICTURE: Layer = { name: 'picture', left: 0, top: 0, imageData: flat(40, 100, 200) };
const INVERT: Layer = { name: 'invert', adjustment: { type: 'curves', rgb: [{ input: 0, output: 255 }, { input: 255, output: 0 }] } };

describe('evaluateOracle', () => {
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'oracle-')); });
  afterEach(async () => { await rm(folder, { recursive: true }); });

  async function write(name: string, children: Layer[], merged: Psd['imageData']): Promise<void> {
    await writeFile(path.join(folder, name), writePsdUint8Array({ width: WIDTH, height: HEIGHT, children, ...(merged && { imageData: merged }) }));
  }

  it('finds nothing to complain about where the merged picture is right, and says how far it is off elsewhere', async () => {
    await write('right.psd', [PICTURE, INVERT], flat(215, 155, 55));
    await write('wrong.psd', [PICTURE, { name: 'group', blendMode: 'pass through', children: [INVERT] }], flat(215, 161, 55));
    const rows = await evaluateOracle(folder);
    expect(rows).toEqual([
      { file: 'right.psd', kinds: ['curves'], mode: 'RGB', max: 0, mean: 0, p99: 0 },
      { file: 'wrong.psd', kinds: ['curves'], mode: 'RGB', max: 6, mean: 2, p99: 6 },
    ]);
    expect(printOracleTable(rows)).toContain('| wrong.psd | curves | RGB | 6 | 2.00 | 6 |');
  });

  it('respects opacity, hidden layers and masks', async () => {
    const mask = { left: 0, top: 0, right: WIDTH, bottom: HEIGHT, defaultColor: 0, imageData: flat(0, 0, 0) };
    await write('masked.psd', [PICTURE, { ...INVERT, mask }, { ...INVERT, hidden: true }], flat(40, 100, 200));
    await write('half.psd', [PICTURE, { ...INVERT, opacity: 0.4 }], flat(110, 122, 142));
    expect((await evaluateOracle(folder)).map(({ max }) => max)).toEqual([0, 0]);
  });

  it('passes over files with layers that it does not know', async () => {
    await write('multiply.psd', [PICTURE, { ...INVERT, blendMode: 'multiply' }], flat(0, 0, 0));
    await write('threshold.psd', [PICTURE, { name: 'threshold', adjustment: { type: 'threshold', level: 9 } }], flat(0, 0, 0));
    await write('plain.psd', [PICTURE], flat(0, 0, 0));
    await expect(evaluateOracle(folder)).rejects.toThrow(AppError);
  });

  it('refuses a folder that is not there', async () => {
    await expect(evaluateOracle(path.join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
