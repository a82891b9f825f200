/**
 * `node raise-alarms.js MODEL.json LIST [LIMIT]`: raises the alarm levels of the diagnosis to what clean training photos at their own size ask for.
 * The fit sees reduced photos; whole ones carry the light JPEG traces and grain of real files, and must not raise an alarm either.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { DEGRADATIONS } from '../../src/critic/diagnosis/diagnosis';
import { diagnoseFull } from '../../src/evaluate/eval-restore';
import { loadFloatImage } from '../../src/pixels/float-image-files';

const FALSE_ALARMS = 0.01;
const [, , modelPath, list, limit = '1000'] = process.argv;
const paths = readFileSync(list!, 'utf8').split('\n').filter((line) => line !== '');
const step = Math.max(1, Math.floor(paths.length / Number(limit)));
const severities = [];
for (const path of paths.filter((_, i) => i % step === 0)) severities.push(diagnoseFull(await loadFloatImage(path, 1024)).severity);
const model = JSON.parse(readFileSync(modelPath!, 'utf8')) as { alarmLevels: Record<string, number> };
for (const kind of DEGRADATIONS) {
  const values = severities.map((severity) => severity[kind]).sort((a, b) => a - b);
  const level = Math.ceil(1000 * values[Math.ceil((1 - FALSE_ALARMS) * (values.length - 1))]!) / 1000;
  process.stdout.write(`${kind}: ${model.alarmLevels[kind]} -> ${Math.max(model.alarmLevels[kind]!, level)}\n`);
  model.alarmLevels[kind] = Math.max(model.alarmLevels[kind]!, level);
}
writeFileSync(modelPath!, JSON.stringify(model));
