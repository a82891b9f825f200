"""Fits the severity estimator: python3 fit-diagnosis.py --data PREFIX --out companion-server/models/degradation-diagnosis.json

PREFIX.features and PREFIX.targets come from export-diagnosis.ts. Three small networks, averaged; soft binary cross-entropy, whose minimum is the
expected severity, so that answers are calibrated. Alarm levels come from clean samples that the networks did not see (five-fold).
"""
import argparse
import base64
import json

import numpy as np
import torch
from torch import nn

KINDS = ["noise", "compression", "blur", "motionBlur", "haze", "lowLight", "rain"]
FALSE_ALARMS = 0.015
LEAST_ALARM = 0.15


def fit(x, y, seed, epochs):
    torch.manual_seed(seed)
    network = nn.Sequential(nn.Linear(x.shape[1], 48), nn.SiLU(), nn.Dropout(0.1), nn.Linear(48, 24), nn.SiLU(), nn.Linear(24, len(KINDS)))
    optimiser = torch.optim.AdamW(network.parameters(), 3e-3, weight_decay=0.05)
    batch = 64
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 5e-3, total_steps=epochs * (len(x) // batch))
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for i in range(0, len(x) - batch + 1, batch):
            rows = order[i:i + batch]
            loss = nn.functional.binary_cross_entropy_with_logits(network(x[rows] + 0.05 * torch.randn_like(x[rows])), y[rows])
            optimiser.zero_grad(); loss.backward(); optimiser.step(); schedule.step()
    return network.eval()


def answer(networks, x):
    with torch.no_grad():
        return torch.stack([torch.sigmoid(network(x)) for network in networks]).mean(0)


def auroc(score, label):
    order = np.argsort(score)
    ranks = np.empty(len(score)); ranks[order] = np.arange(1, len(score) + 1)
    positive = label.sum()
    return (ranks[label].sum() - positive * (positive + 1) / 2) / (positive * (len(label) - positive))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--per-photo", type=int, required=True)
    parser.add_argument("--epochs", type=int, default=60)
    args = parser.parse_args()
    y = np.fromfile(args.data + ".targets", np.float32).reshape(-1, len(KINDS))
    x = np.fromfile(args.data + ".features", np.float32)[: len(y) * 40].reshape(len(y), -1)
    mean, deviation = x.mean(0), x.std(0) + 1e-3
    x, y = torch.from_numpy(np.clip((x - mean) / deviation, -6, 6)), torch.from_numpy(y)
    photo = torch.arange(len(x)) // args.per_photo
    unseen = torch.zeros_like(y)
    for fold in range(5):
        inside = photo % 5 != fold
        unseen[~inside] = answer([fit(x[inside], y[inside], seed, args.epochs) for seed in (fold, 10 + fold)], x[~inside])
    clean = (y == 0).all(1)
    levels, report = {}, {}
    for i, kind in enumerate(KINDS):
        levels[kind] = round(max(LEAST_ALARM, float(np.quantile(unseen[clean, i].numpy(), 1 - FALSE_ALARMS))), 3)
        ill = (y[:, i] > 0).numpy()
        report[kind] = dict(auroc=round(float(auroc(unseen[:, i].numpy(), ill)), 3), found=round(float((unseen[ill, i] >= levels[kind]).float().mean()), 3),
                            error=round(float((unseen[:, i] - y[:, i]).abs().mean()), 3))
    print(json.dumps(dict(samples=len(x), clean=int(clean.sum()), levels=levels, report=report), indent=1))
    pack = lambda tensor: base64.b64encode(np.ascontiguousarray(np.asarray(tensor, "<f4")).tobytes()).decode()
    linear = lambda network: [m for m in network if isinstance(m, nn.Linear)]
    networks = [fit(x, y, seed, args.epochs) for seed in range(3)]
    dense = lambda m: dict(inputs=m.in_features, outputs=m.out_features, weights=pack(m.weight.detach()), bias=pack(m.bias.detach()))
    json.dump(dict(name="degradation-diagnosis", version=1, kinds=KINDS, mean=pack(mean), deviation=pack(deviation), alarmLevels=levels, networks=[[dense(m) for m in linear(network)] for network in networks]), open(args.out, "w"))
