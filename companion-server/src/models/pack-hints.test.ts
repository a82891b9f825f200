import { packHints } from './pack-hints';

describe('packHints', () => {
  it('names what each missing main-path pack adds, its size, licence and command', () => {
    const hints = packHints([]);
    expect(hints).toHaveLength(2);
    for (const hint of hints) expect(hint).toMatch(/would add .+\(\d+ MB from npm .+licence .+\).+npm run -s craft -- models install (retouch|subject)$/);
  });
  it('is silent about what is installed', () => {
    expect(packHints(['retouch'])).toHaveLength(1);
    expect(packHints(['retouch', 'subject'])).toEqual([]);
  });
});
