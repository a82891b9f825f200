"""Trains one network of the small restoration pack.

    python3 train.py --task denoise --photos DIR --out denoise.pt --minutes 30 [--from other.pt] [--seed 1] [--device cuda]

DIR holds photos and a manifest.json; held-out packages are used for validation only. The learning rate follows a cosine over the time
budget, so that a stronger machine simply sees more samples. Writes OUT (weights of the moving average) and OUT.log (the curve, JSON lines).
"""
import argparse
import copy
import json
import time

import numpy as np
import torch

from degradations import FAULTS, SHRINK
from network import Restorer
from photos import Photos


def batch_of(photos, task, random, size, side):
    pairs = []
    for _ in range(size):
        clean = photos.crop(random, side, SHRINK[task])
        faulty, level = FAULTS[task](clean, random)
        pairs.append((np.dstack([faulty, level]), clean))
    pack = lambda which: torch.from_numpy(np.stack([pair[which] for pair in pairs]).astype(np.float32).transpose(0, 3, 1, 2).copy())
    return pack(0), pack(1)


def psnr(a, b):
    return float((-10 * torch.log10(((a.clamp(0, 1) - b) ** 2).mean(dim=(1, 2, 3)) + 1e-10)).mean())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--task", choices=FAULTS, required=True)
    parser.add_argument("--photos", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, required=True, help="of processor time of this process")
    parser.add_argument("--start", help="weights of another task to begin with")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    random = np.random.default_rng(args.seed)
    training, validation = Photos(args.photos, False), Photos(args.photos, True)
    check_x, check_y = batch_of(validation, args.task, np.random.default_rng(77), 24, 128)
    network = Restorer().to(args.device)
    if args.start:
        network.load_state_dict(torch.load(args.start, map_location=args.device))
    network = network.to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    optimiser = torch.optim.AdamW(network.parameters(), args.rate, betas=(0.9, 0.95), weight_decay=1e-4)
    clock = time.process_time if args.device == "cpu" else time.time
    started, step, skipped, total, log = clock(), 0, 0, 0.0, open(args.out + ".log", "w")
    while (done := (clock() - started) / (60 * args.minutes)) < 1:
        warm = min(1, (step + 1) / 100)
        for group in optimiser.param_groups:
            group["lr"] = args.rate * warm * (0.5 * (1 + np.cos(np.pi * done)) + 1e-3)
        x, y = (part.to(args.device, memory_format=torch.channels_last) for part in batch_of(training, args.task, random, args.batch, args.side))
        # Charbonnier: L1 that is smooth at zero
        loss = torch.sqrt((network(x) - y) ** 2 + 1e-6).mean()
        # an explosion is counted, so that the curve shows it; clipping keeps it from moving the weights far
        skipped += int(not float(loss) < 1)
        if not np.isfinite(float(loss)):
            continue
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 0.5)
        optimiser.step()
        step, total = step + 1, total + float(loss)
        keep = min(0.98, 1 - 3 / (step + 3))
        with torch.no_grad():
            for mean, now in zip(average.parameters(), network.parameters()):
                mean.lerp_(now, 1 - keep)
        if step % 50 == 0:
            with torch.no_grad():
                after = torch.cat([average(part.to(args.device)).cpu() for part in check_x.split(16)])
            row = dict(step=step, minutes=round((clock() - started) / 60, 2), loss=round(total / 50, 5), exploded=skipped, before=round(psnr(check_x[:, :3], check_y), 3), after=round(psnr(after, check_y), 3))
            print(json.dumps(row), file=log, flush=True)
            total = 0.0
            torch.save(average.state_dict(), args.out)
    torch.save(average.state_dict(), args.out)


if __name__ == "__main__":
    main()
