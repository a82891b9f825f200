import type * as photoshop from 'photoshop';
import type { ActionApi, AppApi, CoreApi, ImagingApi } from './photoshop-api';

/** Compiles only while real Photoshop, as @types/photoshop describes it, is what the plugin takes it for. Nothing runs. */
type Is<Found extends Wanted, Wanted> = [Found, Wanted];
type RealImage = Awaited<ReturnType<typeof photoshop.imaging.createImageDataFromBuffer>>;
export type RealPhotoshopFits = [
  Is<typeof photoshop.app, AppApi>, Is<typeof photoshop.core, CoreApi>, Is<typeof photoshop.action, ActionApi>, Is<typeof photoshop.imaging, ImagingApi<RealImage>>,
];
