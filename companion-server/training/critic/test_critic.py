"""`python3 -m unittest training.critic.test_critic` (in companion-server): known answers of the rewards, and every stage on 64 made-up lessons."""
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from ..operators import CORRECTIONS
from .explore import amounts_of_tokens, soft_reward, suggestion_reward
from .grpo import advantages, stage_grpo
from .network import LONGEST, TOKENS
from .supervised import stage_supervised
from .utterance import is_formed, suggested

word = TOKENS.index
RIGHT = [word("<begin>"), word("<reasoning>"), word("colourAndLight.underexposed"), word("overall.retouch"), word("<suggestions>"), word("exposure.increase.plain"), word("<score>"), word("score.40"), word("<end>")]


def gains(mired, tint):
    """Neutral white balance: the tests move light only."""
    return torch.ones(len(mired), 3)


class Rewards(unittest.TestCase):
    def test_form(self):
        self.assertTrue(is_formed(RIGHT + [0] * 5))
        for wrong in (RIGHT[:-1], RIGHT[1:], [*RIGHT[:2], *RIGHT[4:]], [*RIGHT[:3], RIGHT[2], *RIGHT[3:]], [*RIGHT[:2], RIGHT[3], RIGHT[2], *RIGHT[4:]], [*RIGHT[:6], RIGHT[5], *RIGHT[6:]]):
            self.assertFalse(is_formed(wrong))
        self.assertEqual(suggested(torch.tensor([RIGHT]))[0], [word("exposure.increase.plain")])

    def test_soft_form_of_papers_md(self):
        for moved, wanted, reward in ((0.2, 0.2, 1.0), (0.18, 0.2, 0.9), (0.1, 0.2, 0.5), (0.0, 0.2, 0.0), (0.4, 0.2, 0.0), (-0.2, 0.2, 0.0)):
            self.assertAlmostEqual(float(soft_reward(torch.full((1, 5), moved), torch.full((1, 5), wanted))[0, 0]), reward, places=5)

    def test_suggestions_tried_out(self):
        right = torch.rand(1, 256, 3, generator=torch.Generator().manual_seed(1)) * 0.6 + 0.1
        dark = (right ** 2.2 * 2 ** -0.8) ** (1 / 2.2)
        table = amounts_of_tokens()
        reward = lambda name, before, after: float(suggestion_reward(table[word(name)][None] if name else torch.zeros(1, len(CORRECTIONS)), before, after, gains))
        self.assertGreater(reward("exposure.increase.plain", dark, right), reward("exposure.increase.slightly", dark, right))
        self.assertGreater(reward("exposure.increase.slightly", dark, right), reward("exposure.decrease.slightly", dark, right))
        self.assertEqual(reward(None, dark, right), 0)
        self.assertEqual(reward(None, right, right), 1)
        self.assertEqual(reward("exposure.increase.slightly", right, right), 0)

    def test_advantages(self):
        result = advantages(torch.tensor([1.0, 0.0, 0.5, 0.5]), 2)
        self.assertGreater(float(result[0]), 0)
        self.assertAlmostEqual(float(result[0] + result[1]), 0, places=6)
        self.assertEqual(result[2:].tolist(), [0, 0])


class Stages(unittest.TestCase):
    def test_every_stage_on_64_lessons(self):
        with tempfile.TemporaryDirectory() as folder:
            base, random = Path(folder) / "lessons", np.random.default_rng(1)
            features = random.normal(size=(64, 502)).astype("<f4")
            dark = features[:, 0] > 0
            tokens = np.zeros((64, LONGEST), np.uint8)
            for row, is_dark in zip(tokens, dark):
                said = RIGHT[:7] if is_dark else [RIGHT[0], RIGHT[1], word("overall.leaveIt"), RIGHT[4], RIGHT[6]]
                row[:len(said)] = said
            after = random.integers(60, 200, (64, 1, 256, 3))
            before = np.where(dark[:, None, None, None], after * 0.7, after)
            arrays = {"features": features, "pooled": random.random((64, 3072)).astype("<f2"), "cells": random.random((64, 16, 1024)).astype("<f2"),
                      "crops": random.integers(0, 256, (64, 4, 3, 64, 64)).astype(np.uint8), "tokens": tokens, "pixels": np.concatenate([before, after], 1).astype(np.uint8)}
            for name, array in arrays.items():
                array.tofile(f"{base}.{name}")
            Path(f"{base}.groups").write_text("".join(f"photo {i // 2}\n" for i in range(64)))
            gains_file = Path(folder) / "gains.json"
            gains_file.write_text(json.dumps([[mired, tint, 0.002 * mired, 0.001 * tint, -0.002 * mired] for mired in range(-90, 91, 10) for tint in range(-70, 71, 10)]))
            common = {"rated": None, "lessons": str(base), "out": folder, "trunk_package": None}
            critic = stage_supervised({**common, "epochs": 12, "batch": 16}, report=lambda line: None)
            curve = json.loads((Path(folder) / "critic-curve.json").read_text())
            self.assertLess(curve[-1]["train"], 0.7 * curve[0]["train"])
            trained = stage_grpo({**common, "critic": critic, "gains": gains_file, "updates": 2, "photos": 4, "group": 4}, report=lambda line: None)
            self.assertTrue(trained.exists())


if __name__ == "__main__":
    unittest.main()
