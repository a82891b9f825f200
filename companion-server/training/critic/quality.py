"""Trains the quality estimate on opinion scores: several small networks, each on nine tenths of the photos, averaged."""
import copy

import torch
from torch.nn import functional as F

from .network import Quality
from .trunk import round_weights

MIX_SHARE = 0.5


def correlation(a, b):
    a, b = a - a.mean(), b - b.mean()
    return (a * b).sum() / (a.norm() * b.norm() + 1e-8)


def ranks(values):
    order = torch.argsort(values)
    result = torch.empty(len(values))
    result[order] = torch.arange(len(values), dtype=torch.float32)
    return result


def spearman(a, b):
    """Spearman's correlation; ties, which real scores hardly have, are broken by order."""
    return float(correlation(ranks(a), ranks(b)))


def fit_inputs(quality, rated, seed):
    """Standardisation and principal components (whitened) of the activations."""
    torch.manual_seed(seed)
    measured = ~torch.isnan(rated.features[:, 0])
    quality.statistics.fit(rated.features[measured])
    activations = rated.pooled.clamp_min(0).sqrt()
    quality.activations.fit(activations)
    rows = quality.activations(activations)
    _, _, directions = torch.pca_lowrank(rows - rows.mean(0), q=quality.reduce.out_features + 16, niter=3)
    count = quality.reduce.out_features
    weight, _, quality.step[:] = round_weights(directions[:, :count].T.contiguous())
    quality.reduce.weight.data = weight
    quality.reduce.requires_grad_(False)
    quality.scale.data = 1 / (rows @ weight.T).std(0)


def fit_quality(rated, config, report=print):
    """Returns the trained `Quality`. A photo whose statistics were not measured counts as average in them."""
    quality = Quality()
    fit_inputs(quality, rated, config["seed"])
    with torch.no_grad():
        inputs = quality.inputs(torch.where(torch.isnan(rated.features), quality.statistics.mean, rated.features), rated.pooled)
    generator = torch.Generator().manual_seed(config["seed"])
    fold = torch.randint(0, len(quality.members), (len(inputs),), generator=generator)
    held = torch.rand(len(inputs), generator=generator) < 0.1
    for index, member in enumerate(quality.members):
        torch.manual_seed(config["seed"] + index)
        train, check = torch.nonzero(~(held & (fold == index)))[:, 0], torch.nonzero(held & (fold == index))[:, 0]
        best = fit_member(member, inputs[train], rated.opinion[train], config["quality_epochs"])
        member.load_state_dict(best)
        member.eval()
        with torch.no_grad():
            report(f"quality member {index}: SRCC {spearman(member(inputs[check])[:, 0], rated.opinion[check]):.3f} on {len(check)} photos kept out")
    return quality.eval()


def fit_member(member, inputs, opinion, epochs, batch=128):
    """SmoothL1 and 1 - PLCC; mixtures of two photos' inputs are asked for the mixture of their opinions. Returns averaged weights."""
    optimiser = torch.optim.AdamW(member.parameters(), 2e-3, weight_decay=0.05)
    steps = epochs * (len(inputs) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    average = copy.deepcopy(member.state_dict())
    member.train()
    for epoch in range(epochs):
        order = torch.randperm(len(inputs))
        for start in range(0, len(inputs) - batch + 1, batch):
            rows = order[start:start + batch]
            x, y = inputs[rows], opinion[rows]
            if torch.rand(()) < MIX_SHARE:
                share = 0.5 + 0.5 * torch.rand(batch, 1)
                other = torch.randperm(batch)
                x, y = share * x + (1 - share) * x[other], share[:, 0] * y + (1 - share[:, 0]) * y[other]
            guess = member(x)[:, 0]
            loss = F.smooth_l1_loss(guess, y, beta=0.1) * 10 + (1 - correlation(guess, y))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            decay = 0.995 if epoch > epochs // 3 else 0.0
            for name, value in member.state_dict().items():
                average[name] = decay * average[name] + (1 - decay) * value
    return average
