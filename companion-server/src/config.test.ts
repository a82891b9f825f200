import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfig, loadConfig } from './config';

describe('loadConfig', () => {
  const folder = mkdtempSync(join(tmpdir(), 'photocrafter-config-'));
  const file = join(folder, 'config.json');
  afterEach(() => { rmSync(file, { force: true }); });
  afterAll(() => { rmSync(folder, { recursive: true }); });
  const code = (action: () => unknown) => { try { action(); return 'none'; } catch (error) { return (error as { code?: string }).code; } };

  it('takes the defaults, the file, the environment and the overrides in rising order', () => {
    writeFileSync(file, JSON.stringify({ maxPixels: 1, threads: 1, concurrency: 1 }));
    const config = loadConfig({ PHOTOCRAFTER_THREADS: '2', PHOTOCRAFTER_CONCURRENCY: '2', PHOTOCRAFTER_PORTS: '5000, 5001' }, { concurrency: 3 }, file);
    expect(config).toMatchObject({ maxPixels: 1, threads: 2, concurrency: 3, ports: [5000, 5001], maxQueuedJobs: 64 });
  });
  it('has fewer than twenty settings', () => {
    expect(Object.keys(defaultConfig()).length).toBeLessThan(20);
  });
  it.each([['0.0.0.0'], ['::'], ['localhost'], ['192.168.1.5'], ['127.0.0.1,0.0.0.0']])('refuses to listen on %s', (listen) => {
    expect(code(() => loadConfig({ PHOTOCRAFTER_LISTEN: listen }, {}, file))).toBe('FORBIDDEN_BIND');
  });
  it.each([
    ['an unknown setting', '{"colour": 1}'],
    ['a list', '[]'],
    ['text that is no JSON', '{'],
    ['a number as text', '{"threads": "2"}'],
  ])('refuses a file with %s', (_name, content) => {
    writeFileSync(file, content);
    expect(code(() => loadConfig({}, {}, file))).toBe('BAD_CONFIGURATION');
  });
  it('names the setting that does not fit', () => {
    expect(() => loadConfig({ PHOTOCRAFTER_MAX_PIXELS: 'many' }, {}, file)).toThrow(/maxPixels/);
  });
});
