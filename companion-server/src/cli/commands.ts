import type { Command } from './command';

/** Loaded when asked for, so that `serve` never loads what belongs into compute processes. */
export const COMMANDS: Readonly<Record<string, (() => Promise<Command>) | undefined>> = {
  critique: async () => (await import('./critique-command')).critiqueCommand,
  enhance: async () => (await import('./enhance-command')).enhanceCommand,
  render: async () => (await import('./render-command')).renderCommand,
  eval: async () => (await import('./eval-command')).evalCommand,
  features: async () => (await import('./features-command')).featuresCommand,
  models: async () => (await import('./models-command')).modelsCommand,
  doctor: async () => (await import('./doctor-command')).doctorCommand,
  gpu: async () => (await import('./gpu-command')).gpuCommand,
  pair: async () => (await import('./pair-command')).pairCommand,
  clients: async () => (await import('./clients-command')).clientsCommand,
  revoke: async () => (await import('./revoke-command')).revokeCommand,
  serve: async () => (await import('./serve-command')).serveCommand,
};

export const HELP = `Photocrafter: looks at a photo, says what is wrong, and edits it without touching the original.

  craft critique IN [--json]
  craft enhance IN [--out DIR] [--instruction TEXT] [--strength 0..1] [--takes N]
                   [--formats image,psd,xmp,cube,json] [--json]
  craft render IN --plan PLAN --out FILE [--region X,Y,W,H]
  craft serve                                    the companion for the plugins (npm start)
  craft pair browser|photoshop|figma             lets an app in: shows a link, or six digits to type there
  craft clients [--json]                         the apps that may use the companion
  craft revoke ID                                takes an app's permission back
  craft models list|install NAME|verify NAME|remove NAME [--from PATH] [--json]
  craft doctor [--json]
  craft gpu install [--file PACKAGE --sha512 HASH]  CUDA libraries, Linux with an NVIDIA card
  craft eval pairs --input DIR --target DIR [--json]
  craft eval iqa --csv FILE --images DIR [--group-by REGEX] [--without FILE] [--critic learned|measured] [--json]
  craft eval degrade --images DIR [--seed N] [--protocol A|A2|A3|B|mild|camera] [--json]
  craft eval restore --task T --input DIR --target DIR [--json]
  craft eval restore --task T --images DIR --fault F [--list FILE] [--limit N] [--seed N] [--side PX]
  craft eval diagnose --images DIR [--list FILE] [--limit N] [--seed N] [--json]
  craft eval harmless --images DIR [--list FILE] [--limit N] [--side PX] [--json]
  craft eval oracle --folder DIR                 adjustments against files that Photoshop rendered
  craft features --list FILE --out NAME          what the learned critic sees of pictures, for training
  craft eval sheet --images DIR --out FILE.jpg [--list FILE] [--limit N]   before and after, to look at

Exit code: 0 ok, 2 bad usage or input, 1 internal. --json prints one JSON document on stdout and nothing else.
`;
