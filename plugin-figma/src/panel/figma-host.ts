import type { AccessToken } from '@photocrafter/shared/client/access-token';
import { discoverCompanion } from '@photocrafter/shared/client/discover-companion';
import type { PortableFetch, PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import type { Delivery, HostAdapter } from '@photocrafter/shared/host/host-adapter';
import type { RealmCall } from '@photocrafter/shared/host/realm-bridge';
import type { FigmaCalls, FigmaCommand, PlaceRequest } from '../bridge/figma-calls';
import { FILTER_TOLERANCE } from '../filters/fit-filters';
import { critiqueNotes, type NoteWords } from './critique-notes';
import { createFigmaPicture, keptText, type DecodeProxy, type FigmaPicture } from './figma-picture';
import { calibrateFilters, fitPlanToFilters } from './figma-filters';
import { finishImage } from './finish-image';
import type { ImageCutter } from './image-canvas';

/** What the host takes from the program around it: the bridge, the network, and a browser's way with pictures and files. */
export interface FigmaHostParts {
  readonly call: RealmCall<FigmaCalls>;
  readonly fetch: PortableFetch;
  readonly token: AccessToken;
  readonly decode: DecodeProxy;
  readonly cutter: ImageCutter;
  readonly words: NoteWords;
  readonly ports?: readonly number[];
  copyText(text: string): Promise<void>;
  saveFile(fileName: string, mediaType: string, content: Uint8Array | string): void;
}

/** Figma through its two realms: the interface has the network, the document has the layers. */
export function createFigmaHost(parts: FigmaHostParts): HostAdapter {
  const { call, fetch, token, decode, words } = parts;
  /** layers that were placed in this session or before it, by picture */
  const placed = new Map<string, string>();

  const picturesOf = async (command: FigmaCommand): Promise<readonly FigmaPicture[]> => {
    const { pictures } = await call('selection', undefined);
    return pictures.map((reference) => {
      const { earlier, ...fresh } = reference;
      // an enhancement that was asked for anew starts anew, and takes the place of the earlier one
      const goesOn = earlier !== undefined && (command === 'edit' || command === 'open');
      const picture = createFigmaPicture(call, decode, goesOn ? reference : fresh, goesOn ? undefined : command === 'critique' ? 'critique' : 'place');
      if (earlier !== undefined) placed.set(picture.id, earlier.nodeId);
      return picture;
    });
  };
  const tell = async (message: string, isError = false): Promise<void> => { await call('tell', { message, isError }); };

  return {
    name: 'figma',
    capabilities: { host: 'figma', adjustments: [], masks: false, depth: 8 },
    abilities: { places: 'layers', layers: ['enhanced', 'adjustments'], options: ['duplicate', 'noteCard', 'markers', 'downscale'], notes: true, manyPictures: true, captureBy: 'selection' },
    fetch,
    token,
    discover: () => discoverCompanion({ fetch, after: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); }), ...(parts.ports && { ports: parts.ports }) }),
    capture: () => picturesOf('open'),
    onSelectionChange(listener) {
      let isOver = false;
      const begin = async (): Promise<void> => {
        const command = await call('command', undefined);
        if (command === 'open') return;
        if (command === 'calibrate') {
          const error = await calibrateFilters(parts);
          await tell(`The image filters are measured; the model describes them within ΔE ${error.toFixed(1)} on average.`);
          return;
        }
        const pictures = await picturesOf(command);
        if (!isOver) listener(pictures);
      };
      begin().catch((error: unknown) => { void tell(toAppError(error).message, true); });
      return () => { isOver = true; };
    },
    resultsFor: ({ formats }) => (formats.includes('image') ? formats : ['image', ...formats]),
    async apply(delivery, signal) {
      const picture = delivery.picture as FigmaPicture;
      if (delivery.choice.layers === 'adjustments' && await placeAsFilters(delivery, signal)) return;
      const { source } = picture.reference();
      const bytes = new Uint8Array(await delivery.client.result(delivery.jobId, 'image', signal));
      const mayTile = !delivery.choice.options.includes('downscale') && (source.kind === 'shown' || source.canBeTiled);
      const image = await finishImage(bytes, mayTile, parts.cutter);
      stopIf(signal);
      await place(delivery, { kind: 'pixels', image });
      await saveFiles(delivery, signal);
    },
    async notes(picture, critique) {
      await call('notes', { picture: (picture as FigmaPicture).reference(), notes: critiqueNotes(critique, words) });
    },
    async remember(key, value) { await call('remember', { key, value }); },
    recall: (key) => call('recall', { key }),
    copyText: (text) => parts.copyText(text),
    saveText(fileName, text) {
      parts.saveFile(fileName, 'application/json', text);
      return Promise.resolve();
    },
  };

  /** False when filters do not reach the plan's look: the user hears by how much, and gets pixels. */
  async function placeAsFilters(delivery: Delivery, signal: PortableSignal): Promise<boolean> {
    const fit = await fitPlanToFilters(parts, (delivery.picture as FigmaPicture).reference(), delivery.plan);
    stopIf(signal);
    if (fit === undefined || fit.meanDeltaE > FILTER_TOLERANCE) {
      await tell(fit === undefined ? 'Image filters cannot show this edit, so it was placed as pixels.' : `Image filters come no nearer to this edit than ΔE ${fit.meanDeltaE.toFixed(1)}, so it was placed as pixels.`);
      return false;
    }
    await place(delivery, { kind: 'filters', filters: fit.filters });
    await tell(`Placed as image filters, approximately: ΔE ${fit.meanDeltaE.toFixed(1)} from the edit on average.`);
    await saveFiles(delivery, signal);
    return true;
  }

  async function place({ picture, plan, critique, choice, tell: report }: Delivery, look: PlaceRequest['look']): Promise<void> {
    report?.({ kind: 'placing', progress: 0.5 });
    const replaces = placed.get(picture.id);
    const { nodeId, notes, remarks } = await call('place', {
      picture: (picture as FigmaPicture).reference(),
      ...(replaces !== undefined && { replaces }),
      look,
      text: keptText({ plan, critique }),
      ...(choice.notes && { notes: critiqueNotes(critique, words) }),
      options: choice.options,
    });
    placed.set(picture.id, nodeId);
    if (notes !== 'none') report?.({ kind: 'notes', form: notes === 'annotations' ? 'annotations' : 'text' });
    for (const remark of remarks) await tell(remark);
  }

  async function saveFiles({ client, jobId, choice }: Delivery, signal: PortableSignal): Promise<void> {
    if (choice.formats.length === 0) return;
    const { report } = await client.job(jobId, signal);
    for (const file of report?.files ?? []) {
      if (file.kind !== 'image' || choice.formats.includes('image')) parts.saveFile(file.fileName, file.mediaType, new Uint8Array(await client.result(jobId, file.kind, signal)));
    }
  }
}

function stopIf(signal: PortableSignal): void {
  if (signal.aborted) throw new AppError('CANCELLED');
}

