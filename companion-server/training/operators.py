"""The plan's adjustment operators in torch: the same formulas as shared/operators, differentiable, for batches of pixels.

Pixels are sRGB-encoded 0..1, shape [N, P, 3]; parameters [N, K] in the units of the sliders. `test_operators` in training/smoke.py compares
them with the product's own through golden vectors.
"""
import json

import numpy as np
import torch

# name, largest magnitude (both signs; highlight protection 0..1). The first ten are the corrections of the measured artist, in its order.
CORRECTIONS = [("exposureEv", 2.5), ("highlightProtection", 1.0), ("whites", 60.0), ("blacks", 60.0), ("contrast", 60.0),
               ("highlights", 100.0), ("shadows", 100.0), ("miredShift", 80.0), ("tint", 60.0), ("saturation", 60.0)]
# tone-curve knots: how many 8-bit levels the curve is moved at these inputs
KNOT_INPUTS = [64, 128, 192]
KNOTS = [(f"knot{at}", 24.0) for at in KNOT_INPUTS]
PARAMETERS = CORRECTIONS + KNOTS
SRGB_TO_XYZ = torch.tensor([[0.4123907993, 0.3575843394, 0.1804807884], [0.2126390059, 0.7151686788, 0.0721923154],
                            [0.0193308187, 0.1191947798, 0.9505321522]])
D65 = torch.tensor([0.9504559, 1.0, 1.0890578])
MID_GREY, PHOTOSHOP_EXPONENT, SHOULDER = 0.4587, 2.2, 0.18


def to_linear(v):
    return torch.where(v <= 0.04045, v / 12.92, ((v.clamp_min(1e-6) + 0.055) / 1.055) ** 2.4)


def to_encoded(y):
    y = y.clamp_min(1e-7)
    return torch.where(y <= 0.0031308, y * 12.92, 1.055 * y ** (1 / 2.4) - 0.055)


def lab(rgb):
    """CIE L*a*b* (D65) of encoded sRGB."""
    t = (to_linear(rgb) @ SRGB_TO_XYZ.T / D65).clamp_min(1e-7)
    f = torch.where(t > 216 / 24389, t ** (1 / 3), (24389 / 27 * t + 16) / 116)
    return torch.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


def difference(a, b):
    """CIE94-like difference of Lab pixels: smooth where CIEDE2000 is not, close to it where it matters."""
    c1, c2 = torch.hypot(a[..., 1] + 1e-3, a[..., 2]), torch.hypot(b[..., 1] + 1e-3, b[..., 2])
    dc = c1 - c2
    dh2 = ((a[..., 1] - b[..., 1]) ** 2 + (a[..., 2] - b[..., 2]) ** 2 - dc ** 2).clamp_min(0)
    mean = (c1 + c2) / 2
    return torch.sqrt((a[..., 0] - b[..., 0]) ** 2 + (dc / (1 + 0.045 * mean)) ** 2 + dh2 / (1 + 0.015 * mean) ** 2 + 0.01)


class WhiteBalanceGains:
    """log gains of linear R, G, B as a polynomial of (mired, tint), fitted to a table made by the operator itself (export-gains.ts)."""

    def __init__(self, path):
        table = np.array(json.load(open(path)))
        terms = self.terms(torch.tensor(table[:, 0]), torch.tensor(table[:, 1])).numpy()
        self.coefficients = torch.tensor(np.linalg.lstsq(terms, table[:, 2:], rcond=None)[0], dtype=torch.float32)

    @staticmethod
    def terms(mired, tint):
        m, t = mired / 100, tint / 100
        return torch.stack([m, t, m * m, m * t, t * t, m ** 3, t ** 3, m * m * t, m * t * t], -1)

    def __call__(self, mired, tint):
        return torch.exp(self.terms(mired, tint) @ self.coefficients)


