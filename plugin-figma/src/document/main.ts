import { answerRealm, type BridgePort } from '@photocrafter/shared/host/realm-bridge';
import type { FigmaCalls, FigmaCommand } from '../bridge/figma-calls';
import { findNode } from './find-node';
import { pictureBytes } from './picture-bytes';
import { placePicture } from './place-picture';
import { readSelection } from './read-selection';
import { asOneStep } from './one-step';
import { tellUser } from './tell-user';
import { tryFilters, tryFiltersOnPicture } from './try-filters';
import { writeNotes } from './write-notes';

/** The panel in Figma's window, in pixels. */
const PANEL = { width: 440, height: 680 };

const port: BridgePort = {
  send: (message) => { figma.ui.postMessage(message); },
  onMessage: (listener) => { figma.ui.on('message', listener); },
};

/** The program in Figma's document realm: it answers what the interface asks, and knows neither pixels nor network. */
answerRealm<FigmaCalls>(port, {
  command: () => Promise.resolve(commandOf(figma.command)),
  selection: () => Promise.resolve(readSelection()),
  bytes: pictureBytes,
  place: placePicture,
  notes: async ({ picture, notes }) => {
    const node = await findNode(picture.earlier?.nodeId ?? picture.nodeId);
    return asOneStep((made) => writeNotes(node, notes, [], made));
  },
  tryFilters: ({ picture, filters, maxSide }) => tryFiltersOnPicture(picture, filters, maxSide),
  tryFiltersOn: ({ bytes, width, height, filters }) => tryFilters(figma.createImage(bytes), { width, height }, filters),
  remember: async ({ key, value }) => {
    await (value === undefined ? figma.clientStorage.deleteAsync(key) : figma.clientStorage.setAsync(key, value));
    return undefined;
  },
  recall: async ({ key }) => {
    const value: unknown = await figma.clientStorage.getAsync(key);
    return typeof value === 'string' ? value : undefined;
  },
  tell: ({ message, isError }) => {
    tellUser(message, isError);
    return Promise.resolve(undefined);
  },
});

figma.showUI(__html__, { ...PANEL, themeColors: true, title: 'Photocrafter' });

/** The manifest's commands; opening the plugin has none. */
function commandOf(command: string): FigmaCommand {
  switch (command) {
    case 'enhance': case 'critique': case 'edit': case 'calibrate': return command;
    default: return 'open';
  }
}
