import type { PictureReference } from '../bridge/figma-calls';

/** An entry of plugin data, with its names, may have 100 kB (FT); what we write is ASCII, so letters are bytes. */
const CHUNK_LETTERS = 90_000;
const PICTURE = 'picture';
const COUNT = 'edit.chunks';

/** Writes what "Edit plan" needs onto our own layer: the picture that it was made from, and a text of any length. */
export function keepEdit(layer: SceneNode, { nodeId, name, source }: PictureReference, text: string): void {
  const ascii = toAscii(text);
  const before = Number(layer.getPluginData(COUNT));
  const count = Math.ceil(ascii.length / CHUNK_LETTERS);
  for (let i = 0; i < count; i++) layer.setPluginData(`edit.${i}`, ascii.slice(i * CHUNK_LETTERS, (i + 1) * CHUNK_LETTERS));
  for (let i = count; i < before; i++) layer.setPluginData(`edit.${i}`, '');
  layer.setPluginData(COUNT, String(count));
  layer.setPluginData(PICTURE, toAscii(JSON.stringify({ nodeId, name, source })));
}

/** Reads it back from our layer or from a part of it; undefined for layers that are not ours. */
export function recallEdit(node: SceneNode): PictureReference | undefined {
  for (let layer: BaseNode | null = node; layer !== null && layer.type !== 'PAGE'; layer = layer.parent) {
    const picture = layer.getPluginData(PICTURE);
    if (picture === '') continue;
    try {
      const reference = JSON.parse(picture) as PictureReference;
      return { ...reference, earlier: { nodeId: layer.id, text: textOf(layer) } };
    } catch {
      return undefined;
    }
  }
  return undefined;
}

function textOf(layer: BaseNode): string {
  const count = Number(layer.getPluginData(COUNT));
  const ascii = Array.from({ length: count }, (_, i) => layer.getPluginData(`edit.${i}`)).join('');
  return ascii.replace(/\\u([0-9a-f]{4})/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Every letter outside of ASCII, and the backslash, as \uXXXX, so that a length in letters is one in bytes. */
function toAscii(text: string): string {
  return text.replace(/[^\x20-\x5b\x5d-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
