import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const panel = join(__dirname, '../../shared/panel');
const read = (path: string): string => readFileSync(join(panel, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

/** What Photoshop's renderer cannot do (hosts.md section 3.12), so that no host-independent part relies on it. */
describe('what UXP lacks', () => {
  it.each([
    ['grid', /display:\s*(inline-)?grid|grid-/], ['gap', /(^|[\s;{])(row-|column-)?gap:/], ['transitions and animations', /transition|animation|@keyframes/],
    ['text-transform', /text-transform/], ['the font shorthand', /(^|[\s;{])font:/],
  ])('is not in the style sheet: %s', (_name, pattern) => {
    expect(read('theme/panel.css')).not.toMatch(pattern);
  });
  it.each([['labels for inputs', /<label|htmlFor/], ['file and colour inputs', /type="(file|color)"/], ['validation by the browser', /\srequired[\s=>]|pattern="/], ['drag and drop', /onDrop|onDragOver|draggable/]])('is not in the components: %s', (_name, pattern) => {
    const found = readdirSync(join(panel, 'components')).filter((file) => pattern.test(read(join('components', file))));
    expect(found).toEqual([]);
  });
});
