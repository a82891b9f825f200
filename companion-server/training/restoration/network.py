"""The network of the small restoration pack: a U-shape of gated blocks after NAFNet (Chen et al., ECCV 2022), written from the paper.

Left out on purpose: its channel attention (a global average makes tiles disagree with the whole picture) and its layer norms (slow on a CPU;
residual scales that begin near zero keep training stable instead). Every output pixel depends on a bounded neighbourhood, so tiles agree.
"""
import torch
from torch import nn


class Gated(nn.Module):
    """x * y over two halves of the channels (NAFNet's SimpleGate), one of them bounded: products of products must not explode on odd pictures."""

    def __init__(self, width):
        super().__init__()
        self.width = width

    def forward(self, x):
        return x[:, :self.width] * x[:, self.width:].clamp(-3, 3)


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.space = nn.Sequential(nn.Conv2d(width, 2 * width, 1), nn.Conv2d(2 * width, 2 * width, 3, padding=1, groups=2 * width), Gated(width), nn.Conv2d(width, width, 1))
        self.mix = nn.Sequential(nn.Conv2d(width, 2 * width, 1), Gated(width), nn.Conv2d(width, width, 1))
        self.space_scale = nn.Parameter(torch.full((1, width, 1, 1), 0.1))
        self.mix_scale = nn.Parameter(torch.full((1, width, 1, 1), 0.1))

    def forward(self, x):
        x = x + self.space_scale * self.space(x)
        return x + self.mix_scale * self.mix(x)


class Restorer(nn.Module):
    """[N, 4, H, W] -> [N, 3, H, W]; channels R, G, B (encoded, 0..1) and a plane that says how strong the fault is; H, W multiples of 8."""

    def __init__(self, width=32, down=(2, 2), middle=2, up=(2, 2)):
        super().__init__()
        self.head = nn.Conv2d(4, width, 6, stride=2, padding=2)
        widths = [width * 2 ** i for i in range(len(down) + 1)]
        self.down = nn.ModuleList(nn.Sequential(*[Block(w) for _ in range(n)]) for w, n in zip(widths, down))
        self.shrink = nn.ModuleList(nn.Conv2d(w, 2 * w, 2, stride=2) for w in widths[:-1])
        self.middle = nn.Sequential(*[Block(widths[-1]) for _ in range(middle)])
        self.grow = nn.ModuleList(nn.Sequential(nn.Conv2d(2 * w, 4 * w, 1), nn.PixelShuffle(2)) for w in reversed(widths[:-1]))
        self.up = nn.ModuleList(nn.Sequential(*[Block(w) for _ in range(n)]) for w, n in zip(reversed(widths[:-1]), up))
        self.tail = nn.Sequential(nn.Conv2d(width, 12, 3, padding=1), nn.PixelShuffle(2))
        nn.init.zeros_(self.tail[0].weight)
        nn.init.zeros_(self.tail[0].bias)

    def forward(self, x):
        features, skips = self.head(x), []
        for blocks, shrink in zip(self.down, self.shrink):
            features = blocks(features)
            skips.append(features)
            features = shrink(features)
        features = self.middle(features)
        for grow, blocks in zip(self.grow, self.up):
            features = blocks(grow(features) + skips.pop())
        return x[:, :3] + self.tail(features)
