import type { Critique } from '@photocrafter/shared/critique/critique';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { encodeBase64 } from '@photocrafter/shared/pixels/base64';
import { play } from '../photoshop/batch-play';
import type { ModalScope } from '../photoshop/in-modal';
import type { ActionApi, Box } from '../photoshop/photoshop-api';
import { critiqueText, placedNotes, type CanvasNote } from './note-texts';

const pixels = (value: number): object => ({ _unit: 'pixelsUnit', _value: value });
/** The window of a note in a file that Photoshop wrote (hosts.md 3.8). */
const SIZE = { _obj: 'offset', horizontal: pixels(240), vertical: pixels(140) };

/**
 * The critique as Photoshop's own notes. [I]: translated from recordings of ExtendScript, never seen in UXP, so each note is read
 * back. Throws HOST_REFUSED where Photoshop does not do it; the caller then takes another form.
 */
export async function makeAnnotations(action: ActionApi, critique: Critique, bounds: Box, scope: ModalScope): Promise<void> {
  const summary: CanvasNote = { x: bounds.left, y: bounds.top, text: critiqueText(critique) };
  for (const note of [summary, ...placedNotes(critique, bounds)]) await makeNote(action, note, scope);
}

async function makeNote(action: ActionApi, { x, y, text }: CanvasNote, { step }: ModalScope): Promise<void> {
  const location = { _obj: 'paint', horizontal: pixels(x), vertical: pixels(y) };
  await step(play(action, { _obj: 'make', _target: [{ _ref: 'annotation' }], using: { _obj: 'annotation', location, size: SIZE, annotType: { _enum: 'annotType', _value: 'annotText' } } }));
  // the newest note has index 0, unlike everything else in Photoshop
  const newest = [{ _ref: 'annotation', _index: 0 }];
  await step(play(action, { _obj: 'set', _target: newest, to: { _obj: 'annotation', $TxtD: { _rawData: 'base64', _data: encodeBase64(utf16(text)) }, text } }));
  const answer = await step(play(action, { _obj: 'get', _target: newest }));
  if (answer['text'] !== text) throw new AppError('HOST_REFUSED', 'annotation: the note does not read back');
}

/** UTF-16LE behind a byte order mark. */
function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), true);
  return bytes;
}
