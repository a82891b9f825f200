import type { Lut3dAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { cubeText } from '@photocrafter/shared/adjustments/cube-text';
import { encodeBase64 } from '@photocrafter/shared/pixels/base64';
import type { Realised, RealiseContext } from './realised';

/**
 * [C], one long trial log and a second project (hosts.md 3.5): Photoshop renders with `profile`, an ICC DeviceLink that the companion
 * makes; the .cube text is what it shows and saves. The enum value is "3DLUT": "lookup3DLUT" is refused without a word.
 */
export function realiseColourLookup(lut: Lut3dAdjustment, { name, deviceLink }: RealiseContext): Realised {
  const fileName = `${name}.cube`;
  return {
    blank: { _obj: 'colorLookup' },
    values: {
      _obj: 'colorLookup', lookupType: { _enum: 'colorLookupType', _value: '3DLUT' }, name: fileName, dither: true,
      LUTFormat: { _enum: 'LUTFormatType', _value: 'LUTFormatCUBE' },
      dataOrder: { _enum: 'colorLookupOrder', _value: 'rgbOrder' }, tableOrder: { _enum: 'colorLookupOrder', _value: 'bgrOrder' },
      LUT3DFileData: rawData(encodeBase64(latin1(cubeText(lut, [`TITLE "${fileName.replace(/[^ -~]|"/g, '_')}"`])))), LUT3DFileName: fileName,
      profile: rawData(deviceLink),
    },
    expect: [{ path: ['lookupType', '_value'], value: '3DLUT' }, { path: ['LUT3DFileName'], value: fileName }],
  };
}

/** Base64, since raw buffers fail without a word in some code paths (hosts.md 3.3). */
function rawData(base64: string): object {
  return { _rawData: 'base64', _data: base64 };
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
