"""Writes the critic as ONNX (opset 17): critic-context.onnx (what is measured and seen -> context tokens, quality) and critic-decoder.onnx
(context and words so far -> H_c and the next word). Large weights are stored in 8 bits, the trunk's in 4, and unpacked when the file is loaded;
the exported networks are rounded first, so that PyTorch and product compute with the same weights. Also writes golden vectors.
"""
import io
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from .network import CONTEXT, CROPS, FEATURES, LONGEST, WIDTH
from .trunk import FRAME_SIDE

OPSET = 17
LEAST_VALUES = 2048
REDUCE = "context.quality.reduce.weight"


class Seen(nn.Module):
    """The trunk and the context network as one: features [1, 502], frame [1, 3, 256, 256] and crops [1, 4, 3, 64, 64] in 0..255."""

    def __init__(self, trunk, context):
        super().__init__()
        self.trunk, self.context = trunk, context

    def forward(self, features, frame, crops):
        pooled, cells = self.trunk(frame)
        return self.context(features, pooled, cells, crops)


def round_to_bytes(module):
    """Rounds large matrices to 8 bits and one scale a row, in place. Returns [(weights as float32, codes int8, scales)]."""
    rounded = []
    for name, parameter in module.named_parameters():
        if (name.startswith("trunk.") and "stem" not in name) or name == REDUCE or parameter.dim() < 2 or parameter.numel() < LEAST_VALUES:
            continue
        rows = parameter.data.reshape(len(parameter), -1)
        scale = rows.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        codes = (rows / scale).round().clamp(-127, 127)
        parameter.data = (codes * scale).reshape(parameter.shape)
        rounded.append((parameter.data.numpy().copy(), codes.reshape(parameter.shape).to(torch.int8).numpy(), scale[:, 0].numpy()))
    return rounded


def pack(graph_file, rounded, nibbles):
    """Replaces stored weights by their codes and the few operations that unpack them; ONNX Runtime folds those when it loads the file."""
    model = onnx.load_from_string(graph_file)
    graph, unpacking = model.graph, []
    for initializer in list(graph.initializer):
        values = numpy_helper.to_array(initializer)
        if values.dtype != np.float32 or values.size < LEAST_VALUES:
            continue
        name = initializer.name
        four = nibbles.get(name)
        eight = None if four else next(((codes, scale, False) for weights, codes, scale in rounded if weights.shape == values.shape and np.array_equal(weights, values)), None) \
            or next(((codes, scale, True) for weights, codes, scale in rounded if weights.ndim == 2 and weights.T.shape == values.shape and np.array_equal(weights.T, values)), None)
        if four:
            unpacking += unpack_nibbles(graph, name, values.shape, *four)
        elif eight:
            unpacking += unpack_bytes(graph, name, *eight)
        else:
            continue
        graph.initializer.remove(initializer)
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(unpacking + nodes)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def add(graph, name, values):
    graph.initializer.append(numpy_helper.from_array(values, name))
    return name


def unpack_nibbles(graph, name, shape, codes, scales):
    """Two codes a byte: the first half of a row in the low nibbles, the second in the high ones; 8 stands for 0."""
    rows = (codes.numpy().reshape(shape[0], -1).astype(np.int16) + 8).astype(np.uint8)
    half = rows.shape[1] // 2
    packed = add(graph, name + ".packed", rows[:, :half] | (rows[:, half:] << 4))
    sixteen = add(graph, name + ".sixteen", np.array(16, np.uint8))
    four = add(graph, name + ".four", np.array(4, np.uint8))
    eight = add(graph, name + ".eight", np.array(8, np.float32))
    scale = add(graph, name + ".scale", scales.numpy().reshape(-1, 1))
    target = add(graph, name + ".shape", np.array(shape, np.int64))
    return [helper.make_node("Mod", [packed, sixteen], [name + ".low"]), helper.make_node("BitShift", [packed, four], [name + ".high"], direction="RIGHT"),
            helper.make_node("Concat", [name + ".low", name + ".high"], [name + ".codes"], axis=1), helper.make_node("Cast", [name + ".codes"], [name + ".float"], to=TensorProto.FLOAT),
            helper.make_node("Sub", [name + ".float", eight], [name + ".centred"]), helper.make_node("Mul", [name + ".centred", scale], [name + ".rows"]),
            helper.make_node("Reshape", [name + ".rows", target], [name])]


def unpack_bytes(graph, name, codes, scales, transposed):
    stored = codes.T.copy() if transposed else codes
    shape = (1, -1) if transposed else (-1,) + (1,) * (codes.ndim - 1)
    packed, scale = add(graph, name + ".packed", stored), add(graph, name + ".scale", scales.reshape(shape))
    return [helper.make_node("Cast", [packed], [name + ".float"], to=TensorProto.FLOAT), helper.make_node("Mul", [name + ".float", scale], [name])]


def export(trunk, context_net, decoder, out):
    """Writes both files and critic-golden.json into `out`. Rounds the networks in place."""
    seen, out = Seen(trunk, context_net).eval(), Path(out)
    decoder.eval()
    rounded = round_to_bytes(seen) + round_to_bytes(decoder)
    nibbles = {f"trunk.convolutions.{name}.weight": codes for name, codes in trunk.codes.items()}
    quality = context_net.quality
    nibbles[REDUCE] = ((quality.reduce.weight.data / quality.step[:, None]).round(), quality.step)
    features, frame, crops, tokens = golden_inputs()
    with torch.no_grad():
        context, quality = seen(features, frame, crops)
        states, mask, logits = decoder(context, quality, tokens)
    write(seen, (features, frame, crops), ["features", "frame", "crops"], ["context", "quality"], rounded, nibbles, out / "critic-context.onnx")
    write(decoder, (context, quality, tokens), ["context", "quality", "tokens"], ["states", "mask", "logits"], rounded, {}, out / "critic-decoder.onnx")
    numbers = lambda tensor: [round(float(value), 6) for value in tensor.flatten()]
    (out / "critic-golden.json").write_text(json.dumps({"quality": numbers(quality), "context": numbers(context[0, ::6, ::8]), "states": numbers(states[0, ::6, ::8]), "logits": numbers(logits[0, :4])}))


def write(module, inputs, names, outputs, rounded, nibbles, path):
    buffer = io.BytesIO()
    torch.onnx.export(module, inputs, buffer, opset_version=OPSET, input_names=names, output_names=outputs, do_constant_folding=True)
    path.write_bytes(pack(buffer.getvalue(), rounded, nibbles))


def golden_inputs():
    """Inputs that TypeScript can make too: value i of each is a fixed function of i."""
    wave = lambda count, factor: torch.tensor([(i * factor) % 1 for i in range(count)], dtype=torch.float64)
    features = (2 * wave(FEATURES, 0.7548776662) - 1).float().view(1, FEATURES)
    frame = (256 * wave(3 * FRAME_SIDE ** 2, 0.5698402910)).floor().float().view(1, 3, FRAME_SIDE, FRAME_SIDE)
    crops = (256 * wave(CROPS * 3 * 64 * 64, 0.6180339887)).floor().float().view(1, CROPS, 3, 64, 64)
    tokens = torch.zeros(1, LONGEST)
    tokens[0, :5] = torch.tensor([1.0, 2.0, 12.0, 3.0, 4.0])
    return features, frame, crops, tokens
