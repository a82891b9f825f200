"""The learned critic. `CriticContext` turns what is measured and seen into context tokens and a quality estimate; `CriticDecoder` emits the
structured critique token by token (reasoning, suggestions, score) and exposes H_c, its last-layer states. Shapes are in vocabulary.json.
"""
import json
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from .trunk import CELL_WIDTH, POOLED

VOCABULARY = json.loads((Path(__file__).parents[1] / "vocabulary.json").read_text())
TOKENS = VOCABULARY["tokens"]
WIDTH, CONTEXT, LONGEST = VOCABULARY["width"], VOCABULARY["contextLength"], VOCABULARY["maxTokens"]
PAD, BEGIN, REASONING, SUGGESTIONS, SCORE, END = (TOKENS.index(f"<{name}>") for name in ("pad", "begin", "reasoning", "suggestions", "score", "end"))
FIRST_SCORE = TOKENS.index("score.0")
SCORES = torch.tensor([int(token.split(".")[1]) / 100 for token in TOKENS if token.startswith("score.")])
# the quality statistics, then those of tone and colour (src/critic/learned/critic-input.ts)
QUALITY_FEATURES, FEATURES = 394, 502
LARGEST = 4.0
# how sharply the quality estimate prefers its own score token, in scores 0..1: one bin
SCORE_SPREAD = 0.05
FEATURE_TOKENS, CELLS, CROPS = 3, 16, 4
assert 1 + FEATURE_TOKENS + CELLS + CROPS == CONTEXT


class Standardise(nn.Module):
    """Zero mean, unit deviation, nothing beyond LARGEST: a strange photo must not throw the networks."""

    def __init__(self, width):
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("deviation", torch.ones(width))

    def fit(self, rows):
        self.mean.copy_(rows.mean(0))
        self.deviation.copy_(rows.std(0) + 1e-3 * rows.abs().mean(0) + 1e-6)

    def forward(self, rows):
        return ((rows - self.mean) / self.deviation).clamp(-LARGEST, LARGEST)


class Quality(nn.Module):
    """Mean of several small networks over the statistics and the trunk's activations (reduced by principal components); 0..1 like an opinion score."""

    def __init__(self, components=128, members=4, hidden=48):
        super().__init__()
        self.statistics, self.activations = Standardise(QUALITY_FEATURES), Standardise(POOLED)
        self.reduce = nn.Linear(POOLED, components)
        nn.init.zeros_(self.reduce.bias)
        self.scale = nn.Parameter(torch.ones(components), requires_grad=False)
        # the rows of `reduce` are multiples of these: 4 bits a weight, as in the trunk
        self.register_buffer("step", torch.ones(components))
        width = QUALITY_FEATURES + components
        self.members = nn.ModuleList(nn.Sequential(nn.Dropout(0.2), nn.Linear(width, hidden), nn.SiLU(), nn.Dropout(0.3), nn.Linear(hidden, 24), nn.SiLU(), nn.Linear(24, 1)) for _ in range(members))

    def inputs(self, features, pooled):
        reduced = (self.reduce(self.activations(pooled.clamp_min(0).sqrt())) * self.scale).clamp(-LARGEST, LARGEST)
        return torch.cat([self.statistics(features[:, :QUALITY_FEATURES]), reduced], 1)

    def forward(self, features, pooled):
        x = self.inputs(features, pooled)
        return torch.stack([member(x)[:, 0] for member in self.members]).mean(0)


