/** Names of execution providers as onnxruntime-node takes them. */
export type ProviderName = 'cuda' | 'tensorrt' | 'dml' | 'coreml' | 'webgpu' | 'cpu';

/**
 * Providers worth trying on a machine, best first. CUDA stands before TensorRT: TensorRT builds its engine anew each time
 * a network is opened (minutes for MAXIM), and onnxruntime-node has no setting to keep it.
 * Source: the platform table of onnxruntime-node 1.30.0. Intel Macs have no binary at all, so nothing is listed.
 */
export function candidateProviders(platform: NodeJS.Platform = process.platform, architecture: string = process.arch): readonly ProviderName[] {
  switch (`${platform}/${architecture}`) {
    case 'linux/x64': return ['cuda', 'tensorrt', 'webgpu', 'cpu'];
    case 'win32/x64':
    case 'win32/arm64': return ['dml', 'webgpu', 'cpu'];
    case 'darwin/arm64': return ['coreml', 'webgpu', 'cpu'];
    case 'linux/arm64': return ['cpu'];
    default: return [];
  }
}
