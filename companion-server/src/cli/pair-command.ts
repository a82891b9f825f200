import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { PAIRABLE_CLASSES, type PairableClass } from '@photocrafter/shared/protocol/access';
import { PANEL_PAGE } from '../access/panel-files';
import type { Command } from './command';
import { parseWords } from './parse-words';
import { runningCompanion } from './running-companion';

const LOOK_EVERY_MS = 500;

/** `craft pair APP`: for the browser a link that works once, for a plugin six digits; stays until the app is in or the window closes. */
export const pairCommand: Command = async (words, signal) => {
  const { positionals: [app] } = parseWords(words, {}, ['APP']);
  if (!isPairable(app)) throw new AppError('BAD_USAGE', `APP is one of ${PAIRABLE_CLASSES.join(', ')}`);
  const { client, address } = runningCompanion();
  if (app === 'browser') {
    const { code } = await client.panelLink(signal);
    process.stdout.write(`Open this link within two minutes; it works once:\n${address}${PANEL_PAGE}#c=${code}\n`);
    return;
  }
  const before = new Set((await client.clients(signal)).clients.map(({ kid }) => kid));
  const { code, expiresAt } = await client.openPairing(app, signal);
  process.stdout.write(`Type this code in ${app} within two minutes: ${code.slice(0, 3)} ${code.slice(3)}\nThe companion is at ${address}.\n`);
  try {
    while (Date.now() < expiresAt) {
      await pause(LOOK_EVERY_MS, undefined, { signal });
      const { clients, pairing } = await client.clients(signal);
      const added = clients.find(({ kid }) => !before.has(kid));
      if (added !== undefined) { process.stdout.write(`${added.name} is paired (${added.kid}).\n`); return; }
      if (pairing === undefined) break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    await client.closePairing();
    throw new AppError('CANCELLED', '', { cause: error });
  }
  throw new AppError('PAIRING_CLOSED', 'the code was not typed in time, or five times wrong');
};

function isPairable(app: string | undefined): app is PairableClass { return PAIRABLE_CLASSES.some((name) => name === app); }
