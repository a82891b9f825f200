"""Table 4 of SmartPhotoCrafter in our setting: what reinforcement learning, the photometric reward and the critic's words are worth.

All three reinforcement-learning rows learn for the same number of steps from the same start and seed. Every row is measured on validation lessons with pictures: colour difference of sampled takes to the truth (CIE94-like), r_comp, r_photo, structure.
"""
import copy
import json

import torch

from . import stage_nft
from .suggest import suggestions_of


def ablate(run, deadline=None):
    lessons = run.lessons("validation_pictures")
    wish = suggestions_of(lessons.pixels, torch.nan_to_num(lessons.answers))
    start = run.artist("adapt")
    quiet, config = (lambda entry: None), dict(run.config["rl"])

    def trained(**changes):
        artist = copy.deepcopy(start)
        stage_nft.train(artist, run.lessons("rl"), run.gains, dict(config, **changes), quiet, deadline=deadline, seed=run.config["seed"])
        return artist

    full = trained()
    shuffled = wish[torch.randperm(len(wish), generator=torch.Generator().manual_seed(5))]
    rows = {
        "SFT (stages I and II)": stage_nft.judge(start, lessons, run.gains, wish),
        "RL without r_photo": stage_nft.judge(trained(use_photo=False), lessons, run.gains, wish),
        "RL with the printed r_attr": stage_nft.judge(trained(form="printed"), lessons, run.gains, wish),
        "RL full": stage_nft.judge(full, lessons, run.gains, wish),
        "RL full, without the critic's conditioning": stage_nft.judge(full, lessons, run.gains, torch.zeros_like(wish), told=0.0),
        "RL full, suggestions shuffled": stage_nft.judge(full, lessons, run.gains, shuffled),
    }
    with open(run.path("ablation.json"), "w") as file:
        json.dump(rows, file, indent=1)
    return rows
