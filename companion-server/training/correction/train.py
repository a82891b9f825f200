"""Trains the correction estimator: tone and colour statistics in, parameters of editable operators out.

    python3 -m training.correction.train --data tr_photos tr_biq --validation va --white-balance wb.json --out models/correction-estimator.json

The networks never see pixels. Their outputs are operator parameters; the operators (the same formulas as shared/operators, in
torch) damage or repair sampled pixels, and the loss is the colour difference to the clean photo plus `harm` times whatever the
edit made worse: restraint is trained, not bolted on. Several small networks are averaged; where they disagree, the product holds back.
"""
import argparse, base64, json, time
import numpy as np
import torch

from ..operators import CORRECTIONS as PARAMETERS, WhiteBalanceGains, apply_operators, difference, lab

# colour difference that a slider at its end must earn: sliders do not pull against each other, plans stay readable
EFFORT = torch.tensor([0.0, 0.0, 1.0, 1.0, 0.5, 1.0, 1.0, 0.2, 0.4, 0.2])


class Estimator(torch.nn.Module):
    def __init__(self, inputs, width, mean, deviation):
        super().__init__()
        self.mean, self.deviation = mean, deviation
        self.first, self.second, self.last = torch.nn.Linear(inputs, width), torch.nn.Linear(width, width // 2), torch.nn.Linear(width // 2, len(PARAMETERS))
        torch.nn.init.zeros_(self.last.bias)
        self.drop = torch.nn.Dropout(0.15)
        self.largest = torch.tensor([size for _, size in PARAMETERS])

    def forward(self, features):
        silu = torch.nn.functional.silu
        hidden = self.drop(silu(self.first((features - self.mean) / self.deviation)))
        raw = self.last(self.drop(silu(self.second(hidden))))
        value = torch.tanh(raw)
        value = torch.cat([value[:, :1], torch.sigmoid(raw[:, 1:2]), value[:, 2:]], 1)
        return value * self.largest


def load(paths):
    features, pixels = [], []
    for path in paths:
        raw = np.fromfile(path + ".pixels", np.uint8).reshape(-1, 2, 256, 3)
        pixels.append(raw)
        features.append(np.fromfile(path + ".features", np.float32).reshape(len(raw), -1))
    return torch.tensor(np.concatenate(features)), torch.tensor(np.concatenate(pixels))


def evaluate(networks, features, pixels, gains):
    with torch.no_grad():
        parameters = torch.stack([network.eval()(features) for network in networks]).mean(0)
        faulty, clean = pixels[:, 0].float() / 255, lab(pixels[:, 1].float() / 255)
        before, after = difference(lab(faulty), clean).mean(1), difference(lab(apply_operators(faulty, parameters, gains)), clean).mean(1)
    untouched = before < 0.3
    return dict(before=float(before[~untouched].mean()), after=float(after[~untouched].mean()), harmed=float((after > before + 0.25)[~untouched].float().mean()),
                improved=float((after < before - 0.25)[~untouched].float().mean()), clean_moved=float(after[untouched].mean()))


def train(seed, args, features, pixels, gains):
    torch.manual_seed(seed)
    count = len(features)
    network = Estimator(features.shape[1], args.width, features.mean(0), features.std(0) + 1e-3)
    optimiser = torch.optim.AdamW(network.parameters(), 2e-3, weight_decay=0.05)
    batch = 128
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=args.epochs * (count // batch))
    for epoch in range(args.epochs):
        network.train()
        order, total = torch.randperm(count), 0.0
        for i in range(0, count - batch + 1, batch):
            rows, sample = order[i:i + batch], torch.randperm(256)[:64]
            faulty, clean = pixels[rows][:, 0][:, sample].float() / 255, lab(pixels[rows][:, 1][:, sample].float() / 255)
            noise = 0.05 * network.deviation * torch.randn(batch, features.shape[1])
            parameters = network(features[rows] + noise)
            after = difference(lab(apply_operators(faulty, parameters, gains)), clean).mean(1)
            before = difference(lab(faulty), clean).mean(1)
            effort = (EFFORT * (parameters / network.largest) ** 2).sum(1)
            loss = (after + args.harm * torch.relu(after - before) + effort).mean()
            optimiser.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step(); schedule.step()
            total += float(after.mean())
        print(f"seed {seed} epoch {epoch + 1} after {total / (count // batch):.3f}", flush=True)
    return network


def write(networks, path, report):
    pack = lambda tensor: base64.b64encode(tensor.detach().numpy().astype("<f4").tobytes()).decode()
    layers = lambda n: [{"inputs": l.in_features, "outputs": l.out_features, "weights": pack(l.weight), "bias": pack(l.bias)} for l in (n.first, n.second, n.last)]
    first = networks[0]
    json.dump({"name": "correction-estimator", "version": 1, "parameters": [{"name": n, "largest": s} for n, s in PARAMETERS],
               "mean": pack(first.mean), "deviation": pack(first.deviation), "networks": [layers(n) for n in networks], "validation": report}, open(path, "w"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", nargs="+", required=True)
    parser.add_argument("--validation", required=True)
    parser.add_argument("--white-balance", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--harm", type=float, default=1.0)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    started, gains = time.time(), WhiteBalanceGains(args.white_balance)
    features, pixels = load(args.data)
    validation = load([args.validation])
    print(len(features), "samples", flush=True)
    networks = []
    for seed in range(args.seeds):
        networks.append(train(seed, args, features, pixels, gains))
        report = evaluate(networks, *validation, gains)
        print(report, f"{time.time() - started:.0f} s", flush=True)
        write(networks, args.out, report)
