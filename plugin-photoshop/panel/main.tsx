import './fill-gaps';
import { createRoot } from 'react-dom/client';
import { action, app, core, imaging } from 'photoshop';
import { entrypoints, host as uxpHost } from 'uxp';
import { Panel } from '../../shared/panel/components/panel';
import { createPanelSession } from '../../shared/panel/session/panel-session';
import { stringsFor } from '../../shared/panel/strings/strings';
import '../../shared/panel/theme/panel.css';
import { COMMANDS, runCommand } from '../src/commands/run-command';
import { createPhotoshopHost } from '../src/host/photoshop-host';
import type { PhotoshopApi } from '../src/photoshop/photoshop-api';
import { awaitOutcome } from './await-outcome';
import './plugin.css';
import { adoptCalibration, recallCalibration } from './recall-calibration';
import { uxpDrawing } from './uxp-drawing';
import { uxpParts } from './uxp-parts';

// handed on as parts, since Photoshop's own module object need not keep its members when copied
const api = { app, core, action, imaging } as unknown as PhotoshopApi;
const after = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
const parts = uxpParts();
const host = createPhotoshopHost({ ...parts, context: { api, after, outOfTolerance: recallCalibration() } });
const session = createPanelSession(host, uxpDrawing);
const strings = stringsFor([uxpHost.uiLocale]);
const forever = new AbortController().signal;
session.start(forever);
void adoptCalibration();

/** UXP may hand over the panel's node when it creates it, or only when it shows it; it is filled once. */
let isMounted = false;
function mount(node: HTMLElement | undefined): void {
  if (isMounted) return;
  isMounted = true;
  const root = document.createElement('div');
  root.className = 'pc-root';
  (node ?? document.body).appendChild(root);
  createRoot(root).render(<Panel session={session} strings={strings} />);
}

// entry points must answer within 300 ms (hosts.md 3.10): what they start goes on by itself
entrypoints.setup({
  panels: { panel: { create: mount, show: mount } },
  commands: Object.fromEntries(COMMANDS.map((command) => [command.id, () => { void runCommand(command, host, api.core, awaitOutcome(session.store), forever); }])),
});
