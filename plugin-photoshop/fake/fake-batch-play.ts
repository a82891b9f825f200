import { Check } from 'typebox/value';
import type { Descriptor } from '../src/photoshop/photoshop-api';
import { ADJUSTMENT_SHAPES, COMMAND_SHAPES, type CommandName } from './descriptor-shapes';
import type { FakePhotoshop } from './fake-photoshop';
import { locate, type FakeDocumentState } from './fake-state';
import { keep } from './stored-adjustment';

/** Photoshop's code for a parameter error. */
const BAD_PARAMETER = -1715;

/** Plays commands as Photoshop does: unknown ones and those that are not available now resolve as errors. */
export async function playCommands(host: FakePhotoshop, commands: Descriptor[]): Promise<Descriptor[]> {
  await host.called('batchPlay');
  if (host.cancelledInModal) throw new Error('the user cancelled');
  return commands.map((command) => {
    const name = (Object.keys(COMMAND_SHAPES) as CommandName[]).find((candidate) => Check(COMMAND_SHAPES[candidate], command));
    try {
      if (name === undefined) throw new Error(`this fake knows no such descriptor: ${JSON.stringify(command).slice(0, 400)}`);
      const document = host.activeState();
      if (document === undefined) throw new Error('no document is open');
      return run(host, document, name, command as Loose) as Descriptor;
    } catch (error) {
      host.refusals.push((error as Error).message);
      return { _obj: 'error', message: (error as Error).message, result: BAD_PARAMETER };
    }
  });
}

/** Checked by its shape before it is read. */
type Loose = Descriptor & { readonly [key: string]: never };
const DONE = { _obj: 'done' };

function run(host: FakePhotoshop, document: FakeDocumentState, name: CommandName, command: Loose): object {
  const target = command['_target'] as readonly { _id: number; _index: number }[];
  switch (name) {
    case 'makeAdjustmentLayer': return makeAdjustmentLayer(host, document, (command['using'] as { type: Descriptor }).type);
    case 'setAdjustmentLayer': return setAdjustment(host, document, command['to'] as Descriptor);
    case 'getAdjustment': {
      const { adjustment } = locate(document, target[1]!._id).layer;
      if (adjustment === undefined) throw new Error('the layer has no adjustment');
      return { _obj: 'adjustment', adjustment: [host.options.forgets === adjustment._obj ? { ...adjustment, exposure: 0, adjustment: [] } : adjustment] };
    }
    case 'getHasUserMask': return { _obj: 'layer', hasUserMask: locate(document, target[1]!._id).layer.mask !== undefined };
    case 'makeMask': return makeMask(host, document, (command['using'] as { _value: string })._value);
    case 'selectLayer': {
      const { layer } = locate(document, target[0]!._id);
      host.changing('Select layer', document.id, false);
      document.active = [layer.id];
      return DONE;
    }
    case 'deselect': {
      host.changing('Deselect', document.id);
      delete document.selection;
      return DONE;
    }
    case 'getMetadata': return { _obj: 'layer', metadata: { _obj: 'metadata', ...(locate(document, target[1]!._id).layer.xmp !== undefined && { layerXMP: locate(document, target[1]!._id).layer.xmp }) } };
    case 'setMetadata': {
      host.changing('Layer metadata', document.id);
      locate(document, target[1]!._id).layer.xmp = (command['to'] as { layerXMP: string }).layerXMP;
      return DONE;
    }
    case 'makeAnnotation': case 'setAnnotation': case 'getAnnotation': return annotate(host, document, name, command);
  }
}

/** Lands above the active layer, inside an active group; an active selection becomes its mask. */
function makeAdjustmentLayer(host: FakePhotoshop, document: FakeDocumentState, adjustment: Descriptor): object {
  host.changing(`New ${adjustment._obj} layer`, document.id);
  const layer = host.newLayer(document, { name: `${adjustment._obj} 1`, kind: adjustment._obj });
  layer.adjustment = adjustment;
  const { selection } = document;
  if (selection !== undefined) Object.assign(layer, { mask: selection, maskOutside: 0 });
  else if (host.options.masksNewAdjustments) Object.assign(layer, { mask: host.fullMask(document, 255), maskOutside: 255 });
  delete document.selection;
  return DONE;
}

function setAdjustment(host: FakePhotoshop, document: FakeDocumentState, to: Descriptor): object {
  const [id, ...others] = document.active;
  const layer = id === undefined || others.length > 0 ? undefined : locate(document, id).layer;
  if (layer?.adjustment?._obj !== to._obj) throw new Error('the command Set is not currently available');
  if (!Check(ADJUSTMENT_SHAPES[to._obj]!.values, to)) throw new Error('values of another adjustment');
  host.changing(`Change ${to._obj}`, document.id);
  layer.adjustment = keep(to);
  return DONE;
}

function makeMask(host: FakePhotoshop, document: FakeDocumentState, how: string): object {
  const [id] = document.active;
  const layer = id === undefined ? undefined : locate(document, id).layer;
  if (layer === undefined || layer.mask !== undefined || layer.isBackground) throw new Error('the command Make is not currently available');
  if (how === 'revealSelection' && document.selection === undefined) throw new Error('there is no selection');
  host.changing('Add layer mask', document.id);
  Object.assign(layer, how === 'revealSelection' ? { mask: document.selection, maskOutside: 0 } : { mask: host.fullMask(document, how === 'hideAll' ? 0 : 255), maskOutside: how === 'hideAll' ? 0 : 255 });
  return DONE;
}

function annotate(host: FakePhotoshop, document: FakeDocumentState, name: 'makeAnnotation' | 'setAnnotation' | 'getAnnotation', command: Loose): object {
  if (!host.options.annotations) throw new Error('the command is not currently available');
  const at = (value: unknown, axis: 'horizontal' | 'vertical'): number => (value as Record<string, { _value: number }>)[axis]!._value;
  if (name === 'makeAnnotation') {
    const { location, size } = command['using'] as { location: unknown; size: unknown };
    host.changing('New note', document.id);
    document.annotations.unshift({ x: at(location, 'horizontal'), y: at(location, 'vertical'), width: at(size, 'horizontal'), height: at(size, 'vertical'), text: '' });
    return DONE;
  }
  const note = document.annotations[(command['_target'] as readonly { _index: number }[])[0]!._index];
  if (note === undefined) throw new Error('there is no such note');
  if (name === 'getAnnotation') return { _obj: 'annotation', text: note.text };
  host.changing('Change note', document.id);
  note.text = (command['to'] as { text: string }).text;
  return DONE;
}
