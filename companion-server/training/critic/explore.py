"""Suggestions tried out: the amounts of the words go through the plan's operators on sampled pixels, and the change of every attribute is compared
with the change that the right picture needs (papers.md 5, r_sug). Measures are the product's (shared/attributes), taken on 256 pixels.
"""
import torch

from ..operators import CORRECTIONS, SRGB_TO_XYZ, apply_operators, lab, to_linear
from .network import TOKENS

ATTRIBUTES = ["exposure", "contrast", "saturation", "colourTemperature", "tint"]
# tau_k of shared/attributes, in EV, share of the spread, share of the chroma, mired, thousandths of Duv
TOLERANCE = torch.tensor([0.05, 0.02, 0.03, 5.0, 1.0])
# amounts of the words (shared/critique/magnitudes.ts) in the units of the corrections (correction-of.ts)
WORDS = {"exposure": ("exposureEv", 0.25, 0.55, 0.8), "contrast": ("contrast", 8, 18, 28), "saturation": ("saturation", 8, 18, 28), "colourTemperature": ("miredShift", 10, 20, 30),
         "tint": ("tint", 6, 12, 18), "highlights": ("highlights", 33, 67, 100), "shadows": ("shadows", 33, 67, 100)}
MAGNITUDES = ["slightly", "moderately", "plain", "strongly"]


def amounts_of_tokens():
    """[V, K]: what each token adds to the corrections; zero rows for words that are no tone or colour suggestion."""
    names = [name for name, _ in CORRECTIONS]
    largest = [size for _, size in CORRECTIONS]
    table = torch.zeros(len(TOKENS), len(names))
    for token_id, token in enumerate(TOKENS):
        attribute, *rest = token.split(".")
        if attribute not in WORDS or len(rest) != 2:
            continue
        name, *sizes = WORDS[attribute]
        amount = dict(zip(MAGNITUDES, [*sizes, 1.5 * sizes[-1]]))[rest[1]]
        if name == "saturation" and rest[0] == "increase":  # Photoshop's S multiplies chroma by 1 / (1 - S)
            amount = 100 * (1 - 1 / (1 + amount / 100))
        column = names.index(name)
        table[token_id, column] = min(amount, largest[column]) * (1 if rest[0] == "increase" else -1)
    return table


def measure(rgb):
    """[N, P, 3] encoded sRGB -> [N, 5]: mean EV, relative log spread of L* (p95 - p5), log mean chroma, mired and Duv x 1000 of the greyish light."""
    linear = to_linear(rgb)
    luminance = (linear @ SRGB_TO_XYZ[1]).clamp_min(1e-3)
    colour = lab(rgb)
    lightness = colour[..., 0]
    spread = (torch.quantile(lightness, 0.95, dim=1) - torch.quantile(lightness, 0.05, dim=1)).clamp_min(2)
    chroma = torch.hypot(colour[..., 1], colour[..., 2])
    weight = torch.exp(-chroma / 12) * (lightness > 8) * (lightness < 97) + 1e-4
    mean_a, mean_b = ((weight * colour[..., axis]).sum(1) / weight.sum(1) for axis in (1, 2))
    # near the neutral axis at mid grey: one b* is about 4.3 mired, one a* about -1.2 thousandths of Duv
    return torch.stack([luminance.log2().mean(1), spread.log(), chroma.mean(1).clamp_min(1).log(), 4.3 * mean_b, -1.2 * mean_a], 1)


def soft_reward(moved, wanted):
    """r_k in the soft form, [N, 5]: 1 is perfect, 0 is no better than nothing done."""
    return 1 - ((moved - wanted).abs() / torch.maximum(wanted.abs(), TOLERANCE)).clamp(0, 1)


def suggestion_reward(corrections, before, after, gains):
    """r_sug [N]: how near the suggested edit comes to the right picture; where nothing is wanted, silence earns 1 and speech 0."""
    start = measure(before)
    wanted = measure(after) - start
    moved = measure(apply_operators(before, corrections, gains)) - start
    needed = wanted.abs() >= TOLERANCE
    touched = (moved.abs() >= TOLERANCE).any(1)
    graded = (soft_reward(moved, wanted) * needed).sum(1) / needed.sum(1).clamp_min(1)
    silent = corrections.abs().sum(1) == 0
    return torch.where(needed.any(1), graded * touched, silent.float())
