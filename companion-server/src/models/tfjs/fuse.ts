import type { OnnxGraph } from './onnx-graph';
export function fuse(_graph: OnnxGraph): void {}
