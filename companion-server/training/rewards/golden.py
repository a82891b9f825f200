"""Compares operators, attributes and rewards in torch with the product's TypeScript (golden.json): `python -m training.rewards.golden GAINS`."""
import json
import os
import sys

import torch

from ..operators import CORRECTIONS, KNOTS, WhiteBalanceGains, apply_operators
from .attributes import NAMES, measure
from .rewards import r_attr, r_photo, structure

KNOT_NAMES = ["darkTones", "midTones", "lightTones"]
# largest deviations allowed: encoded value of a pixel, attribute in its unit, reward
PIXEL, ATTRIBUTE, REWARD = 0.004, 0.05, 2e-3


def compare_golden(gains):
    """Largest deviations found; AssertionError where one is too large."""
    golden = json.load(open(os.path.join(os.path.dirname(__file__), "golden.json")))
    shape = (1, golden["height"], golden["width"], 3)
    worst = dict(pixel=0.0, attribute=0.0, reward=0.0)
    for case in golden["cases"]:
        before, after, reference = (torch.tensor(case[name]).reshape(shape) for name in ("before", "after", "reference"))
        sliders = torch.tensor([[case["corrections"][name] for name in [n for n, _ in CORRECTIONS] + KNOT_NAMES[:len(KNOTS)]]])
        edited = apply_operators(before.reshape(1, -1, 3), sliders, gains).reshape(shape)
        # the gains of white balance are a polynomial fit and its channel mixing is left out
        if sliders[0, 7] == 0 and sliders[0, 8] == 0:
            worst["pixel"] = max(worst["pixel"], float((edited - after).abs().max()))
        measured = {name: measure(picture)[0] for name, picture in (("before", before), ("after", after))}
        for when, values in measured.items():
            for name, value in zip(NAMES, values):
                told = case["attributes"][when].get(name)
                assert (told is None) == bool(torch.isnan(value)), (name, told, value)
                if told is not None:
                    scale = 0.2 if name == "colourTemperature" else 1.0  # mired: 0.25 is far below its tolerance of 5
                    worst["attribute"] = max(worst["attribute"], scale * abs(float(value) - told))
        pictures = [measure(picture) for picture in (before, after, reference)]
        for form, told in case["photo"].items():
            worst["reward"] = max(worst["reward"], abs(float(r_photo(*pictures, form)[0]) - told))
        worst["reward"] = max(worst["reward"], abs(float(structure(after, reference)[0]) - case["structure"]))
    for case in golden["rewards"]:
        for form in ("soft", "repaired", "printed"):
            told, found = case[form], float(r_attr(form, torch.tensor(case["edited"]), torch.tensor(case["reference"]), 1.0))
            worst["reward"] = max(worst["reward"], abs(found - told) if abs(told) < 1e6 else 0.0)
    assert worst["pixel"] < PIXEL and worst["attribute"] < ATTRIBUTE and worst["reward"] < REWARD, worst
    return worst


if __name__ == "__main__":
    print(compare_golden(WhiteBalanceGains(sys.argv[1])))
