import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { proofMessage, type TokenParts } from '../protocol/access';
import type { Hello } from '../protocol/hello';

/** What a companion that knows this token answers to the nonce. Written in plain JavaScript: UXP has no `crypto.subtle`. */
export function expectedProof({ secret }: TokenParts, nonce: string, port: number, instance: string): string {
  return bytesToHex(hmac(sha256, sha256(ascii(secret)), ascii(proofMessage(nonce, port, instance))));
}

/** True when `hello` was said by the companion that gave us this token, at the port that we dialled (trust.md section 3.6). */
export function provesItself(hello: Hello, token: TokenParts, nonce: string, port: number): boolean {
  return (hello.proofs ?? []).includes(expectedProof(token, nonce, port, hello.instance));
}

/** All that goes in here is ASCII; not every host has a TextEncoder. */
function ascii(text: string): Uint8Array { return Uint8Array.from(text, (letter) => letter.charCodeAt(0)); }
