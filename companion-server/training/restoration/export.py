"""Writes trained weights as ONNX (opset 17, float32, any size that is a multiple of 8): python3 export.py WEIGHTS.pt OUT.onnx"""
import sys

import torch

from network import Restorer

network = Restorer()
network.load_state_dict(torch.load(sys.argv[1], map_location="cpu"))
network.eval()
axes = {name: {0: "batch", 2: "height", 3: "width"} for name in ("input", "output")}
torch.onnx.export(network, torch.rand(1, 4, 64, 64), sys.argv[2], opset_version=17, input_names=["input"], output_names=["output"], dynamic_axes=axes, do_constant_folding=True)
