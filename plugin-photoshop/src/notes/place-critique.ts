import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import type { Critique } from '@photocrafter/shared/critique/critique';
import { findSource } from '../apply/find-source';
import { setAside } from '../apply/user-state';
import type { PictureSource } from '../capture/picture-source';
import { inModal } from '../photoshop/in-modal';
import type { PluginContext } from '../plugin-context';
import { placeNotes } from './place-notes';

/** The critique of a picture that is not edited, as one undo step. Throws CANCELLED, DOCUMENT_CHANGED. */
export async function placeCritique({ api, after }: PluginContext, source: PictureSource, critique: Critique, signal: PortableSignal): Promise<void> {
  await inModal(api, { name: 'Photocrafter: Critique', changes: source.facts.id, after, signal, before: () => findSource(api, source) }, async (scope, { document }) => {
    const user = await setAside(api, document, scope);
    await placeNotes(api, { document, bounds: source.bounds }, critique, scope);
    await user.restore(scope);
  });
}
