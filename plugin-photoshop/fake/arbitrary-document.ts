import fc from 'fast-check';
import { COLOURS, makeSamples } from './fake-colour';
import type { FakeDocumentState, FakeLayerState, StoredPixels } from './fake-state';
import { makeDocument, makeLayer, makePixels } from './make-document';

const MODES = [
  { mode: 'RGBColorMode', profile: 'sRGB IEC61966-2.1' }, { mode: 'RGBColorMode', profile: 'Display P3' }, { mode: 'RGBColorMode', profile: 'My Monitor' },
  { mode: 'grayscaleMode', profile: 'Dot Gain 20%' }, { mode: 'labColorMode', profile: 'Lab D50' }, { mode: 'CMYKColorMode', profile: 'U.S. Web Coated (SWOP) v2' },
] as const;

/** A document with a few pixel layers anywhere on and beyond its canvas, one of them active; perhaps masks, a selection, a group, clipping. */
export function arbitraryDocument(only?: { readonly editable: boolean }): fc.Arbitrary<FakeDocumentState> {
  const form = fc.record({ space: fc.constantFrom(...MODES.slice(0, only?.editable === true ? 3 : MODES.length)), bits: fc.constantFrom(...(only?.editable === true ? [8, 16] as const : [8, 16, 32] as const)) })
    // Photoshop has no 32-bit Lab and CMYK
    .filter(({ space, bits }) => bits !== 32 || space.mode === 'RGBColorMode' || space.mode === 'grayscaleMode');
  return form.chain(({ space, bits }) => fc.record({
    width: fc.integer({ min: 4, max: 24 }), height: fc.integer({ min: 4, max: 24 }), seed: fc.nat(), hasBackground: fc.boolean(), inGroup: fc.boolean(),
    layers: fc.array(fc.record({ left: fc.integer({ min: -6, max: 10 }), top: fc.integer({ min: -6, max: 10 }), width: fc.integer({ min: 3, max: 20 }), height: fc.integer({ min: 3, max: 20 }), masked: fc.boolean(), clipped: fc.boolean(), opacity: fc.constantFrom(100, 100, 60) }), { minLength: 1, maxLength: 3 }),
    active: fc.nat(3), selected: fc.boolean(), holes: fc.boolean(),
  }).map((given): FakeDocumentState => {
    const random = generator(given.seed);
    const { width, height } = given;
    const colours = COLOURS[space.mode];
    const samples = (count: number, components: number): StoredPixels['data'] => {
      const data = makeSamples(bits, count * components);
      for (let i = 0; i < data.length; i++) {
        const isAlpha = components > colours && i % components === colours;
        const value = isAlpha ? (given.holes && random() < 0.2 ? 0 : given.holes && random() < 0.3 ? 0.5 : 1) : random();
        data[i] = bits === 32 ? value : Math.round(value * (bits === 8 ? 255 : 32768));
      }
      return data;
    };
    const grey = (left: number, top: number, across: number, down: number): StoredPixels => ({ left, top, right: left + across, bottom: top + down, components: 1, data: Uint8Array.from({ length: across * down }, () => [0, 128, 255, 255][Math.floor(random() * 4)]!) });
    const layers = given.layers.map((layer, i): FakeLayerState => {
      const pixels = samples(layer.width * layer.height, colours + 1);
      // never empty
      pixels[colours] = pixels[pixels.length - 1] = bits === 8 ? 255 : bits === 16 ? 32768 : 1;
      return makeLayer({
        opacity: layer.opacity, isClippingMask: layer.clipped && (given.hasBackground || i > 0), pixels: makePixels(space.mode, layer.left, layer.top, layer.width, colours + 1, pixels),
        ...(layer.masked && { mask: grey(layer.left, layer.top, layer.width, layer.height), maskOutside: 255 }),
      });
    });
    if (given.hasBackground) layers.unshift(makeLayer({ name: 'Background', isBackground: true, pixels: { left: 0, top: 0, right: width, bottom: height, components: colours, data: samples(width * height, colours) } }));
    const active = layers[given.active % layers.length]!;
    const fromTop = [...layers].reverse();
    const group = makeLayer({ name: 'Group 1', kind: 'group', blendMode: 'passThrough', children: fromTop.filter(({ isBackground }) => !isBackground) });
    const tree = given.inGroup && group.children!.length > 0 ? [group, ...fromTop.filter(({ isBackground }) => isBackground)] : fromTop;
    return makeDocument({ width, height, mode: space.mode, bits, profile: space.profile, layers: tree, active: [active.id], ...(given.selected && { selection: grey(1, 1, width - 2, height - 2) }) });
  }));
}

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
