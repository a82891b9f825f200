"""Reads what training/data/*.ts exported, and finds the answers in sliders where only pictures are known."""
import os

import numpy as np
import torch

from ..operators import CORRECTIONS, PARAMETERS, apply_operators, lab

FEATURES, PIXELS, PICTURE_SIDE = 108, 256, 32
LARGEST = torch.tensor([size for _, size in PARAMETERS])
# slider steps that change a picture about equally: the fit pulls towards "no change" in these units
STEP = torch.tensor([0.1, 0.2, 8.0, 8.0, 6.0, 15.0, 15.0, 6.0, 6.0, 6.0, 4.0, 4.0, 4.0])
# beyond the ordinary pull: parameters that only shape others give way first
EXTRA_RIDGE = torch.tensor([1.0, 1.0, 1.5, 1.5, 1.0, 1.5, 1.5, 1.0, 1.0, 1.0, 3.0, 3.0, 3.0])
RIDGE, HUBER = 0.02, 8.0


class Lessons:
    """Rows of one or several exports: features [N, 108], pixels [N, 2, 256, 3] uint8, answers [N, 13] (NaN where nobody knows), teacher [N]."""

    def __init__(self, paths, limit=None):
        parts = [self._read(path, limit) for path in paths]
        self.features, self.pixels, self.answers = (torch.cat([part[i] for part in parts]) for i in range(3))
        kept = [part[3] for part in parts]
        # both pictures of every lesson, whole: [N, 2, 32, 32, 3] 0..1; only where every export holds them
        self.pictures = torch.cat(kept).float() / 255 if all(len(pictures) for pictures in kept) else None
        self.source = torch.cat([torch.full((len(part[0]),), i) for i, part in enumerate(parts)])
        self.teacher = ~torch.isnan(self.answers[:, 0])

    @staticmethod
    def _read(path, limit):
        n = os.path.getsize(path + ".pixels") // (2 * PIXELS * 3)
        if os.path.exists(path + ".names"):  # written last: a row that was cut off is not counted
            n = open(path + ".names").read().count("\n")
        n = min(n, limit or n)
        features = np.fromfile(path + ".features", np.float32, n * FEATURES).reshape(n, FEATURES)
        pixels = np.fromfile(path + ".pixels", np.uint8, n * 2 * PIXELS * 3).reshape(n, 2, PIXELS, 3)
        answers = np.full((n, len(PARAMETERS)), np.nan, np.float32)
        if os.path.exists(path + ".answers"):
            answers[:, :len(CORRECTIONS)] = np.fromfile(path + ".answers", np.float32, n * len(CORRECTIONS)).reshape(n, -1)
        pictures = np.zeros((0,), np.uint8)
        if os.path.exists(path + ".pictures"):
            pictures = np.fromfile(path + ".pictures", np.uint8, n * 2 * PICTURE_SIDE ** 2 * 3).reshape(n, 2, PICTURE_SIDE, PICTURE_SIDE, 3)
        return torch.tensor(features), torch.tensor(pixels), torch.tensor(answers), torch.tensor(pictures)

    def __len__(self):
        return len(self.features)

    def find_answers(self, gains, most=None, cache=None):
        """Fits the sliders of lessons (before -> after), from the product's own fit where there is one; of at most `most` others, spread evenly."""
        if cache and os.path.exists(cache):
            found = torch.load(cache)
            if len(found) == len(self):
                self.answers = found
                return
        rows = torch.arange(len(self)) if most is None else torch.unique(torch.cat([torch.linspace(0, len(self) - 1, min(most, len(self))).long(), self.teacher.nonzero()[:, 0]]))
        found = torch.full_like(self.answers, float("nan"))
        for part in rows.split(1024):
            found[part] = fit(self.pixels[part], torch.nan_to_num(self.answers[part], nan=0.0), gains)
        self.answers = found
        if cache:
            torch.save(self.answers, cache)


def fit(pixels, start, gains, rounds=5, samples=40):
    """Levenberg-Marquardt for a whole batch: least squares in Lab with a Huber loss and a pull towards zero, by finite differences."""
    with torch.no_grad():
        before, after = pixels[:, 0, :samples].float() / 255, lab(pixels[:, 1, :samples].float() / 255)
        bounds, ridge = LARGEST / STEP, RIDGE * EXTRA_RIDGE
        x = (start / STEP).clamp(-bounds, bounds)

        def residual(x):
            r = lab(apply_operators(before, limit(x * STEP), gains)) - after
            size = r.norm(dim=-1, keepdim=True).clamp_min(1e-3)
            weight = torch.where(size > HUBER, torch.sqrt((2 * HUBER / size - (HUBER / size) ** 2).clamp_min(0)), torch.ones_like(size))
            return (r * weight).flatten(1)

        cost = lambda r, x: (r ** 2).mean(1) + (ridge * x ** 2).sum(1)
        damping = torch.full((len(x),), 0.03)
        r = residual(x)
        best = cost(r, x)
        for _ in range(rounds):
            columns = []
            for k in range(x.shape[1]):
                h = torch.zeros(x.shape[1]); h[k] = 0.5
                columns.append((residual(x + h) - r) / 0.5)
            jacobian = torch.stack(columns, 2)
            normal = jacobian.transpose(1, 2) @ jacobian / r.shape[1] + torch.diag(ridge)
            gradient = (jacobian * r[..., None]).mean(1) + ridge * x
            normal = normal + torch.diag_embed(damping[:, None] * normal.diagonal(dim1=1, dim2=2) + 1e-6)
            step = torch.linalg.solve(normal, gradient[..., None])[..., 0]
            candidate = limit((x - step).clamp(-bounds, bounds) * STEP) / STEP
            moved = residual(candidate)
            price = cost(moved, candidate)
            better = price < best
            x, r, best = torch.where(better[:, None], candidate, x), torch.where(better[:, None], moved, r), torch.where(better, price, best)
            damping = torch.where(better, damping / 3, damping * 8).clamp(1e-4, 1e4)
        return x * STEP


def limit(p):
    """Highlight protection is a share; everything else has both signs."""
    p = p.clone()
    p[..., 1] = p[..., 1].clamp(0, 1)
    return p
