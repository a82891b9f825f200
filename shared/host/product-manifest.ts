/** The root manifest.json: the one place for id, name, version, protocol, ports and permissions of every host. */
export interface ProductManifest {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly protocolVersion: number;
  readonly ports: readonly number[];
  readonly hosts: {
    readonly photoshop: { readonly id: string; readonly minVersion: string; readonly permissions: { readonly localFileSystem: string; readonly clipboard: string } };
    readonly figma: { readonly id: string; readonly editorType: readonly string[]; readonly reasoning: string };
  };
}

/**
 * How plugins spell the companion: `localhost` with each fixed port, http and ws. Figma's validator refuses IP literals, UXP v5
 * is reported not to match them, and neither takes a wildcard port (hosts.md sections 2.1, 3.11 and 4.1).
 */
export function companionDomains({ ports }: ProductManifest): readonly string[] {
  return ports.flatMap((port) => [`http://localhost:${port}`, `ws://localhost:${port}`]);
}
