/** What both sides must agree on before anything else. `product.test.ts` holds these to the root manifest.json. */
export const PRODUCT_ID = 'com.photocrafter.companion';
export const PRODUCT_NAME = 'Photocrafter';
export const PRODUCT_VERSION = '0.1.0';
/** Raised when an older side could misread a newer one; equal numbers are compatible. */
export const PROTOCOL_VERSION = 1;
/** Fixed, because plugins must declare the addresses they call; tried in this order. */
export const COMPANION_PORTS: readonly number[] = [41417, 41418, 41419];
