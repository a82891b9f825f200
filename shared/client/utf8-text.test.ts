import fc from 'fast-check';
import { utf8Text } from './utf8-text';

it('reads whatever a standard encoder writes', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(9000), (text, times) => {
    const long = text + 'é'.repeat(times);
    const bytes = new TextEncoder().encode(long);
    expect(utf8Text(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))).toBe(new TextDecoder().decode(bytes));
  }));
});
