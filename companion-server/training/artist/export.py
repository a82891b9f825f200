"""Writes the artist as ONNX (opset 17), a card of its numbers, and golden vectors that the product's test compares with (parity <= 1e-4)."""
import json

import torch

from ..operators import PARAMETERS
from .network import K, STATE_WIDTH, SUGGESTIONS
from .lessons import FEATURES

INPUTS = ["features", "suggestions", "told", "states", "mask", "noise"]


class Exported(torch.nn.Module):
    """One photo, several takes: `middle` [1,K] and `takes` [N,K], in slider units. noise [N,K] draws the takes."""

    def __init__(self, artist):
        super().__init__()
        self.artist = artist

    def forward(self, features, suggestions, told, states, mask, noise):
        seen = self.artist.condition(features, suggestions, told, states, mask)
        return self.artist.middle(seen, 1), self.artist.takes(noise, seen)


def example_inputs(artist, seed=0, takes=3, states=5):
    """Photos that might be: features around the training mean, some suggestions, some states, drawn from a seed."""
    g = torch.Generator().manual_seed(seed)
    features = artist.mean + artist.deviation * torch.randn(1, FEATURES, generator=g)
    wish = torch.randn(1, len(SUGGESTIONS), generator=g) * (torch.rand(1, len(SUGGESTIONS), generator=g) < 0.4)
    mask = (torch.arange(states) < states - seed % 2)[None].float()
    return (features, wish, torch.tensor([[float(seed % 2)]]),
            torch.randn(1, states, STATE_WIDTH, generator=g), mask, torch.randn(takes, K, generator=g))


def export(artist, path, about):
    """`path`.onnx, `path`.json (names and units of the vector; what was trained), `path`.golden.json."""
    module = Exported(artist).eval()
    axes = {"states": {1: "tokens"}, "mask": {1: "tokens"}, "noise": {0: "takes"}, "takes": {0: "takes"}}
    torch.onnx.export(module, example_inputs(artist), path + ".onnx", opset_version=17, input_names=INPUTS, output_names=["middle", "takes"], dynamic_axes=axes, do_constant_folding=True)
    card = dict(about, parameters=[dict(name=name, largest=largest) for name, largest in PARAMETERS], suggestions=[dict(attribute=name, plain=plain) for name, plain in SUGGESTIONS])
    json.dump(card, open(path + ".json", "w"), indent=1)
    cases = []
    for seed in range(3):
        # rounded first, so that both sides read the same numbers
        inputs = [torch.tensor([round(float(v), 5) for v in t.flatten()]).reshape(t.shape) for t in example_inputs(artist, seed, takes=1 + seed, states=1 + 4 * seed)]
        with torch.no_grad():
            middle, takes = module(*inputs)
        rounded = lambda tensor: [round(float(v), 5) for v in tensor.flatten()]
        cases.append(dict(inputs={name: dict(shape=list(t.shape), data=rounded(t)) for name, t in zip(INPUTS, inputs)}, middle=rounded(middle), takes=rounded(takes)))
    json.dump(cases, open(path + ".golden.json", "w"))
