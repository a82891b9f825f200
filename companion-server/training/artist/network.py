"""The artist: conditional flow matching over the plan's parameter vector, conditioned on the critic by cross-attention.

Path (papers.md, section 6, DiffusionNFT's sign): x_t = (1 - t) x0 + t n, v = dx/dt = n - x0, t from 1 (noise) to 0 (data). The network predicts
the clean estimate x0; v follows as (x_t - x0) / t. Vectors are normalised by the spread of the answers.
"""
import torch
from torch import nn
from torch.nn.functional import silu

from ..operators import PARAMETERS
from .lessons import FEATURES, LARGEST

STATE_WIDTH, STATISTICS, SAMPLER_STEPS = 128, 4, 4
# the suggestions that an artist can follow, and one "plain" of each in its unit (shared/critique/magnitudes.ts)
SUGGESTIONS = [("exposure", 0.8), ("contrast", 28.0), ("highlights", 9.0), ("shadows", 9.0), ("saturation", 28.0), ("colourTemperature", 30.0), ("tint", 6.0)]
K = len(PARAMETERS)


class CrossAttention(nn.Module):
    """One query (the plan so far) looks at all tokens. 4 heads. mask: 1 where a token is there."""

    def __init__(self, width, tokens=STATE_WIDTH, heads=4):
        super().__init__()
        self.heads, self.size = heads, tokens // heads
        self.norm, self.query, self.out = nn.LayerNorm(width), nn.Linear(width, tokens), nn.Linear(tokens, width)
        self.key_value = nn.Linear(tokens, 2 * tokens)

    def look(self, tokens):
        """Keys and values once a photo: every step of the sampler shares them."""
        n, t, _ = tokens.shape
        key, value = self.key_value(tokens).chunk(2, -1)
        split = lambda x: x.reshape(n, t, self.heads, self.size).transpose(1, 2)
        return split(key), split(value)

    def forward(self, h, seen, mask):
        key, value = seen
        query = self.query(self.norm(h)).reshape(h.shape[0], self.heads, 1, self.size)
        score = (query * key).sum(-1) / self.size ** 0.5 - 1e4 * (1 - mask[:, None, :])
        weight = torch.softmax(score, -1)[..., None]
        return h + self.out((weight * value).sum(2).reshape(h.shape[0], -1))


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.attention, self.norm = CrossAttention(width), nn.LayerNorm(width)
        self.up, self.down, self.drop = nn.Linear(width, 2 * width), nn.Linear(2 * width, width), nn.Dropout(0.1)

    def forward(self, h, seen, mask):
        h = self.attention(h, seen, mask)
        return h + self.down(self.drop(silu(self.up(self.norm(h)))))


class Artist(nn.Module):
    """Everything that a take needs. `condition` once a photo, `clean` at every step."""

    def __init__(self, mean, deviation, spread, width=128, blocks=2):
        super().__init__()
        for name, value in (("mean", mean), ("deviation", deviation), ("spread", spread), ("bound", LARGEST / spread)):
            self.register_buffer(name, value.clone().float())
        self.lower_bound = nn.Parameter(-self.bound * torch.tensor([0.0 if name == "highlightProtection" else 1.0 for name, _ in PARAMETERS]), requires_grad=False)
        self.statistics = nn.Sequential(nn.Linear(FEATURES, 160), nn.SiLU(), nn.Dropout(0.1), nn.Linear(160, STATISTICS * STATE_WIDTH))
        self.summary = nn.Sequential(nn.Linear(FEATURES, 128), nn.SiLU(), nn.Dropout(0.15), nn.Linear(128, width))
        self.topic, self.amount = nn.Parameter(0.5 * torch.randn(len(SUGGESTIONS), STATE_WIDTH)), nn.Parameter(0.5 * torch.randn(len(SUGGESTIONS), STATE_WIDTH))
        self.asked = nn.Linear(2 * len(SUGGESTIONS) + 1, width)
        self.state_norm, self.state = nn.LayerNorm(STATE_WIDTH), nn.Linear(STATE_WIDTH, STATE_WIDTH)
        self.start, self.time = nn.Linear(K, width), nn.Sequential(nn.Linear(8, 32), nn.SiLU(), nn.Linear(32, width))
        self.blocks = nn.ModuleList(Block(width) for _ in range(blocks))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, K)
        nn.init.zeros_(self.head.bias); nn.init.normal_(self.head.weight, std=0.01)

    def condition(self, features, suggestions, told, states, mask):
        """features [N,108]; suggestions [N,7] in units of "plain", told [N,1] 1 where the list is to be followed; states [N,T,128], mask [N,T]."""
        n = features.shape[0]
        z = ((features - self.mean) / self.deviation).clamp(-6, 6)
        tokens = self.statistics(z).reshape(n, STATISTICS, STATE_WIDTH)
        list_ = suggestions * told
        listed = self.topic + list_[..., None] * self.amount
        heard = self.state(self.state_norm(states))
        ones = torch.ones_like(z[:, :1])
        whole = torch.cat([tokens, listed, heard], 1)
        present = torch.cat([ones.expand(n, STATISTICS), told.expand(n, len(SUGGESTIONS)), mask], 1)
        base = self.summary(z) + self.asked(torch.cat([list_, list_.abs().clamp_max(0.1) * 10, told], 1))
        return base, [block.attention.look(whole) for block in self.blocks], present

    def clean(self, x, t, seen):
        """The estimate of x0 [N,K] from x_t [N,K] at t [N,1]."""
        base, looks, present = seen
        wave = torch.cat([torch.cos(t * 1.5708 * k) for k in (1, 2, 4, 8)] + [torch.sin(t * 1.5708 * k) for k in (1, 2, 4, 8)], 1)
        h = base + self.start(x) + self.time(wave)
        for block, look in zip(self.blocks, looks):
            h = block(h, look, present)
        raw = self.head(self.norm(h))
        value = self.bound * torch.tanh(raw / self.bound)
        return torch.maximum(value, self.lower_bound)

    def middle(self, seen, n):
        """One step from no noise: what the network thinks on average. In slider units."""
        zero = self.spread.new_zeros(n, K)
        return self.clean(zero, torch.ones_like(zero[:, :1]), seen) * self.spread

    def takes(self, noise, seen, steps=SAMPLER_STEPS):
        """Euler along the flow from noise [N,K]; in slider units."""
        x = noise
        for i in range(steps):
            t = 1 - i / steps
            x0 = self.clean(x, torch.full_like(x[:, :1], t), seen)
            x = x + (x0 - x) * (1 / steps / t)
        return x * self.spread
