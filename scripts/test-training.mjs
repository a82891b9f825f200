/**
 * `npm run test:training`: every stage of companion-server/training on 64 lessons, in at most three minutes, from the photos in samples/ to an ONNX
 * file whose answers in Node are those of PyTorch. Installs Debian's python3-torch when it is missing (needs root); PYTHON names another Python.
 * Leaves nothing behind.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const companion = join(root, 'companion-server');
const python = process.env.PYTHON ?? '/usr/bin/python3';
const environment = { ...process.env, OMP_NUM_THREADS: '1', OMP_WAIT_POLICY: 'passive', PYTHONDONTWRITEBYTECODE: '1' };
const work = mkdtempSync(join(tmpdir(), 'training-'));
// inside node_modules, so that the bundles find their packages
const bundles = join(root, 'node_modules/.cache/photocrafter-training');
const started = Date.now();

try {
  needTorch();
  await bundle();
  const data = join(work, 'data'), out = join(work, 'out');
  exportData(data);
  run('-m', 'training.rewards.golden', join(data, 'gains.json'));
  run('-m', 'unittest', 'training.critic.test_critic');
  const settings = ['--data', data, '--out', out, '--budget', '2m', '--set', 'supervised.steps=8', 'supervised.answers=64', 'adapt.steps=4', 'rl.steps=2', 'rl.photos=3', 'rl.group=3'];
  run('-m', 'training.run', '--stage', 'all', ...settings);
  for (const name of ['artist.onnx', 'artist.json', 'artist.golden.json', 'supervised.png', 'rl.png', 'ablation.json']) must(existsSync(join(out, name)), `${name} was not written`);
  const again = run('-m', 'training.run', '--stage', 'all', ...settings);
  must(/supervised: finished before/.test(again) && !/"step"/.test(again), 'finished stages ran again');
  const two = join(work, 'two');
  await runTwo('-m', 'training.run', '--stage', 'supervised', '--data', data, '--out', two, '--set', 'supervised.steps=3', 'supervised.answers=64');
  must(existsSync(join(two, 'supervised.pt')), 'two processes wrote no checkpoint');
  await compareOnnx(out);
  console.log(`training: every stage passed on 64 lessons in ${Math.round((Date.now() - started) / 1000)} s`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function needTorch() {
  const has = () => spawnSync(python, ['-c', 'import torch, numpy, matplotlib'], { env: environment }).status === 0;
  if (has()) return;
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'python3-torch', 'python3-numpy', 'python3-matplotlib']]) {
    execFileSync('apt-get', words, { stdio: 'inherit', env: { ...environment, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  must(has(), `${python} has no torch; name a Python that has with PYTHON=...`);
}

async function bundle() {
  mkdirSync(bundles, { recursive: true });
  await build({
    entryPoints: { 'export-synthetic': join(companion, 'training/data/export-synthetic.ts'), 'export-gains': join(companion, 'training/correction/export-gains.ts') },
    outdir: bundles, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node20.19', packages: 'external', logLevel: 'warning',
    alias: { '@photocrafter/shared': join(root, 'shared') },
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
}

/** 64 lessons from eight photos, and the split that calls some of them validation. */
function exportData(data) {
  mkdirSync(data, { recursive: true });
  const photos = readdirSync(join(root, 'samples')).filter((name) => name.endsWith('.jpg')).slice(0, 8).map((name) => join(root, 'samples', name));
  const list = join(data, 'photos.txt');
  writeFileSync(list, photos.join('\n'));
  for (const [name, seed] of [['lessons', '1'], ['unseen', '2']]) execFileSync(process.execPath, [join(bundles, 'export-synthetic.mjs'), join(data, name), seed, name === 'lessons' ? '8' : '2', list], { stdio: 'inherit' });
  must(readFileSync(join(data, 'lessons.names'), 'utf8').split('\n').length === 65, 'not 64 lessons');
  writeFileSync(join(data, 'gains.json'), execFileSync(process.execPath, [join(bundles, 'export-gains.mjs')]));
  writeFileSync(join(data, 'split.json'), JSON.stringify({ train: ['lessons'], validation: ['unseen'], rl: ['lessons'], validation_pictures: ['unseen'] }));
}

function run(...words) {
  const { status, stdout, stderr } = spawnSync(python, ['-W', 'ignore', ...words], { cwd: companion, env: environment, encoding: 'utf8' });
  must(status === 0, `python ${words.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Two processes with the environment that `torchrun --nproc_per_node 2` gives them: Debian's own torchrun (1.13 on Python 3.11) does not start. */
async function runTwo(...words) {
  const together = { ...environment, WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: String(20000 + (process.pid % 20000)) };
  const codes = await Promise.all(['0', '1'].map((rank) => new Promise((resolve) => {
    spawn(python, ['-W', 'ignore', ...words], { cwd: companion, env: { ...together, RANK: rank, LOCAL_RANK: rank }, stdio: ['ignore', 'ignore', 'inherit'] }).on('exit', resolve);
  })));
  must(codes.every((code) => code === 0), `two processes ended with ${codes.join(' and ')}`);
}

async function compareOnnx(out) {
  const { default: runtime } = await import('onnxruntime-node');
  const session = await runtime.InferenceSession.create(join(out, 'artist.onnx'));
  const { parameters } = JSON.parse(readFileSync(join(out, 'artist.json'), 'utf8'));
  for (const { inputs, middle, takes } of JSON.parse(readFileSync(join(out, 'artist.golden.json'), 'utf8'))) {
    const feeds = Object.fromEntries(Object.entries(inputs).map(([name, { shape, data }]) => [name, new runtime.Tensor('float32', Float32Array.from(data), shape)]));
    const answer = await session.run(feeds);
    for (const [name, wanted] of Object.entries({ middle, takes })) {
      const worst = Math.max(...wanted.map((value, k) => Math.abs(answer[name].data[k] - value) / parameters[k % parameters.length].largest));
      must(worst < 1e-4, `${name} differs from PyTorch by ${worst} of a full slider`);
    }
  }
}

function must(truth, complaint) {
  if (!truth) throw new Error(complaint);
}
