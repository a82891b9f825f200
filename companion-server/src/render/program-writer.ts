/** A growing, little-endian piece of memory that will lie at `base`: `allocate` returns absolute addresses. */
export class ProgramWriter {
  private bytes = new Uint8Array(1 << 16);
  private used = 0;

  constructor(private readonly base: number) {}

  /** Zeroed octets, aligned to 16 for vector loads. */
  allocate(byteLength: number): number {
    const start = (this.used + 15) & ~15;
    this.used = start + byteLength;
    if (this.used > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.used, 2 * this.bytes.length));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return this.base + start;
  }

  write(address: number, values: ArrayBufferView): void {
    this.bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), address - this.base);
  }

  place(values: ArrayBufferView): number {
    const address = this.allocate(values.byteLength);
    this.write(address, values);
    return address;
  }

  integers(address: number, ...values: readonly number[]): void {
    this.write(address, Int32Array.from(values));
  }

  floats(address: number, ...values: readonly number[]): void {
    this.write(address, Float32Array.from(values));
  }

  finish(): Uint8Array {
    return this.bytes.subarray(0, this.used);
  }
}
