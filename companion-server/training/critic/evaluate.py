"""Tables of docs/quality.md: `python3 -m training.critic.evaluate --critic CHECKPOINT [--rated STEM --without FILE] [--lessons STEM]`.
Rated: rank correlation of the expected score with opinions, over all and per subset, without the near duplicates that FILE names. Lessons: what the
likeliest words say about photos kept out of training, per attribute.
"""
import argparse
from pathlib import Path

import numpy as np
import torch

from .data import read_lessons, read_rated
from .network import TOKENS
from .quality import correlation, spearman
from .supervised import load_critic, split
from .utterance import ATTRIBUTE, is_formed, sample, suggested

RESAMPLES = 1000


def rate(context_net, rated):
    """The quality estimate 0..1 that the score words are centred on. The product's expected score differs from it by what the decoder adds (`craft eval iqa` measures that)."""
    with torch.no_grad():
        return context_net.quality(torch.where(torch.isnan(rated.features), context_net.quality.statistics.mean, rated.features), rated.pooled)


def interval(scores, opinions):
    generator = np.random.default_rng(1)
    draws = [generator.integers(0, len(scores), len(scores)) for _ in range(RESAMPLES)]
    values = sorted(spearman(scores[rows], opinions[rows]) for rows in draws)
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]


def rated_table(context_net, rated, without):
    scores = rate(context_net, rated)
    subset = [name[:4] for name in rated.names]
    choices = {"all": [True] * len(subset), "without near duplicates": [name not in without for name in rated.names],
               **{one: [own == one for own in subset] for one in sorted(set(subset))}}
    print("| photos | n | SRCC | 95 % | PLCC |\n|---|---|---|---|---|")
    for label, chosen in choices.items():
        rows = torch.nonzero(torch.tensor(chosen))[:, 0]
        low, high = interval(scores[rows], rated.opinion[rows])
        print(f"| {label} | {len(rows)} | {spearman(scores[rows], rated.opinion[rows]):.3f} | {low:.3f}..{high:.3f} | {float(correlation(scores[rows], rated.opinion[rows])):.3f} |")


def lessons_table(context_net, decoder, lessons):
    with torch.no_grad():
        context, quality = context_net(lessons.features, lessons.pooled, lessons.cells, lessons.crops.float())
        ids = sample(decoder, context, quality, temperature=0)
    formed = sum(is_formed(row) for row in ids.tolist()) / len(ids)
    said, right = ([dict(TOKENS[i].split(".")[:2] for i in row) for row in suggested(tokens)] for tokens in (ids, lessons.tokens.long()))
    print(f"{len(ids)} lessons of photos kept out; well formed without any constraint: {100 * formed:.0f} %\n\n| attribute | wanted | right | wrong way | silent | false alarms where nothing was wanted |\n|---|---|---|---|---|---|")
    for attribute in [a for a in dict.fromkeys(ATTRIBUTE) if a is not None]:
        wanted = [(own.get(attribute), true[attribute]) for own, true in zip(said, right) if attribute in true]
        alarms = [attribute in own for own, true in zip(said, right) if attribute not in true]
        share = lambda test: f"{sum(map(test, wanted)) / max(1, len(wanted)):.2f}"
        print(f"| {attribute} | {len(wanted)} | {share(lambda pair: pair[0] == pair[1])} | {share(lambda pair: pair[0] not in (None, pair[1]))} | {share(lambda pair: pair[0] is None)} | {np.mean(alarms):.2f} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--critic", required=True)
    parser.add_argument("--rated")
    parser.add_argument("--without")
    parser.add_argument("--lessons")
    parser.add_argument("--check-share", type=float, default=0.15)
    arguments = parser.parse_args()
    context_net, decoder = load_critic(arguments.critic)
    if arguments.rated:
        without = set(Path(arguments.without).read_text().split("\n")) if arguments.without else set()
        rated_table(context_net, read_rated(arguments.rated), without)
    if arguments.lessons:
        lessons_table(context_net, decoder, split(read_lessons(arguments.lessons), arguments.check_share)[1])


if __name__ == "__main__":
    main()
