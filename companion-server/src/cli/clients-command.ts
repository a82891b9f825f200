import type { Command } from './command';
import { parseWords } from './parse-words';
import { printJson } from './print-json';
import { runningCompanion } from './running-companion';

const day = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');

/** `craft clients [--json]`: the apps that may use the companion. */
export const clientsCommand: Command = async (words, signal) => {
  const { values } = parseWords(words, { json: { type: 'boolean' } }, []);
  const { clients } = await runningCompanion().client.clients(signal);
  if (values.json === true) { printJson({ clients }); return; }
  if (clients.length === 0) process.stdout.write('No app is paired. `craft pair browser|photoshop|figma` lets one in.\n');
  for (const { kid, client, name, usedAt, createdAt } of clients) process.stdout.write(`${kid}  ${client.padEnd(9)}  ${name}, since ${day(createdAt)}, last used ${day(usedAt)} UTC\n`);
};
