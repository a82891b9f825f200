"""Stage III for the artist: DiffusionNFT (papers.md, section 6) with the reward r_PA = r_comp x (r_photo + r_perc / 2).

Takes are drawn from a slowly following old policy; rewards are normalised within each photo's group and mapped to p = 1/2 + clip(A, -5, 5) / 10; the
network moves towards good takes and away from bad ones on the forward process, without likelihoods. Losses are in clean-estimate space,
divided by their own mean absolute error, as in the published code.
"""
import copy
import time

import torch

from .. import parallel
from ..operators import apply_operators, difference, lab
from ..rewards.attributes import measure
from ..rewards.rewards import r_artist, r_comp, r_photo, structure
from .network import K
from .stage_supervised import no_states, picture_loss
from .suggest import suggestions_of


def edit(pictures, sliders, gains):
    n, h, w, _ = pictures.shape
    return apply_operators(pictures.reshape(n, h * w, 3), sliders, gains).reshape(pictures.shape)


def condition(artist, features, wish):
    return artist.condition(features, wish, torch.ones(len(features), 1), *no_states(len(features)))


def repeat(seen, times):
    base, looks, present = seen
    again = lambda x: x.repeat_interleave(times, 0)
    return again(base), [(again(k), again(v)) for k, v in looks], again(present)


def train(artist, lessons, gains, config, log, deadline=None, seed=0):
    generator = torch.Generator().manual_seed(seed + 77 + 1000 * parallel.rank())
    parallel.same_start(artist)
    pictures, wishes = lessons.pictures, suggestions_of(lessons.pixels, torch.nan_to_num(lessons.answers))
    measured = [measure(pictures[:, side]) for side in (0, 1)]
    old, reference = copy.deepcopy(artist).eval(), copy.deepcopy(artist).eval()
    optimiser = torch.optim.AdamW([p for p in artist.parameters() if p.requires_grad], config["rate"], weight_decay=0.0)
    artist.eval()  # no dropout: the three policies must differ by their weights alone
    group, limit, beta, started, history = config["group"], config["advantage_limit"], config["beta"], time.time(), []
    for step in range(config["steps"]):
        rows = torch.randint(len(lessons), (config["photos"],), generator=generator)
        many = rows.repeat_interleave(group)
        features, wish = lessons.features[many], wishes[many]
        with torch.no_grad():
            seen_old = repeat(condition(old, lessons.features[rows], wishes[rows]), group)
            sliders = old.takes(torch.randn(len(many), K, generator=generator), seen_old)
            edited = edit(pictures[many, 0], sliders, gains)
            reward = r_artist(wish, measured[0][many], measure(edited), measured[1][many], (edited, pictures[many, 1]), config["form"], config["use_photo"])
            by_photo = reward.reshape(-1, group)
            advantage = ((by_photo - by_photo.mean(1, keepdim=True)) / (by_photo.std(1, keepdim=True) + 1e-4)).flatten()
            good = 0.5 + 0.5 * advantage.clamp(-limit, limit) / limit
            x0, noise = sliders / artist.spread, torch.randn(len(many), K, generator=generator)
            t = torch.rand(len(many), 1, generator=generator) * 0.98 + 0.02
            x = (1 - t) * x0 + t * noise
            by_old = old.clean(x, t, seen_old)
            by_reference = reference.clean(x, t, repeat(condition(reference, lessons.features[rows], wishes[rows]), group))
        ours = artist.clean(x, t, repeat(condition(artist, lessons.features[rows], wishes[rows]), group))
        towards, away = (1 - beta) * by_old + beta * ours, (1 + beta) * by_old - beta * ours
        scaled = lambda estimate: ((estimate - x0) ** 2).mean(1) / (estimate - x0).abs().mean(1).detach().clamp_min(1e-3)
        loss = (good * scaled(towards) + (1 - good) * scaled(away)).mean() / beta + config["reference_weight"] * ((ours - by_reference) ** 2).mean()
        if config["keep_middle"] > 0:
            free = artist.condition(lessons.features[rows], wishes[rows], torch.zeros(len(rows), 1), *no_states(len(rows)))
            pixels = lessons.pixels[rows].float() / 255
            loss = loss + config["keep_middle"] * 0.1 * picture_loss(artist, artist.middle(free, len(rows)), pixels[:, 0], pixels[:, 1], gains, 0.35)[0]
        optimiser.zero_grad(); loss.backward()
        parallel.average_gradients(artist)
        torch.nn.utils.clip_grad_norm_(artist.parameters(), 1.0)
        optimiser.step()
        with torch.no_grad():
            for mine, theirs in zip(old.parameters(), artist.parameters()):
                mine.mul_(config["old_decay"]).add_(theirs, alpha=1 - config["old_decay"])
        history.append((float(loss), float(reward.mean())))
        every = min(25, config["steps"])
        if (step + 1) % every == 0:
            recent = torch.tensor(history[-every:]).mean(0)
            log(dict(step=step + 1, loss=float(recent[0]), reward=float(recent[1]), seconds=round(time.time() - started)))
        if parallel.stop_together(deadline is not None and time.time() > deadline):
            break
    artist.eval()
    return dict(steps=len(history), reward_first=history[0][1], reward_last=float(torch.tensor(history[-10:]).mean(0)[1]))


def judge(artist, lessons, gains, wish, told=1.0, seed=3, takes=4):
    """The rewards of sampled takes on lessons with pictures: what the ablation compares."""
    with torch.no_grad():
        n, pictures = len(lessons), lessons.pictures
        seen = repeat(artist.condition(lessons.features, wish, torch.full((n, 1), told), *no_states(n)), takes)
        sliders = artist.takes(torch.randn(n * takes, K, generator=torch.Generator().manual_seed(seed)), seen)
        again = lambda x: x.repeat_interleave(takes, 0)
        before, after = again(pictures[:, 0]), again(pictures[:, 1])
        edited = edit(before, sliders, gains)
        was, now, wanted = again(measure(pictures[:, 0])), measure(edited), again(measure(pictures[:, 1]))
        truth = again(suggestions_of(lessons.pixels, torch.nan_to_num(lessons.answers)))
        colour = difference(lab(edited.reshape(n * takes, -1, 3)), lab(after.reshape(n * takes, -1, 3))).mean()
        return dict(difference=float(colour), r_comp=float(r_comp(truth, was, now).mean()), r_photo=float(torch.nanmean(r_photo(was, now, wanted))), structure=float(structure(edited, after).mean()))
