import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import { toAppError } from '@photocrafter/shared/errors/app-error';
import type { PictureWish } from '@photocrafter/shared/host/host-adapter';
import type { PhotoshopHost } from '../host/photoshop-host';
import type { CoreApi } from '../photoshop/photoshop-api';

export interface MenuCommand { readonly id: string; readonly label: string; readonly wish: PictureWish; readonly where: 'selection' | 'documents' }

/** The plugin's menu. With `enableMenuRecording` in the manifest an action records each as a step. */
export const COMMANDS: readonly MenuCommand[] = [
  { id: 'enhanceLayer', label: 'Enhance layer', wish: 'place', where: 'selection' },
  { id: 'critiqueLayer', label: 'Critique layer', wish: 'critique', where: 'selection' },
  { id: 'enhanceAgain', label: 'Enhance with last settings', wish: 'again', where: 'selection' },
  { id: 'applyPlan', label: 'Apply plan to selected layers', wish: 'plan', where: 'selection' },
  { id: 'applyPlanToAll', label: 'Apply plan to all open documents', wish: 'plan', where: 'documents' },
];

/** Waits for the end of what was begun for these pictures; rejects with what went wrong. The panel may be closed. */
export type Outcome = (pictureIds: readonly string[], signal: PortableSignal) => Promise<void>;

/** Carries out a menu command. The panel may be closed, so what goes wrong is said in a dialogue of Photoshop. */
export async function runCommand({ wish, where }: MenuCommand, host: PhotoshopHost, core: CoreApi, outcome: Outcome, signal: PortableSignal): Promise<void> {
  try {
    const pictures = await host.wish(wish, where, signal);
    await outcome(pictures.map(({ id }) => id), signal);
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code !== 'CANCELLED') await core.showAlert(`${failure.message}\n${failure.remedy}`);
  }
}
