import { play } from '../photoshop/batch-play';
import type { ModalScope } from '../photoshop/in-modal';
import type { LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';

/** Makes one layer the active one. By descriptor [C]: the DOM's `activeLayers` can be set since 26.9 only. */
export async function selectLayer({ action }: PhotoshopApi, { id }: Pick<LayerApi, 'id'>, { step }: ModalScope): Promise<void> {
  await step(play(action, { _obj: 'select', _target: [{ _ref: 'layer', _id: id }], makeVisible: false }));
}
