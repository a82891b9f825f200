"""Stage I of the critic: opinion scores for the quality estimate, then right utterances, token by token, for context and decoder."""
import copy
import json
from pathlib import Path

import torch
from torch.nn import functional as F

from .data import look, read_lessons, read_rated
from .network import END, FIRST_SCORE, PAD, SCORE, SCORE_SPREAD, SCORES, CriticContext, CriticDecoder
from .quality import fit_quality
from .trunk import Trunk

DEFAULTS = {"seed": 1, "quality_epochs": 40, "epochs": 40, "batch": 64, "threads": 1, "check_share": 0.15}


def load_trunk(config):
    return Trunk(config["trunk_package"])


def prepare(config):
    """Looks at every frame once; the trunk is frozen, so its activations never change."""
    waiting = [base for base in (config["rated"], config["lessons"]) if base is not None and not Path(f"{base}.pooled").exists()]
    if waiting:
        trunk = load_trunk(config)
        for base in waiting:
            look(trunk, base)


def with_end(tokens):
    """Right utterances break off behind <score>: what follows depends on the photo. `targets` are the next tokens, PAD where nothing is asked."""
    targets = torch.zeros_like(tokens)
    targets[:, :-1] = tokens[:, 1:]
    return targets


def utterance_loss(context_net, decoder, lessons, weight_end=0.1):
    """Cross-entropy of the next word; at <score> the residual logits are asked to leave the quality estimate alone."""
    context, quality = context_net(lessons.features, lessons.pooled, lessons.cells, lessons.crops.float())
    tokens = lessons.tokens.long()
    _, _, logits = decoder(context, quality.detach(), tokens)
    targets = with_end(tokens)
    words = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=PAD)
    at_score = logits[tokens == SCORE]
    wanted = torch.softmax(-((quality.detach().clamp(0, 1)[:, None] - SCORES) / SCORE_SPREAD) ** 2 / 2, 1)
    scored = -(wanted * F.log_softmax(at_score, 1)[:, FIRST_SCORE:]).sum(1).mean()
    # behind a score there is only <end>
    ended = tokens.clone()
    place = (tokens == SCORE).float().argmax(1)
    rows = torch.nonzero(place + 1 < tokens.shape[1])[:, 0]
    drawn = FIRST_SCORE + torch.randint(0, len(SCORES), (len(rows),))
    ended[rows, place[rows] + 1] = drawn
    _, _, after = decoder(context[rows], quality[rows].detach(), ended[rows])
    finish = F.cross_entropy(after[torch.arange(len(rows)), place[rows] + 1], torch.full((len(rows),), END))
    return words + scored + weight_end * finish, float(words.detach())


def begin(defaults, config):
    """A stage's whole config and its output folder, with the threads and the seed set."""
    config = {**defaults, **config}
    torch.set_num_threads(config["threads"])
    torch.manual_seed(config["seed"])
    out = Path(config["out"])
    out.mkdir(parents=True, exist_ok=True)
    return config, out


def split(lessons, share):
    """By photo: no photo stands on both sides."""
    check = (lessons.groups * 2654435761 % 2 ** 32).double() / 2 ** 32 < share
    return lessons.take(torch.nonzero(~check)[:, 0]), lessons.take(torch.nonzero(check)[:, 0])


def stage_supervised(config, report=print):
    """Trains from `config`: rated, lessons (file name stems, see data.py; rated may be None), trunk_package, out (folder). Writes out/critic.pt and curves."""
    config, out = begin(DEFAULTS, config)
    prepare(config)
    context_net, decoder = CriticContext(), CriticDecoder()
    if config["rated"] is not None:
        context_net.quality = fit_quality(read_rated(config["rated"]), config, report)
    context_net.quality.requires_grad_(False)
    train, check = split(read_lessons(config["lessons"]), config["check_share"])
    context_net.features.fit(train.features)
    context_net.cells.fit(train.cells.flatten(0, 1))
    parameters = [p for p in [*context_net.parameters(), *decoder.parameters()] if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, 1e-3, weight_decay=0.05)
    steps = max(1, len(train.tokens) // config["batch"]) * config["epochs"]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1.5e-3, total_steps=steps)
    curve, best = [], (float("inf"), None)
    for epoch in range(config["epochs"]):
        context_net.train()
        decoder.train()
        context_net.quality.eval()
        order, total, count = torch.randperm(len(train.tokens)), 0.0, 0
        for start in range(0, max(1, len(order) - config["batch"] + 1), config["batch"]):
            loss, words = utterance_loss(context_net, decoder, train.take(order[start:start + config["batch"]]))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + words, count + 1
        context_net.eval()
        decoder.eval()
        with torch.no_grad():
            checked = utterance_loss(context_net, decoder, check)[1] if len(check.tokens) > 0 else total / count
        curve.append({"epoch": epoch + 1, "train": total / count, "check": checked})
        report(f"critic epoch {epoch + 1}: {total / count:.3f}, photos kept out {checked:.3f}")
        if checked < best[0]:
            best = (checked, copy.deepcopy((context_net.state_dict(), decoder.state_dict())))
    torch.save({"context": best[1][0], "decoder": best[1][1], "curve": curve}, out / "critic.pt")
    (out / "critic-curve.json").write_text(json.dumps(curve))
    return out / "critic.pt"


def load_critic(path):
    """A trained critic from its checkpoint, ready for use."""
    state = torch.load(path)
    context_net, decoder = CriticContext(), CriticDecoder()
    context_net.load_state_dict(state["context"])
    decoder.load_state_dict(state["decoder"])
    return context_net.eval(), decoder.eval()
