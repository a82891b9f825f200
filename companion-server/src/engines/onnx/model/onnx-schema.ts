import proto from 'onnx-proto';

/** The ONNX protobuf messages. The package is CommonJS, whose names Node cannot import one by one. */
export const { onnx } = proto;
