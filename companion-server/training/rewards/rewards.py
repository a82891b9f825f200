"""The rewards of SmartPhotoCrafter in the forms of shared/attributes/rewards.ts, for batches.

`soft` is the default; `repaired` restores the lost "1 -" of equation 11 and clips; `printed` is equation 11 letter by letter, an error ratio that
pays for bad edits (papers.md, section 5), kept to show what it does.
"""
import torch
import torch.nn.functional as F

from ..operators import lab
from .attributes import NAMES, TOLERANCE

PHOTO_ATTRIBUTES = ["exposure", "contrast", "saturation", "colourTemperature"]
STABILITY, SCALES = 170 / 255 ** 2, 4
LAMBDA_PHOTO, LAMBDA_PERC = 1.0, 0.5


def r_attr(form, edited, reference, tolerance):
    """r_k of changes [..]: 1 is perfect; unbounded above for `printed`."""
    miss, wanted = (edited - reference).abs(), reference.abs()
    if form == "soft":
        return 1 - (miss / wanted.clamp_min(tolerance)).clamp_max(1)
    ratio = miss / (wanted + 1e-9)
    keep = ((edited.abs() <= tolerance)).to(miss.dtype)
    return torch.where(wanted < tolerance, keep, ratio if form == "printed" else 1 - ratio.clamp_max(1))


def r_photo(before, edited, reference, form="soft"):
    """Mean r_k over the attributes that all three pictures can tell. Arguments are measure() of each: [N, A]. NaN where none can be told."""
    parts = []
    for name in PHOTO_ATTRIBUTES:
        k = NAMES.index(name)
        parts.append(r_attr(form, edited[:, k] - before[:, k], reference[:, k] - before[:, k], TOLERANCE[name]))
    return torch.nanmean(torch.stack(parts, 1), 1)


# how a suggestion is told from measurements, in the order of artist/network.py SUGGESTIONS: attribute, sign
JUDGES = [("luminanceEv", 1), ("contrast", 1), ("highlights", 1), ("shadows", 1), ("saturation", 1), ("colourTemperature", 1), ("tint", -1)]


def r_comp(wish, before, edited):
    """Share of the suggestions [N, 7] (signed, 0 = none) whose attribute moved the right way by its tolerance; 1 where nothing was suggested."""
    satisfied, judged = torch.zeros(len(wish)), torch.zeros(len(wish))
    for i, (name, sign) in enumerate(JUDGES):
        k = NAMES.index(name)
        moved = sign * (edited[:, k] - before[:, k])
        asked = (wish[:, i] != 0) & ~torch.isnan(moved)
        judged += asked
        satisfied += asked & (moved * wish[:, i].sign() >= TOLERANCE[name])
    return torch.where(judged > 0, satisfied / judged.clamp_min(1), torch.ones_like(judged))


def structure(first, second):
    """Multi-scale gradient structural similarity of L* (shared/attributes/structural-similarity.ts), [N] of pictures [N, H, W, 3]. Stands where a
    perceptual network (LPIPS) would, and is none: no such weights may be shipped. An even shift of tone keeps it at 1."""
    p, q = (lab(picture)[..., 0][:, None] / 100 for picture in (first, second))
    total, scales = torch.zeros(len(first)), 0
    while scales < SCALES and min(p.shape[2:]) >= 3:
        g, h = gradient(p), gradient(q)
        total = total + ((2 * (g * h).sqrt() + STABILITY) / (g + h + STABILITY)).mean((1, 2, 3))
        scales += 1
        p, q = F.avg_pool2d(p, 2), F.avg_pool2d(q, 2)
    return total / scales


def gradient(plane):
    """Squared Prewitt gradient, each side averaged over three neighbours."""
    x = torch.tensor([[-1.0, 0, 1]] * 3) / 3
    return F.conv2d(plane, x[None, None]) ** 2 + F.conv2d(plane, x.T[None, None]) ** 2


def r_artist(wish, before, edited, reference, pictures, form="soft", use_photo=True):
    """r_PA = r_comp x (lambda1 r_photo + lambda2 r_perc) over (1.5): 0..1 for `soft`. `pictures` = (edited, reference) [N, H, W, 3]."""
    photo = torch.nan_to_num(r_photo(before, edited, reference, form), nan=0.5) if use_photo else torch.zeros(len(before))
    perceived = structure(*pictures)
    scale = (LAMBDA_PHOTO if use_photo else 0) + LAMBDA_PERC
    return r_comp(wish, before, edited) * (LAMBDA_PHOTO * photo + LAMBDA_PERC * perceived) / scale