class CriticContext(nn.Module):
    def __init__(self):
        super().__init__()
        self.quality = Quality()
        self.from_quality = nn.Linear(len(SCORES), WIDTH)
        self.features = Standardise(FEATURES)
        self.from_features = nn.Sequential(nn.Linear(FEATURES, 80), nn.SiLU(), nn.Dropout(0.2), nn.Linear(80, FEATURE_TOKENS * WIDTH))
        self.cells = Standardise(CELL_WIDTH)
        self.from_cells = nn.Sequential(nn.Linear(CELL_WIDTH, 48), nn.SiLU(), nn.Dropout(0.2), nn.Linear(48, WIDTH))
        self.from_crops = nn.Sequential(nn.Conv2d(3, 12, 5, 2), nn.SiLU(), nn.Conv2d(12, 24, 3, 2), nn.SiLU(), nn.Conv2d(24, 32, 3, 2), nn.SiLU())
        self.crop_token = nn.Linear(64, WIDTH)
        self.place = nn.Parameter(0.02 * torch.randn(CONTEXT, WIDTH))

    def forward(self, features, pooled, cells, crops):
        """crops [N, 4, 3, 64, 64] in 0..255 -> context [N, 24, 128], quality [N]."""
        quality = self.quality(features, pooled)
        near = torch.exp(-((quality.clamp(0, 1)[:, None] - SCORES.to(quality)) / 0.1) ** 2)
        n = features.shape[0]
        maps = self.from_crops(crops.flatten(0, 1) / 255 - 0.5)
        seen = torch.cat([maps.mean((2, 3)), ((maps - maps.mean((2, 3), keepdim=True)) ** 2).mean((2, 3)).clamp_min(1e-8).sqrt()], 1)
        tokens = torch.cat([self.from_quality(near)[:, None], self.from_features(self.features(features)).view(n, FEATURE_TOKENS, WIDTH),
                            self.from_cells(self.cells(cells)), self.crop_token(seen).view(n, CROPS, WIDTH)], 1)
        return tokens + self.place, quality


class Layer(nn.Module):
    """A transformer layer, norm first. Written out, because torch 1.13's own does not export with a mask of both kinds."""

    def __init__(self, heads=4, hidden=256, drop=0.1):
        super().__init__()
        self.heads = heads
        self.before, self.between = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.project, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.feed = nn.Sequential(nn.Linear(WIDTH, hidden), nn.SiLU(), nn.Dropout(drop), nn.Linear(hidden, WIDTH))
        self.drop = nn.Dropout(drop)

    def forward(self, x, bias):
        n, length, _ = x.shape
        q, k, v = self.project(self.before(x)).view(n, length, 3, self.heads, WIDTH // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        attention = torch.softmax(q @ k.transpose(-1, -2) / (WIDTH // self.heads) ** 0.5 + bias, -1)
        x = x + self.drop(self.out((attention @ v).transpose(1, 2).reshape(n, length, WIDTH)))
        return x + self.drop(self.feed(self.between(x)))


class CriticDecoder(nn.Module):
    def __init__(self, layers=2):
        super().__init__()
        self.embed = nn.Embedding(len(TOKENS), WIDTH)
        nn.init.normal_(self.embed.weight, std=0.05)
        self.position = nn.Parameter(0.02 * torch.randn(LONGEST, WIDTH))
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.last = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, len(TOKENS))

    def forward(self, context, quality, tokens):
        """tokens [N, L], numbers of any type, padded with 0 -> states [N, 24 + L, 128] (H_c), mask [N, 24 + L], logits [N, L, 147] of the next token."""
        ids = tokens.long()
        length = ids.shape[1]
        said = (ids != PAD).float()
        mask = torch.cat([torch.ones_like(context[:, :, 0]), said], 1)
        order = torch.arange(CONTEXT + length)
        # context sees context; a word sees context and the words up to itself
        visible = (order[None, :] <= order[:, None]) | (order[None, :] < CONTEXT)
        bias = (~visible).float()[None, None] * -1e4 + (1 - mask)[:, None, None, :] * -1e4
        x = torch.cat([context, self.embed(ids) + self.position[:length]], 1)
        for layer in self.layers:
            x = layer(x, bias)
        states = self.last(x)
        logits = self.head(states[:, CONTEXT:])
        preference = -((quality.clamp(0, 1)[:, None] - SCORES.to(quality)) / SCORE_SPREAD) ** 2 / 2
        preference = F.pad(preference, (FIRST_SCORE, 0))
        return states, mask, logits + (ids == SCORE).float()[:, :, None] * preference[:, None, :]


def expected_score(logits):
    """Expected value, 0..1, over the score tokens (AesFormer's reading of an ordinal answer). logits [..., 147]."""
    return (torch.softmax(logits[..., FIRST_SCORE:], -1) * SCORES.to(logits)).sum(-1)
