import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Critique } from '../../shared/critique/critique';
import { parseCritique } from '../../shared/critique/grammar';
import { parsePlan } from '../../shared/plan/plan-json';
import type { JobReport } from '../../shared/protocol/job-report';
import { PSD_TOOLS_PYTHON, readWithPsdTools } from '../psd-tools';
import { runCraft, SAMPLES } from './run-craft';

jest.setTimeout(120_000);

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'craft-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });
const hash = async (path: string): Promise<string> => createHash('sha256').update(await readFile(path)).digest('hex');
type EnhanceAnswer = Omit<JobReport, 'files'> & { readonly files: readonly { readonly kind: string; readonly path: string }[] };

describe('craft critique', () => {
  it('prints one JSON document with five sections, evidence, and a score whose parts add up', async () => {
    const { code, stdout, stderr } = await runCraft(['critique', join(SAMPLES, 'lake.jpg'), '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const { critique, hints } = JSON.parse(stdout) as { critique: Critique; hints: string[] };
    expect(Object.values(critique.sections).every((text) => text.length > 20)).toBe(true);
    expect(critique.findings.every(({ evidence }) => evidence.length > 0)).toBe(true);
    expect(critique.score!.parts.reduce((sum, { points }) => sum + points, 0)).toBe(critique.score!.value);
    expect(critique.suggestions.length).toBeLessThanOrEqual(5);
    expect(hints.join()).toContain('models install retouch');
  });
  it('speaks to people without --json', async () => {
    const { stdout } = await runCraft(['critique', join(SAMPLES, 'cat.jpg')]);
    expect(stdout).toMatch(/^Score \d+ of 100 = /);
    expect(stdout).toContain('Composition');
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('craft enhance and render', () => {
  it('writes every format beside an untouched original, and render makes the same picture from the plan, twice', async () => {
    const input = join(folder, 'dark lake \u6e56.jpg');
    await sharp(join(SAMPLES, 'lake.jpg')).linear(0.55, 0).jpeg({ quality: 92 }).toFile(input);
    const before = await hash(input);
    const { code, stdout, stderr } = await runCraft(['enhance', input, '--out', join(folder, 'out'), '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout) as EnhanceAnswer;
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['critique.json', 'critique.txt', 'cube', 'enhanced.jpg', 'plan.json', 'psd', 'xmp'].map((suffix) => `dark lake \u6e56.${suffix}`));
    expect(await hash(input)).toBe(before);
    expect(report.plan!.steps.some(({ operator }) => operator === 'exposure')).toBe(true);
    expect(report.rComp).toBe(1);
    expect(report.scoreAfter!).toBeGreaterThan(report.critique.score!.value);
    expect(report.artist).toBe('measured');

    const enhanced = join(folder, 'out', 'dark lake \u6e56.enhanced.jpg');
    const [was, is] = await Promise.all([input, enhanced].map(async (path) => (await sharp(path).stats()).channels[1]!.mean));
    expect(is!).toBeGreaterThan(was! + 8);
    const plan = join(folder, 'out', 'dark lake \u6e56.plan.json');
    expect(parsePlan(await readFile(plan, 'utf8'))).toEqual(report.plan);
    const text = await readFile(join(folder, 'out', 'dark lake \u6e56.critique.txt'), 'utf8');
    expect(parseCritique(text).critique.score).toBe(report.critique.score!.value);

    const outs = [join(folder, 'a.jpg'), join(folder, 'b.jpg')];
    for (const out of outs) expect((await runCraft(['render', input, '--plan', plan, '--out', out])).code).toBe(0);
    expect(await hash(outs[0]!)).toBe(await hash(outs[1]!));
    expect(await hash(outs[0]!)).toBe(await hash(enhanced));
    checkWithPsdTools(join(folder, 'out', 'dark lake \u6e56.psd'));
  });

  it('offers other takes as plans that render carries out, best first by the critic', async () => {
    const out = join(folder, 'takes');
    const { code, stdout } = await runCraft(['enhance', join(SAMPLES, 'lake.jpg'), '--out', out, '--formats', 'json', '--takes', '3', '--json']);
    expect(code).toBe(0);
    const { otherTakes } = JSON.parse(stdout) as JobReport;
    expect(otherTakes!.length).toBeGreaterThan(0);
    const scores = otherTakes!.map(({ scoreAfter }) => scoreAfter!);
    expect(scores).toEqual([...scores].sort((p, q) => q - p));
    const rendered = await runCraft(['render', join(SAMPLES, 'lake.jpg'), '--plan', join(out, 'lake.take2.plan.json'), '--out', join(out, 'take2.jpg')]);
    expect(rendered.code).toBe(0);
  }, 120_000);
  it('follows an instruction, reports each part, and names what it did not understand', async () => {
    const { stdout } = await runCraft(['enhance', join(SAMPLES, 'otters.jpg'), '--out', join(folder, 'asked'), '--formats', 'json', '--instruction', 'slightly decrease exposure, warmer, remove blur and turn the otter into a fox', '--json']);
    const report = JSON.parse(stdout) as EnhanceAnswer;
    expect(report.plan!.steps.map(({ operator }) => operator).sort()).toEqual(['deblur', 'exposure', 'white-balance']);
    expect(report.compliance!.filter(({ satisfied }) => satisfied)).toHaveLength(2);
    expect(report.notUnderstood!.join()).toMatch(/fox/);
    expect(report.notUnderstood!.join()).not.toMatch(/blur|exposure|warmer/);
  });

  it.each([
    ['grey 16-bit PNG', (path: string) => sharp(join(SAMPLES, 'lake.jpg')).resize(200).greyscale().toColourspace('grey16').png().toFile(path), 'png', { depth: 'ushort', channels: 1 }],
    ['TIFF with alpha', (path: string) => sharp(join(SAMPLES, 'lake.jpg')).resize(200).ensureAlpha(0.5).tiff({ compression: 'lzw' }).toFile(path), 'tif', { depth: 'uchar', channels: 4 }],
    ['CMYK JPEG', (path: string) => sharp(join(SAMPLES, 'lake.jpg')).resize(200).toColourspace('cmyk').jpeg().toFile(path), 'jpg', { depth: 'uchar', channels: 3 }],
    ['1-pixel PNG', (path: string) => sharp({ create: { width: 1, height: 1, channels: 3, background: '#804020' } }).png().toFile(path), 'png', { depth: 'uchar', channels: 3 }],
    ['1 x 8000 strip', (path: string) => sharp({ create: { width: 1, height: 8000, channels: 3, background: '#804020' } }).png().toFile(path), 'png', { depth: 'uchar', channels: 3 }],
  ] as const)('answers a %s in kind', async (name, make, extension, expected) => {
    const input = join(folder, `${name}.${extension}`);
    await make(input);
    const { code, stderr } = await runCraft(['enhance', input, '--out', join(folder, name), '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const meta = await sharp(join(folder, name, `${name}.enhanced.${extension}`)).metadata();
    const original = await sharp(input).metadata();
    expect(meta).toMatchObject({ ...expected, width: original.width, height: original.height, format: original.format });
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [string, () => Promise<string[]>, string])[] = [
    ['a missing file', () => Promise.resolve(['critique', join(folder, 'none.jpg')]), 'FILE_NOT_FOUND'],
    ['text named .jpg', () => put('text.jpg', Buffer.from('hello, this is no picture')), 'UNSUPPORTED_FORMAT'],
    ['an empty file', () => put('empty.png', Buffer.alloc(0)), 'CORRUPT_IMAGE|UNSUPPORTED_FORMAT'],
    ['a truncated JPEG', async () => put('cut.jpg', (await readFile(join(SAMPLES, 'cat.jpg'))).subarray(0, 30_000)), 'CORRUPT_IMAGE'],
    ['an animated GIF', async () => put('moving.gif', await sharp(Buffer.alloc(8 * 16 * 3), { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } }).gif().toBuffer()), 'UNSUPPORTED_FORMAT'],
    ['an SVG', () => put('x.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')), 'UNSUPPORTED_FORMAT'],
    ['no command', () => Promise.resolve(['frobnicate']), 'BAD_USAGE'],
    ['no file', () => Promise.resolve(['critique']), 'BAD_USAGE'],
    ['an unknown option', () => Promise.resolve(['critique', 'x.jpg', '--loud']), 'BAD_USAGE'],
    ['a strength beyond 1', () => Promise.resolve(['enhance', 'x.jpg', '--strength', '1.5']), 'BAD_USAGE'],
    ['an unknown format', () => Promise.resolve(['enhance', 'x.jpg', '--formats', 'bmp']), 'BAD_USAGE'],
    ['a broken plan', async () => { await writeFile(join(folder, 'bad.json'), '{"schemaVersion":1,"steps":[{}]}'); return ['render', join(SAMPLES, 'cat.jpg'), '--plan', join(folder, 'bad.json'), '--out', join(folder, 'x.jpg')]; }, 'INVALID_PLAN'],
    ['an unknown network', () => Promise.resolve(['models', 'verify', 'nothing']), 'BAD_USAGE'],
  ];
  const put = async (name: string, bytes: Uint8Array): Promise<string[]> => {
    await writeFile(join(folder, name), bytes);
    return ['critique', join(folder, name)];
  };
  it.each(cases)('%s: exit 2, nothing on stdout, a code and what to do on stderr', async (_, words, expected) => {
    const { code, stdout, stderr } = await runCraft(await words());
    expect(stderr).toMatch(new RegExp(`^(${expected}): .+\\n.+\\n$`));
    expect([code, stdout]).toEqual([2, '']);
  });
  it('never overwrites the original', async () => {
    const input = join(folder, 'mine.jpg');
    await copyFile(join(SAMPLES, 'cat.jpg'), input);
    await mkdir(join(folder, 'plans'), { recursive: true });
    await writeFile(join(folder, 'plans', 'p.json'), '{"schemaVersion":1,"steps":[],"advice":{}}');
    const { code } = await runCraft(['render', input, '--plan', join(folder, 'plans', 'p.json'), '--out', input]);
    expect(code).toBe(2);
    expect(await hash(input)).toBe(await hash(join(SAMPLES, 'cat.jpg')));
  });
});

describe('craft doctor and models', () => {
  it('report providers with reasons, and packs with size, licence and command', async () => {
    const doctor = JSON.parse((await runCraft(['doctor', '--json'])).stdout) as { providers: { provider: string; usable: boolean; because: string }[]; hints: string[] };
    expect(doctor.providers.find(({ provider }) => provider === 'cpu')).toMatchObject({ usable: true });
    expect(doctor.providers.every(({ because }) => because.length > 0)).toBe(true);
    expect(doctor.hints).toHaveLength(2);
    const { models } = JSON.parse((await runCraft(['models', 'list', '--json'])).stdout) as { models: { name: string; installed: boolean; licence: string; command: string }[] };
    expect(models.map(({ name }) => name)).toEqual(expect.arrayContaining(['retouch', 'subject', 'denoise', 'deblur']));
    expect(models.every(({ installed, licence, command }) => !installed && licence !== '' && command.includes('models install'))).toBe(true);
  });
});

/** The file as an independent reader sees it; Debian's python3-psd-tools, which `.ci/run` installs. */
function checkWithPsdTools(path: string): void {
  if (PSD_TOOLS_PYTHON === undefined) return;
  const script = 'import sys, json; from psd_tools import PSDImage; from psd_tools.constants import Tag; p = PSDImage.open(sys.argv[1]); '
    + 'print(json.dumps({"layers": [l.name for l in p], "kinds": [l.kind for l in p[2]], "notes": len(p.tagged_blocks.get_data(Tag.ANNOTATIONS))}))';
  const read = readWithPsdTools(script, path) as { layers: string[]; kinds: string[]; notes: number };
  expect(read.layers).toEqual(['Original', 'Enhanced', 'Photocrafter', 'Critique']);
  expect(read.kinds).toContain('curves');
  expect(read.notes).toBeGreaterThan(0);
}
