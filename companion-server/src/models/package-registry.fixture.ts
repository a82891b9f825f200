import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import type { ModelEntry } from './model-entry';

/** A gzipped tar of plain files, as npm makes packages; names are taken as they are, and files named in `links` are symbolic links, so a hostile one can be made. */
export function packTarball(files: Readonly<Record<string, Uint8Array>>, links: Readonly<Record<string, string>> = {}): Buffer {
  const blocks = Object.entries(files).flatMap(([path, file]) => {
    const header = Buffer.alloc(512);
    const linkpath = links[path];
    const content = linkpath === undefined ? file : new Uint8Array();
    new Header({ path, type: linkpath === undefined ? 'File' : 'SymbolicLink', ...(linkpath !== undefined && { linkpath }), mode: 0o644, size: content.length, mtime: new Date(0) }).encode(header, 0);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), { level: 1 });
}

export const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('base64');

/** Bytes that do not compress, the same every time: a package stays long enough to break in the middle. */
export function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let i = 0; i < length; i++) bytes[i] = (state = (Math.imul(state, 1103515245) + 12345) | 0) >> 16;
  return bytes;
}

/** An entry for a package of one ONNX file that is kept as it is. */
export function onnxEntry(tarball: Uint8Array, file: Uint8Array): ModelEntry {
  return {
    name: 'example', task: 'subject', whatItAdds: 'an example', keptBytes: file.length, licence: 'MIT', provenance: 'Made by the test.', input: '', output: '',
    source: { package: '@scope/example', version: '1.0.0', tarballBytes: tarball.length, sha512: sha512(tarball), licenceFiles: ['LICENSE'] },
    build: { kind: 'onnx', file: 'net.onnx', sha256: createHash('sha256').update(file).digest('hex') },
  };
}

export interface RegistryBehaviour {
  /** bytes after which the connection of a tarball breaks, one number a request; absent: sent whole */
  readonly breakAfter?: number[];
  readonly ignoresRange?: boolean;
  /** answers everything with this HTTP status */
  readonly status?: number;
  /** accepts connections and never answers */
  readonly isSilent?: boolean;
  /** announces this sha512 instead of the tarball's */
  readonly announces?: string;
  /** pause between pieces of 4 KiB, ms: gives a test the time to kill */
  readonly pieceDelayMs?: number;
}

/** The two answers of an npm registry that an installation needs, over real HTTP on loopback. */
export class PackageRegistry {
  /** Range headers of the tarball requests, '' for a request of everything */
  readonly ranges: string[] = [];
  readonly authorizations: (string | undefined)[] = [];
  private readonly server: Server;

  constructor(private readonly tarball: Uint8Array, private readonly behaviour: RegistryBehaviour = {}) {
    this.server = createServer((request, response) => {
      this.authorizations.push(request.headers.authorization);
      if (this.behaviour.isSilent === true) return;
      if (this.behaviour.status !== undefined) response.writeHead(this.behaviour.status).end();
      else if (request.url?.endsWith('.tgz') === true) void this.sendTarball(request.headers.range ?? '', response);
      else response.setHeader('content-type', 'application/json').end(JSON.stringify(this.packument()));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string { return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`; }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private packument(): object {
    const integrity = `sha512-${this.behaviour.announces ?? sha512(this.tarball)}`;
    const version = { name: '@scope/example', version: '1.0.0', dist: { tarball: `${this.url}@scope/example/-/example-1.0.0.tgz`, integrity } };
    return { name: '@scope/example', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } };
  }

  private async sendTarball(range: string, response: ServerResponse): Promise<void> {
    this.ranges.push(range);
    const from = this.behaviour.ignoresRange === true ? 0 : Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
    const rest = this.tarball.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-type': 'application/octet-stream', 'content-length': rest.length });
    const breaksAt = this.behaviour.breakAfter?.shift() ?? Infinity;
    for (let sent = 0; sent < rest.length; sent += 4096) {
      if (sent >= breaksAt) { response.destroy(); return; }
      response.write(rest.subarray(sent, sent + 4096));
      await new Promise((resolve) => setTimeout(resolve, this.behaviour.pieceDelayMs ?? 0));
    }
    response.end();
  }
}
