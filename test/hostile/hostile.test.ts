import { GUARD_STEPS } from '../../companion-server/src/plugins/guard-steps';
import type { Removal } from './hostile-rig';
import { runHostile, type HostileOutcome } from './hostile-run';

jest.setTimeout(600_000);

/** `npm run test:hostile` sends all of it; the usual test run each 3rd sharp request, and each 5th where something is taken out. */
const isFull = process.env['HOSTILE'] === 'full';
const whole = isFull ? { blunt: 10_000 } : { blunt: 300, everyNth: 3 };
const part = isFull ? { blunt: 0 } : { blunt: 0, everyNth: 5 };

const TAKEN_OUT: readonly (readonly [string, Removal])[] = [
  ...GUARD_STEPS.map(({ name }) => [name, { step: name }] as const),
  ['secret compare', 'secret compare'], ['revocation', 'revocation'], ['expiry', 'expiry'],
];

describe('hostile requests', () => {
  let intact: HostileOutcome;
  it('get nothing, change nothing, and hinder nobody', async () => {
    const { sent, accepted, wrongOrigins, failedControls, changed, hungUp } = await runHostile(undefined, whole);
    process.stderr.write(`${sent} hostile requests\n`);
    if (isFull) expect(sent).toBeGreaterThanOrEqual(10_000);
    expect({ accepted, wrongOrigins, failedControls, changed, hungUp }).toEqual({ accepted: [], wrongOrigins: [], failedControls: [], changed: false, hungUp: 0 });
  });
  it.each(TAKEN_OUT)('are noticed when this is taken out of the defence: %s', async (name, removal) => {
    intact ??= await runHostile(undefined, part);
    const { accepted, failedControls, statuses } = await runHostile(removal, part);
    // the framework refuses wrong media types as well, so only the order of refusals tells that the guard's own check is gone
    const noticed = name === '9 media type' ? statuses.filter((status, i) => status !== intact.statuses[i]).length : accepted.length + failedControls.length;
    process.stderr.write(`without ${name}: ${accepted.length} accepted, ${failedControls.length} controls failed\n`);
    expect(noticed).toBeGreaterThan(0);
  });
});
