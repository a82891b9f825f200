import { readFileSync } from 'node:fs';
import { COMPANION_PORTS, PRODUCT_ID, PRODUCT_NAME, PRODUCT_VERSION, PROTOCOL_VERSION } from './product';

describe('product', () => {
  it('says what manifest.json says', () => {
    const manifest: unknown = JSON.parse(readFileSync(`${__dirname}/../../manifest.json`, 'utf8'));
    expect(manifest).toMatchObject({ id: PRODUCT_ID, name: PRODUCT_NAME, version: PRODUCT_VERSION, protocolVersion: PROTOCOL_VERSION, ports: COMPANION_PORTS });
  });
});
