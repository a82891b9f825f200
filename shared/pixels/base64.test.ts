import fc from 'fast-check';
import { decodeBase64, encodeBase64 } from './base64';

describe('base64', () => {
  // RFC 4648, section 10
  it.each([['', ''], ['f', 'Zg=='], ['fo', 'Zm8='], ['foo', 'Zm9v'], ['foobar', 'Zm9vYmFy']])('encodes %j as %j', (text, encoded) => {
    expect(encodeBase64(Buffer.from(text))).toBe(encoded);
  });

  it('agrees with Node, both ways', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const encoded = encodeBase64(bytes);
      expect(encoded).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(encoded)).toEqual(bytes);
    }));
  });

  it.each(['a', 'ab=c', '====', 'é===', 'ab c', '\u{1F600}'])('refuses %j', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
