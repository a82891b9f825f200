"""Stage I for the artist: conditional flow matching on the answers, and for the middle estimate the picture itself through the operators.

The picture loss counts what an edit makes worse once more (`harm`), so that the answer in doubt is "leave it".
"""
import math
import os
import time

import torch

from .. import parallel
from ..operators import apply_operators, difference, lab
from .network import K, STATE_WIDTH
from .suggest import suggestions_of

# colour difference that a slider at its end must earn: sliders do not pull against each other, plans stay readable
EFFORT = torch.tensor([0.0, 0.0, 1.0, 1.0, 0.5, 1.0, 1.0, 0.2, 0.4, 0.2, 1.5, 1.5, 1.5])
PIXELS_A_STEP, BATCH = 40, 192


def no_states(n):
    """No critic yet: one absent token, so that the attention has a shape."""
    return torch.zeros(n, 1, STATE_WIDTH), torch.zeros(n, 1)


def picture_loss(artist, sliders, before, after, gains, harm):
    """(loss, mean difference after) of edits [N,K] on pixels [N,P,3]."""
    target = lab(after)
    now = difference(lab(apply_operators(before, sliders, gains)), target).mean(1)
    was = difference(lab(before), target).mean(1)
    effort = (EFFORT * (sliders / (artist.spread * artist.bound)) ** 2).sum(1)
    return (now + harm * torch.relu(now - was) + effort).mean(), now.detach().mean()


def train(artist, lessons, gains, config, log, states=None, deadline=None, seed=0, checkpoint=None, extra_loss=None):
    """`config`: steps, rate, harm, flow, told_share, teacher_share. `states`: (states [N,T,128], mask [N,T]) of the critic. `extra_loss(artist, rows,
    generator)` adds a stage's own lesson. A run that was stopped goes on from `checkpoint`. The artist becomes the moving average of its weights."""
    generator = torch.Generator().manual_seed(seed + 1000 * parallel.rank())
    torch.manual_seed(seed + 1000 * parallel.rank())
    parallel.same_start(artist)
    optimiser = torch.optim.AdamW([p for p in artist.parameters() if p.requires_grad], config["rate"], weight_decay=0.03)
    average = {name: value.clone() for name, value in artist.state_dict().items()}
    known = (~torch.isnan(lessons.answers[:, -1])).nonzero()[:, 0]
    answers = torch.nan_to_num(lessons.answers[known]) / artist.spread
    told_all = suggestions_of(lessons.pixels[known], lessons.answers[known])
    weights = torch.ones(len(known))
    teacher = lessons.teacher[known]
    if teacher.any():
        weights[teacher] = config["teacher_share"] / (1 - config["teacher_share"]) * float((~teacher).sum()) / float(teacher.sum())
    started, totals, steps = time.time(), torch.zeros(3), config["steps"]
    first_step = 0
    if checkpoint and os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        first_step, average = saved["step"], saved["average"]
        artist.load_state_dict(saved["weights"]); optimiser.load_state_dict(saved["optimiser"])
        generator.manual_seed(seed + first_step)
    artist.train()
    for step in range(first_step, steps):
        # the schedule ends with the steps or with the time, whichever comes first
        progress = max(step / steps, 0.0 if deadline is None else (time.time() - started) / max(1.0, deadline - started))
        rate = config["rate"] * min(1, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, progress))))
        for group in optimiser.param_groups:
            group["lr"] = rate
        pick = torch.multinomial(weights, BATCH // 2, replacement=True, generator=generator)
        rows = torch.cat([known[pick], torch.randint(len(lessons), (BATCH - BATCH // 2,), generator=generator)])
        told = torch.zeros(BATCH, 1)
        told[:BATCH // 2] = (torch.rand(BATCH // 2, 1, generator=generator) < config["told_share"]).float()
        wish = torch.zeros(BATCH, told_all.shape[1])
        wish[:BATCH // 2] = told_all[pick] * (1 + 0.1 * torch.randn(BATCH // 2, told_all.shape[1], generator=generator))
        features = lessons.features[rows] + 0.05 * artist.deviation * torch.randn(BATCH, lessons.features.shape[1], generator=generator)
        heard = no_states(BATCH) if states is None else (states[0][rows], states[1][rows])
        seen = artist.condition(features, wish, told, *heard)
        half = BATCH // 2
        x0, noise = answers[pick], torch.randn(half, K, generator=generator)
        t = torch.rand(half, 1, generator=generator) * 0.98 + 0.02
        first = (seen[0][:half], [(k[:half], v[:half]) for k, v in seen[1]], seen[2][:half])
        flow = (((artist.clean((1 - t) * x0 + t * noise, t, first) - x0) / t.clamp_min(0.25)) ** 2).mean()
        sample = torch.randperm(256, generator=generator)[:PIXELS_A_STEP]
        pixels = lessons.pixels[rows][:, :, sample].float() / 255
        picture, after = picture_loss(artist, artist.middle(seen, BATCH), pixels[:, 0], pixels[:, 1], gains, config["harm"])
        loss = picture + config["flow"] * flow
        if extra_loss is not None:
            loss = loss + extra_loss(artist, rows, generator)
        optimiser.zero_grad(); loss.backward()
        parallel.average_gradients(artist)
        torch.nn.utils.clip_grad_norm_(artist.parameters(), 1.0)
        optimiser.step()
        keep = min(0.998, (step + 1) / (step + 20))
        with torch.no_grad():
            for name, value in artist.state_dict().items():
                average[name].mul_(keep).add_(value, alpha=1 - keep) if value.is_floating_point() else average[name].copy_(value)
        totals += torch.tensor([float(loss), float(flow), float(after)])
        every = min(100, steps)
        if (step + 1) % every == 0:
            log(dict(step=step + 1, loss=float(totals[0]) / every, flow=float(totals[1]) / every, after=float(totals[2]) / every, seconds=round(time.time() - started)))
            totals.zero_()
            if checkpoint and parallel.is_first():
                torch.save(dict(step=step + 1, average=average, weights=artist.state_dict(), optimiser=optimiser.state_dict()), checkpoint)
        if parallel.stop_together(deadline is not None and time.time() > deadline):
            break
    artist.load_state_dict(average)
    return artist.eval()


def evaluate(artist, lessons, gains, states=None, told=False):
    """What the middle estimate and the average of sampled takes do to lessons that training has not seen (CIE94-like difference)."""
    with torch.no_grad():
        n = len(lessons)
        wish = torch.nan_to_num(suggestions_of(lessons.pixels, lessons.answers))
        heard = no_states(n) if states is None else states
        seen = artist.condition(lessons.features, wish, torch.full((n, 1), float(told)), *heard)
        before, after = lessons.pixels[:, 0].float() / 255, lab(lessons.pixels[:, 1].float() / 255)
        was = difference(lab(before), after).mean(1)
        now = difference(lab(apply_operators(before, artist.middle(seen, n), gains)), after).mean(1)
        take = difference(lab(apply_operators(before, artist.takes(torch.randn(n, K, generator=torch.Generator().manual_seed(1)), seen), gains)), after).mean(1)
    fine = was < 0.3
    return dict(before=float(was[~fine].mean()), after=float(now[~fine].mean()), improved=float((now < was - 0.25)[~fine].float().mean()),
                harmed=float((now > was + 0.25)[~fine].float().mean()), clean_moved=float(now[fine].mean()), clean_visibly=float((now[fine] > 1).float().mean()),
                take_after=float(take[~fine].mean()))
