"""From data folders to ONNX and tables: `python -m training.run --stage all --budget 40m --data DIR --out DIR` (in companion-server).

DIR of --data holds what training/data exported: any number of NAME.features, NAME.pixels, ... (see data/README.md) and `split.json`:
{"train": [NAME...], "validation": [NAME...], "rl": [NAME...]}. Stages: supervised (I), adapt (II), rl (III), ablate, export. A stage that has
finished is not repeated; one that was stopped goes on from its checkpoint. Several processes or machines: `torchrun --nproc_per_node 2 -m training.run ...`.
"""
import argparse
import importlib
import json
import os
import re
import time

import torch

from . import parallel
from .artist import stage_adapt, stage_nft, stage_supervised
from .artist.ablation import ablate
from .artist.export import export
from .artist.lessons import STEP, Lessons
from .artist.network import Artist
from .curves import draw_curves
from .journal import Journal
from .operators import WhiteBalanceGains

STAGES = ["supervised", "adapt", "rl", "ablate", "export"]
# how the time of --budget is shared; a stage that ends early leaves its rest to the next
SHARES = {"supervised": 0.6, "adapt": 0.12, "rl": 0.2, "ablate": 0.08, "export": 0.0}


def seconds(text):
    number, unit = re.fullmatch(r"(\d+(?:\.\d+)?)([smh])", text).groups()
    return float(number) * {"s": 1, "m": 60, "h": 3600}[unit]


class Run:
    """What every stage is given: data, config, where to write, how long it may take."""

    def __init__(self, args):
        self.out, self.data = args.out, args.data
        self.config = json.load(open(args.config))
        if args.seed is not None:
            self.config["seed"] = args.seed
        for setting in args.set:
            (stage, key), value = setting.split("=")[0].split("."), json.loads(setting.split("=", 1)[1])
            self.config[stage][key] = value
        os.makedirs(self.out, exist_ok=True)
        self.split = json.load(open(os.path.join(self.data, "split.json")))
        self.gains = WhiteBalanceGains(os.path.join(self.data, "gains.json"))

    def lessons(self, part, most=None):
        lessons = Lessons([os.path.join(self.data, name) for name in self.split[part]])
        lessons.find_answers(self.gains, most, os.path.join(self.out, f"answers-{part}-{most}.pt"))
        return lessons

    def path(self, name):
        return os.path.join(self.out, name)

    def artist(self, stage):
        """The artist as a stage left it."""
        saved = torch.load(self.path(stage + ".pt"), map_location="cpu")
        artist = Artist(saved["weights"]["mean"], saved["weights"]["deviation"], saved["weights"]["spread"])
        artist.load_state_dict(saved["weights"])
        return artist.eval()

    def save(self, stage, artist, **about):
        if parallel.is_first():
            torch.save(dict(weights=artist.state_dict(), **about), self.path(stage + ".pt"))
        parallel.wait()

    def finished(self, stage):
        path = self.path(stage + ".pt")
        return os.path.exists(path) and torch.load(path, map_location="cpu").get("finished", False)


def supervised(run, deadline):
    config = run.config["supervised"]
    lessons = run.lessons("train", config["answers"])
    known = ~torch.isnan(lessons.answers[:, -1])
    artist = Artist(lessons.features.mean(0), lessons.features.std(0) + 1e-3, lessons.answers[known].std(0).clamp_min(STEP))
    stage_supervised.train(artist, lessons, run.gains, config, Journal(run, "supervised"), deadline=deadline, seed=run.config["seed"], checkpoint=run.path("supervised.state"))
    run.save("supervised", artist, finished=True)
    return stage_supervised.evaluate(artist, run.lessons("validation", 400), run.gains)


def adapt(run, deadline):
    artist = run.artist("supervised")
    lessons = run.lessons("train", run.config["supervised"]["answers"])
    report = stage_adapt.train(artist, lessons, run, deadline)
    run.save("adapt", artist, finished=True)
    return dict(report, **stage_supervised.evaluate(artist, run.lessons("validation", 400), run.gains))


def rl(run, deadline):
    critic = critic_module()
    if critic is not None and hasattr(critic, "stage_grpo"):
        critic.stage_grpo(run.config)
    artist = run.artist("adapt")
    report = stage_nft.train(artist, run.lessons("rl"), run.gains, run.config["rl"], Journal(run, "rl"), deadline=deadline, seed=run.config["seed"])
    run.save("rl", artist, finished=True)
    return dict(report, **stage_supervised.evaluate(artist, run.lessons("validation", 400), run.gains))


def critic_module():
    """The critic's half (training/critic), when it is there."""
    try:
        return importlib.import_module("training.critic")
    except ModuleNotFoundError:
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", default="all", choices=["all", *STAGES])
    parser.add_argument("--budget", default="40m", type=seconds)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--config", default=os.path.join(os.path.dirname(__file__), "config.json"))
    parser.add_argument("--seed", type=int)
    parser.add_argument("--set", nargs="*", default=[], help="stage.key=value over the config, e.g. rl.form='\"printed\"'")
    args = parser.parse_args()
    parallel.start()
    run, table = Run(args), {}
    stages = STAGES if args.stage == "all" else [args.stage]
    left, due = args.budget, time.time()
    for i, stage in enumerate(stages):
        share = SHARES[stage] / max(1e-9, sum(SHARES[s] for s in stages[i:])) if len(stages) > 1 else 1.0
        due += left * share
        left -= left * share
        if run.finished(stage):
            parallel.say(f"{stage}: finished before")
            continue
        if stage == "ablate":
            table[stage] = ablate(run, due)
        elif stage == "export":
            last = next(s for s in ("rl", "adapt", "supervised") if os.path.exists(run.path(s + ".pt")))
            if parallel.is_first():
                export(run.artist(last), run.path("artist"), dict(stage=last, seed=run.config["seed"]))
        else:
            table[stage] = {"supervised": supervised, "adapt": adapt, "rl": rl}[stage](run, due)
        if stage in table:
            parallel.say(f"{stage}: {json.dumps(table[stage])}")
    if parallel.is_first():
        with open(run.path("tables.json"), "a") as file:
            file.write(json.dumps(table) + "\n")
        draw_curves(run.out)


if __name__ == "__main__":
    main()
