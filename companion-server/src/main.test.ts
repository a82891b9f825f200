import { join } from 'node:path';
import { build } from 'esbuild';

/** The packages that an entry would load, however deep, dynamic imports included. */
async function packagesOf(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({ entryPoints: [join(__dirname, entry)], bundle: true, packages: 'external', alias: { '@photocrafter/shared': join(__dirname, '../../shared') }, platform: 'node', format: 'esm', write: false, metafile: true, logLevel: 'silent' });
  return Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path));
}

describe('module graph', () => {
  it('keeps native picture code out of the main process: a crash there would end every job', async () => {
    const packages = await packagesOf('main.ts');
    expect(packages).toEqual(expect.arrayContaining(['fastify', 'libsql']));
    expect(packages).not.toContain('sharp');
    expect(packages).not.toContain('onnxruntime-node');
  });
  it('would see it: the compute process loads both', async () => {
    expect(await packagesOf('compute/worker.ts')).toEqual(expect.arrayContaining(['sharp', 'onnxruntime-node']));
  });
});
