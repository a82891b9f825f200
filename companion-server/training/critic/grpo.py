"""Stage III, the critic's half: GRPO. A group of utterances is sampled for each photo; form, order of scores and the suggestions, tried out, are paid;
an utterance that earns more than its group's mean becomes likelier, within a clip and near the supervised critic (papers.md 5 and 6).
"""
import copy
import json

import torch
from torch.nn import functional as F

from ..operators import WhiteBalanceGains, difference, lab
from .data import read_lessons
from .explore import amounts_of_tokens, suggestion_reward
from .network import FIRST_SCORE, PAD, SCORE, SCORES
from .supervised import begin, load_critic, split
from .utterance import ATTRIBUTE, RESTORATIONS, is_formed, sample, suggested

DEFAULTS = {"seed": 1, "updates": 60, "photos": 12, "group": 6, "inner": 2, "clip": 0.2, "kl": 0.03, "rate": 1e-4, "threads": 1, "check_share": 0.15, "weights": {"form": 0.2, "rank": 0.3, "suggest": 0.5}}
# pictures whose distances from right differ by less (mean colour difference) have no known order
CLEAR_ORDER = 2.0
SPREAD_FLOOR = 1e-4


class Rewards:
    def __init__(self, lessons, gains, weights):
        self.table, self.gains, self.weights, self.lessons = amounts_of_tokens(), gains, weights, lessons
        pixels = lessons.pixels.float() / 255
        self.distance = difference(lab(pixels[:, 0]), lab(pixels[:, 1])).mean(1)
        self.right = [frozenset(ATTRIBUTE[i] for i in row if ATTRIBUTE[i] in RESTORATIONS) for row in suggested(lessons.tokens.long())]

    def __call__(self, rows, ids):
        """Rewards of utterances `ids` about lessons `rows` (repeated as often as they were sampled): dict of [N] tensors and their weighted sum."""
        formed = torch.tensor([float(is_formed(row)) for row in ids.tolist()])
        said = suggested(ids)
        corrections = torch.stack([self.table[row].sum(0) if row else torch.zeros(self.table.shape[1]) for row in said])
        pixels = self.lessons.pixels[rows].float() / 255
        tone = suggestion_reward(corrections, pixels[:, 0], pixels[:, 1], self.gains)
        restored = torch.tensor([float(frozenset(ATTRIBUTE[i] for i in row if ATTRIBUTE[i] in RESTORATIONS) == self.right[r]) for row, r in zip(said, rows.tolist())])
        parts = {"form": formed, "rank": self.rank(rows, ids), "suggest": 0.5 * tone + 0.5 * restored}
        return parts, sum(self.weights[name] * value for name, value in parts.items())

    def rank(self, rows, ids):
        """1 where the score puts the photo on the right side of the group's other lesson of the same photo; a half where the order is not known."""
        score = torch.tensor([value_of(row) for row in ids.tolist()])
        result = torch.full((len(rows),), 0.5)
        groups = self.lessons.groups[rows]
        for i in range(len(rows)):
            partners = torch.nonzero((groups == groups[i]) & (rows != rows[i]))[:, 0]
            if len(partners) == 0 or torch.isnan(score[i]):
                continue
            gap = self.distance[rows[partners[0]]] - self.distance[rows[i]]
            others = score[partners]
            if abs(float(gap)) >= CLEAR_ORDER and not torch.isnan(others).all():
                result[i] = float((score[i] - others[~torch.isnan(others)].mean()) * gap > 0)
        return torch.where(torch.isnan(score), torch.zeros(()), result)


def value_of(row):
    at = row.index(SCORE) + 1 if SCORE in row else len(row)
    return float(SCORES[row[at] - FIRST_SCORE]) if at < len(row) and row[at] >= FIRST_SCORE else float("nan")


