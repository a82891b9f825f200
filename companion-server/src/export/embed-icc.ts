/** Image resource "ICC profile" (Adobe Photoshop File Formats Specification, image resource IDs). */
const ICC_RESOURCE = 1039;
const HEADER_BYTES = 26;

/** Puts an ICC profile into a PSD or PSB file: the writer cannot. The profile's octets stay as they are. */
export function embedIccProfile(psd: Uint8Array, profile: Uint8Array): Uint8Array {
  const view = new DataView(psd.buffer, psd.byteOffset, psd.byteLength);
  const resources = HEADER_BYTES + 4 + view.getUint32(HEADER_BYTES);
  const length = view.getUint32(resources);
  const padded = profile.length + (profile.length % 2);
  const block = new Uint8Array(12 + padded);
  block.set([0x38, 0x42, 0x49, 0x4d, ICC_RESOURCE >> 8, ICC_RESOURCE & 255]);
  new DataView(block.buffer).setUint32(8, profile.length);
  block.set(profile, 12);
  const result = new Uint8Array(psd.length + block.length);
  result.set(psd.subarray(0, resources));
  new DataView(result.buffer).setUint32(resources, length + block.length);
  result.set(block, resources + 4);
  result.set(psd.subarray(resources + 4), resources + 4 + block.length);
  return result;
}
