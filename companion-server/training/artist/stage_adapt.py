"""Stage II: the artist learns to follow the critic. The critic is frozen.

Two lessons beside those of stage I. Online pseudo-references: a list of suggestions, the critic's own or a drawn one, is carried out by rule
through the operators, and the picture that results is what the artist must make of that list. Critic's states: where an export holds them
(NAME.states, written by training/data with a learned critic), H_c joins the tokens that the artist looks at.
"""
import os

import numpy as np
import torch

from ..journal import Journal
from ..operators import CORRECTIONS, PARAMETERS, apply_operators
from . import stage_supervised
from .network import STATE_WIDTH, SUGGESTIONS
from .suggest import LIGHTNESS_PER_FULL_ZONE, TINT_STEPS_PER_DUV, WORDS

# longest H_c: context and utterance of the critic (training/vocabulary.json)
MOST_STATES = 48


def sliders_by_rule(wish):
    """What correction-of.ts makes of suggestions [N, 7] in units of "plain": sliders [N, 13]."""
    amount = wish * torch.tensor([plain for _, plain in SUGGESTIONS])
    of = dict(zip([name for name, _ in SUGGESTIONS], amount.unbind(1)))
    percent = of["saturation"]
    rules = dict(exposureEv=of["exposure"], highlightProtection=0.3 * (of["exposure"] > 0), contrast=of["contrast"], highlights=100 * of["highlights"] / LIGHTNESS_PER_FULL_ZONE,
                 shadows=100 * of["shadows"] / LIGHTNESS_PER_FULL_ZONE, saturation=torch.where(percent > 0, 100 * (1 - 1 / (1 + percent.clamp_min(0) / 100)), percent),
                 miredShift=of["colourTemperature"], tint=of["tint"] * TINT_STEPS_PER_DUV)
    columns = [rules.get(name, torch.zeros(len(wish))) for name, _ in PARAMETERS]
    largest = torch.tensor([size for _, size in PARAMETERS])
    return torch.stack([column.float() for column in columns], 1).clamp(-largest, largest)


def draw_wishes(n, generator):
    """Lists as people write them: one to three wishes, any word, any direction; one in ten lists is empty."""
    chance = torch.tensor([0.12, 0.25, 0.4])[torch.randint(3, (n, 1), generator=generator)]
    there = (torch.rand(n, len(SUGGESTIONS), generator=generator) < chance).float() * (torch.rand(n, 1, generator=generator) > 0.1)
    word = WORDS[torch.randint(len(WORDS), (n, len(SUGGESTIONS)), generator=generator)]
    return there * word * torch.randn(n, len(SUGGESTIONS), generator=generator).sign()


def read_states(data, names, counts):
    """(states [N,T,128], mask [N,T]) of exports that hold them; rows without stay silent. None where no export does."""
    parts, found = [], False
    for name, n in zip(names, counts):
        path, states = os.path.join(data, name + ".states"), torch.zeros(n, MOST_STATES, STATE_WIDTH + 1)
        if os.path.exists(path):
            raw = np.fromfile(path, np.float16).reshape(-1, MOST_STATES, STATE_WIDTH + 1)[:n]
            states[:len(raw)] = torch.tensor(raw.astype(np.float32))
            found = True
        parts.append(states)
    whole = torch.cat(parts)
    return (whole[..., :-1], whole[..., -1]) if found else None


def train(artist, lessons, run, deadline):
    config, gains = run.config["adapt"], run.gains
    counts = [int((lessons.source == i).sum()) for i in range(len(run.split["train"]))]
    states = read_states(run.data, run.split["train"], counts)

    def follow(artist, rows, generator):
        """The loss of following a drawn list."""
        rows = rows[:max(1, int(config["pseudo_share"] * len(rows)))]
        n = len(rows)
        wish = draw_wishes(n, generator)
        heard = stage_supervised.no_states(n) if states is None else (states[0][rows], states[1][rows])
        seen = artist.condition(lessons.features[rows], wish, torch.ones(n, 1), *heard)
        before = lessons.pixels[rows][:, 0, :stage_supervised.PIXELS_A_STEP].float() / 255
        reference = apply_operators(before, sliders_by_rule(wish), gains)
        return config["pseudo_share"] * stage_supervised.picture_loss(artist, artist.middle(seen, n), before, reference, gains, config["harm"])[0]

    stage_supervised.train(artist, lessons, gains, config, Journal(run, "adapt"), states=states, deadline=deadline, seed=run.config["seed"] + 1,
                           checkpoint=run.path("adapt.state"), extra_loss=follow)
    return dict(critic_states=states is not None, corrections=len(CORRECTIONS))