def log_probabilities(context_net, decoder, lessons, ids):
    """[N, L - 1] log-probability of each sampled word and where there is one."""
    context, quality = context_net(lessons.features, lessons.pooled, lessons.cells, lessons.crops.float())
    logits = decoder(context, quality.detach(), ids)[2][:, :-1]
    return F.log_softmax(logits, -1).gather(2, ids[:, 1:, None])[..., 0], (ids[:, 1:] != PAD).float()


def advantages(rewards, group):
    """A = (r - mean) / (deviation + floor) inside each group; a group that agrees teaches nothing and counts 0."""
    grouped = rewards.view(-1, group)
    spread = grouped.std(1, keepdim=True)
    return torch.where(spread > SPREAD_FLOOR, (grouped - grouped.mean(1, keepdim=True)) / (spread + SPREAD_FLOOR), torch.zeros(())).flatten()


def evaluate(context_net, decoder, lessons, rewards, rows):
    """Mean reward of the likeliest utterances."""
    some = lessons.take(rows)
    with torch.no_grad():
        context, quality = context_net(some.features, some.pooled, some.cells, some.crops.float())
    parts, total = rewards(rows, sample(decoder, context, quality, temperature=0))
    return {**{name: float(value.mean()) for name, value in parts.items()}, "total": float(total.mean())}


def stage_grpo(config, report=print):
    """Goes on from config["critic"] (critic.pt of stage I) with `lessons` and `gains` (export-gains.ts). Writes out/critic-grpo.pt and its curve."""
    config, out = begin(DEFAULTS, config)
    context_net, decoder = load_critic(config["critic"])
    reference = copy.deepcopy((context_net, decoder))
    parameters = [*decoder.parameters(), *(p for name, p in context_net.named_parameters() if not name.startswith("quality."))]
    optimiser = torch.optim.AdamW(parameters, config["rate"], weight_decay=0.0)
    train, check = split(read_lessons(config["lessons"]), config["check_share"])
    gains = WhiteBalanceGains(config["gains"])
    paid, checked = Rewards(train, gains, config["weights"]), Rewards(check, gains, config["weights"])
    before = evaluate(context_net, decoder, check, checked, torch.arange(len(check.tokens)))
    report(f"before: {before}")
    curve, numbers = [], torch.unique(train.groups)
    for update in range(config["updates"]):
        chosen = numbers[torch.randperm(len(numbers))[:max(1, config["photos"] // 2)]]
        rows = torch.nonzero((train.groups[:, None] == chosen).any(1))[:, 0]
        rows = rows.repeat_interleave(config["group"])
        some = train.take(rows)
        with torch.no_grad():
            context, quality = context_net(some.features, some.pooled, some.cells, some.crops.float())
        ids = sample(decoder, context, quality)
        parts, total = paid(rows, ids)
        advantage = advantages(total, config["group"])[:, None]
        with torch.no_grad():
            old = log_probabilities(context_net, decoder, some, ids)[0]
            anchor = log_probabilities(*reference, some, ids)[0]
        for _ in range(config["inner"]):
            new, there = log_probabilities(context_net, decoder, some, ids)
            ratio = (new - old).exp()
            gain = torch.minimum(ratio * advantage, ratio.clamp(1 - config["clip"], 1 + config["clip"]) * advantage)
            # the unbiased, never negative estimate of KL (Schulman)
            drift = (anchor - new).exp() - (anchor - new) - 1
            loss = -((gain - config["kl"] * drift) * there).sum() / there.sum()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
        curve.append({"update": update + 1, **{name: float(value.mean()) for name, value in parts.items()}, "total": float(total.mean()), "kl": float((drift * there).sum().detach() / there.sum())})
        if update % 10 == 9:
            report(f"update {update + 1}: {curve[-1]}")
    after = evaluate(context_net, decoder, check, checked, torch.arange(len(check.tokens)))
    report(f"after: {after}")
    torch.save({"context": context_net.state_dict(), "decoder": decoder.state_dict(), "before": before, "after": after}, out / "critic-grpo.pt")
    (out / "critic-grpo-curve.json").write_text(json.dumps({"before": before, "after": after, "curve": curve}))
    return out / "critic-grpo.pt"
