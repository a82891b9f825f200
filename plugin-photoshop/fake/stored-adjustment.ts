import type { Adjustment, CurveChannel, HueRange } from '@photocrafter/shared/adjustments/adjustment';
import { encodeLutTable } from '@photocrafter/shared/adjustments/lut-table';
import { decodeBase64 } from '@photocrafter/shared/pixels/base64';
import type { Descriptor } from '../src/photoshop/photoshop-api';

/** What Photoshop keeps of the values that it was given: hundredths of exposure, whole curve points. */
export function keep(values: Descriptor): Descriptor {
  const hundredth = (value: unknown): number => Math.round(100 * (value as number)) / 100;
  switch (values._obj) {
    case 'exposure': return { ...values, exposure: hundredth(values['exposure']), offset: Math.round(1e4 * (values['offset'] as number)) / 1e4, gammaCorrection: hundredth(values['gammaCorrection']) };
    case 'curves': return { ...values, adjustment: list(values['adjustment']).map((entry) => ({ ...entry, curve: list(entry['curve']).map((point) => ({ ...point, horizontal: Math.round(point['horizontal'] as number), vertical: Math.round(point['vertical'] as number) })) })) };
    default: return values;
  }
}

/** The meaning of a kept descriptor, read anew and not through the plugin's own words; undefined while it does nothing. */
export function meaningOf(kept: Descriptor): Adjustment | undefined {
  switch (kept._obj) {
    case 'exposure': return kept['exposure'] === undefined ? undefined : { kind: 'exposure', exposureEv: kept['exposure'] as number, offset: kept['offset'] as number, gamma: kept['gammaCorrection'] as number };
    case 'curves': return { kind: 'curves', channels: byChannel(kept, (entry) => list(entry['curve']).map((point) => ({ input: point['horizontal'] as number, output: point['vertical'] as number }))) };
    case 'levels': return {
      kind: 'levels',
      channels: byChannel(kept, (entry) => {
        const [input, output] = [entry['input'], entry['output']] as [number[], number[]];
        return { inputBlack: input[0]!, inputWhite: input[1]!, gamma: entry['gamma'] as number, outputBlack: output[0]!, outputWhite: output[1]! };
      }),
    };
    case 'hueSaturation': return hueSaturation(kept);
    case 'channelMixer': return channelMixer(kept);
    case 'colorLookup': return kept['profile'] === undefined ? undefined : readDeviceLink((kept['profile'] as { _data: string })._data);
    default: throw new Error(`no adjustment ${kept._obj}`);
  }
}

type Entry = Readonly<Record<string, unknown>>;
function list(value: unknown): readonly Entry[] { return (value ?? []) as readonly Entry[]; }

function byChannel<Value>(kept: Descriptor, read: (entry: Entry) => Value): Partial<Record<CurveChannel, Value>> {
  return Object.fromEntries(list(kept['adjustment']).map((entry) => {
    const name = (entry['channel'] as { _value: string })._value;
    return [name === 'grain' ? 'green' : name, read(entry)];
  }));
}

function hueSaturation(kept: Descriptor): Adjustment | undefined {
  const entries = list(kept['adjustment']);
  const master = entries.find((entry) => entry['localRange'] === undefined);
  if (master === undefined) return undefined;
  const { hue, saturation, lightness } = master as unknown as HueRange;
  const ranges = entries.filter((entry) => entry['localRange'] !== undefined).map((entry) => {
    const { beginRamp, beginSustain, endSustain, endRamp, ...sliders } = entry as unknown as HueRange;
    return { beginRamp, beginSustain, endSustain, endRamp, hue: sliders.hue, saturation: sliders.saturation, lightness: sliders.lightness };
  });
  return { kind: 'hueSaturation', hue, saturation, lightness, colorize: kept['colorize'] as boolean, ranges };
}

function channelMixer(kept: Descriptor): Adjustment | undefined {
  if (kept['red'] === undefined) return undefined;
  const rows = ['red', 'grain', 'blue'].map((output) => kept[output] as Readonly<Record<string, { _value: number }>>);
  const offsets = rows.map((row) => row['constant']!._value / 100);
  return { kind: 'channelMatrix', matrix: rows.flatMap((row) => ['red', 'grain', 'blue'].map((input) => row[input]!._value / 100)), offset: [offsets[0]!, offsets[1]!, offsets[2]!] };
}

/** Reads the cube of an ICC DeviceLink, tag A2B0 of type mft2 (ICC.1:2001 6.5.8), back into our order, red fastest. */
function readDeviceLink(base64: string): Adjustment {
  const bytes = decodeBase64(base64)!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (text(36) !== 'acsp' || text(12) !== 'link') throw new Error('the profile is no DeviceLink');
  const entry = Array.from({ length: view.getUint32(128) }, (_, i) => 132 + 12 * i).find((at) => text(at) === 'A2B0')!;
  const at = view.getUint32(entry + 4);
  const size = bytes[at + 10]!;
  const table = at + 52 + 2 * 3 * view.getUint16(at + 48);
  const values = new Float32Array(size ** 3 * 3);
  for (let red = 0, from = table; red < size; red++) {
    for (let green = 0; green < size; green++) {
      for (let blue = 0; blue < size; blue++) {
        for (let c = 0; c < 3; c++, from += 2) values[3 * ((blue * size + green) * size + red) + c] = view.getUint16(from) / 65535;
      }
    }
  }
  return { kind: 'lut3d', size, table: encodeLutTable(values) };
}
