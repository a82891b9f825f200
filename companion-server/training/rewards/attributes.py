"""The attributes of shared/attributes that r_photo is made of, for batches of small pictures [N, H, W, 3] (encoded sRGB 0..1).

Not differentiable and not meant to be: rewards need none. Histograms, gates and searches are those of the TypeScript, so that golden.json holds
for both (compare_golden in rewards/golden.py).
"""
import torch

from ..operators import SRGB_TO_XYZ, lab, to_linear

BINS = 2000
NAMES = ["exposure", "contrast", "saturation", "colourTemperature", "tint", "luminanceEv", "highlights", "shadows"]
# one just-noticeable difference each (shared/attributes/*.ts)
TOLERANCE = {"exposure": 1.0, "contrast": 1.5, "saturation": 1.0, "colourTemperature": 5.0, "tint": 1.5, "luminanceEv": 0.05, "highlights": 1.0, "shadows": 1.0}


def measure(pictures):
    """[N, len(NAMES)]; NaN where a picture cannot tell."""
    n = len(pictures)
    rgb = pictures.reshape(n, -1, 3)
    planes = lab(rgb)
    lightness = planes[..., 0]
    histogram = torch.zeros(n, BINS, dtype=torch.float64)
    position = (lightness.double() * (BINS / 100)).floor().long().clamp(0, BINS - 1)
    histogram.scatter_add_(1, position, torch.ones_like(position, dtype=torch.float64))
    luminance = to_linear(rgb) @ SRGB_TO_XYZ[1]
    mired, duv = estimate_white(rgb, lightness)
    return torch.stack([
        lightness.mean(1), (percentile(histogram, 0.95) - percentile(histogram, 0.05)).float(), torch.hypot(planes[..., 1], planes[..., 2]).mean(1),
        mired, (duv - neutral_duv()) * 1000, torch.log2(luminance.clamp_min(2 ** -12) / 0.18).mean(1), tail_mean(histogram.flip(1), True), tail_mean(histogram, False)], 1)


def percentile(histogram, share):
    """The value below which `share` of the mass lies, interpolated within its bin."""
    total = histogram.sum(1, keepdim=True)
    target = share * total
    through = histogram.cumsum(1)
    at = ((through >= target) & (histogram > 0)).double().argmax(1, keepdim=True)
    here = histogram.gather(1, at)
    below = through.gather(1, at) - here
    return ((at + (target - below) / here) * (100 / BINS))[:, 0]


def tail_mean(histogram, flipped, share=0.25):
    """The mean of the first quarter of the mass; `flipped` says that the histogram runs from bright to dark."""
    wanted = share * histogram.sum(1, keepdim=True)
    before = histogram.cumsum(1) - histogram
    part = torch.minimum(histogram, (wanted - before).clamp_min(0))
    centres = (torch.arange(BINS, dtype=torch.float64) + 0.5) * (100 / BINS)
    if flipped:
        centres = centres.flip(0)
    return ((part * centres).sum(1) / part.sum(1)).float()


def estimate_white(rgb, lightness):
    """(mired, duv) [N]: shades of grey (p = 6) over unclipped mid-tones near neutral, gate moved twice. NaN where too few pixels are near neutral."""
    light = to_linear(rgb).double()
    usable = ((rgb >= 1 / 255 - 1e-7) & (rgb <= 254 / 255 + 1e-7)).all(-1) & (lightness >= 15) & (lightness <= 95)
    white = torch.ones(len(rgb), 3, dtype=torch.float64)
    told = torch.ones(len(rgb), dtype=torch.bool)
    for stops in (0.8, 0.35, 0.35):
        gate = 2 ** stops
        ratio = white / white[:, 1:2]
        red, green, blue = light.unbind(-1)
        inside = usable & (red >= green * ratio[:, 0:1] / gate) & (red <= green * ratio[:, 0:1] * gate) & (blue >= green * ratio[:, 2:3] / gate) & (blue <= green * ratio[:, 2:3] * gate)
        enough = (inside.sum(1) >= 0.02 * rgb.shape[1]) & inside.any(1)
        told &= enough
        white = torch.where(told[:, None], ((light ** 6) * inside[..., None]).sum(1) ** (1 / 6), white)
    xyz = white @ SRGB_TO_XYZ.double().T
    x, y = xyz[:, 0] / xyz.sum(1), xyz[:, 1] / xyz.sum(1)
    scale = 1 / (-2 * x + 12 * y + 3)
    mired, duv = nearest_black_body(4 * x * scale, 6 * y * scale)
    nan = torch.tensor(float("nan"), dtype=torch.float64)
    return torch.where(told, mired, nan).float(), torch.where(told, duv, nan).float()


def neutral_duv():
    """What a neutral picture measures: D65, slightly green of the locus."""
    x, y = 0.3127, 0.3290
    scale = 1 / (-2 * x + 12 * y + 3)
    return float(nearest_black_body(torch.tensor([4 * x * scale], dtype=torch.float64), torch.tensor([6 * y * scale], dtype=torch.float64))[1])


def locus(mired):
    """CIE 1960 coordinates of a black body (Krystek 1985)."""
    t = 1e6 / mired
    return ((0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t) / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t),
            (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t) / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t))


def nearest_black_body(u, v):
    """A coarse scan finds the valley, golden sections its floor."""
    distance = lambda mired: (u - locus(mired)[0]) ** 2 + (v - locus(mired)[1]) ** 2
    grid = torch.linspace(10, 1000, 67, dtype=torch.float64)
    best = grid[torch.stack([distance(m) for m in grid], 1).argmin(1)]
    low, high = (best - 15).clamp_min(10), (best + 15).clamp_max(1000)
    golden = (5 ** 0.5 - 1) / 2
    for _ in range(28):
        left, right = high - golden * (high - low), low + golden * (high - low)
        nearer = distance(left) < distance(right)
        low, high = torch.where(nearer, low, left), torch.where(nearer, right, high)
    mired = (low + high) / 2
    at = locus(mired)
    return mired, torch.sign(v - at[1]) * torch.hypot(u - at[0], v - at[1])