def knot_basis(v):
    """What one level at each knot adds to an encoded value: natural cubic splines through 0, the knots and 1. [..., len(KNOTS)]"""
    x = np.array([0.0] + [k / 255 for k in KNOT_INPUTS] + [1.0])
    width, count = np.diff(x), len(x)
    system, right = np.eye(count), np.zeros((count, count))
    for i in range(1, count - 1):
        system[i, i - 1:i + 2] = [width[i - 1], 2 * (width[i - 1] + width[i]), width[i]]
        right[i, i - 1:i + 2] = [6 / width[i - 1], -6 / width[i - 1] - 6 / width[i], 6 / width[i]]
    curvature = torch.tensor(np.linalg.solve(system, right)[:, 1:-1], dtype=v.dtype)
    height = torch.eye(count, dtype=v.dtype)[:, 1:-1]
    x = torch.tensor(x, dtype=v.dtype)
    k = torch.bucketize(v.detach(), x[1:-1])
    w = x[k + 1] - x[k]
    b = (v - x[k]) / w
    a = 1 - b
    bend = ((a ** 3 - a)[..., None] * curvature[k] + (b ** 3 - b)[..., None] * curvature[k + 1]) * (w * w / 6)[..., None]
    return (a[..., None] * height[k] + b[..., None] * height[k + 1] + bend) / 255


def apply_operators(rgb, p, gains):
    """White balance, exposure, whites and blacks, contrast, highlights and shadows, tone curve (if `p` has knots), saturation."""
    q = {name: p[:, i, None, None] for i, (name, _) in enumerate(PARAMETERS[:p.shape[1]])}
    light = to_linear(rgb) * gains(q["miredShift"][:, 0, 0], q["tint"][:, 0, 0])[:, None, :]
    v = to_encoded(light).clamp(1e-5, 1)
    gain = 2 ** q["exposureEv"]
    y = gain * v ** PHOTOSHOP_EXPONENT
    brightest = gain + q["highlightProtection"] * (1 - gain)
    bend = (gain - brightest) / ((gain - SHOULDER).clamp_min(0.1) * (brightest - SHOULDER).clamp_min(0.1))
    above = (y - SHOULDER).clamp_min(0)
    y = torch.where((gain > 1) & (y > SHOULDER), SHOULDER + above / (1 + bend * above), y)
    v = y.clamp(1e-6, 1) ** (1 / PHOTOSHOP_EXPONENT)
    up, lift = 0.25 * q["whites"] / 100, 0.25 * q["blacks"] / 100
    black_in, black_out = (-lift).clamp_min(0), lift.clamp_min(0)
    white_in, white_out = 1 - up.clamp_min(0), 1 + up.clamp_max(0)
    v = (black_out + (v - black_in) * (white_out - black_out) / (white_in - black_in)).clamp(0, 1)
    slope = q["contrast"] / 100
    dark, bright = v / MID_GREY, (1 - v) / (1 - MID_GREY)
    v = torch.where(v < MID_GREY, MID_GREY * dark / (slope * (1 - dark).clamp_min(0) + 1), 1 - (1 - MID_GREY) * bright / (slope * (1 - bright).clamp_min(0) + 1))
    bump = lambda t: 256 / 27 * t * (1 - t) ** 3
    v = (v + 0.1 * q["shadows"] / 100 * bump(v) + 0.1 * q["highlights"] / 100 * bump(1 - v)).clamp(0, 1)
    if p.shape[1] > len(CORRECTIONS):
        v = (v + (knot_basis(v) * p[:, None, None, len(CORRECTIONS):]).sum(-1)).clamp(0, 1)
    largest, smallest = v.max(-1, keepdim=True).values, v.min(-1, keepdim=True).values
    middle = (largest + smallest) / 2
    amount = q["saturation"] / 100
    room = torch.where(middle < 0.5, largest + smallest, 2 - largest - smallest).clamp_min(1e-4)
    current = (largest - smallest) / room
    scale = torch.where(amount > 0, 1 / torch.maximum(current, 1 - amount).clamp_min(0.05), 1 + amount)
    return (middle + (v - middle) * scale).clamp(0, 1)
