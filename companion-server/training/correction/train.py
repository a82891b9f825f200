"""Trains the correction estimator: tone and colour statistics in, parameters of editable operators out.

    python train.py --data tr_photos tr_biq --validation va --white-balance wb.json --out ../../models/correction-estimator.json

The networks never see pixels. Their outputs are operator parameters; the operators (the same formulas as shared/operators, in
torch) damage or repair sampled pixels, and the loss is the colour difference to the clean photo plus `harm` times whatever the
edit made worse: restraint is trained, not bolted on. Several small networks are averaged; where they disagree, the product holds back.
"""
import argparse, base64, json, time
import numpy as np
import torch

# name, largest magnitude (both signs unless noted); order is the order of the outputs
PARAMETERS = [("exposureEv", 2.5), ("highlightProtection", 1.0), ("whites", 60.0), ("blacks", 60.0), ("contrast", 60.0),
              ("highlights", 100.0), ("shadows", 100.0), ("miredShift", 80.0), ("tint", 60.0), ("saturation", 60.0)]
# colour difference that a slider at its end must earn: sliders do not pull against each other, plans stay readable
EFFORT = torch.tensor([0.0, 0.0, 1.0, 1.0, 0.5, 1.0, 1.0, 0.2, 0.4, 0.2])
SRGB_TO_XYZ = torch.tensor([[0.4123907993, 0.3575843394, 0.1804807884], [0.2126390059, 0.7151686788, 0.0721923154],
                            [0.0193308187, 0.1191947798, 0.9505321522]])
D65 = torch.tensor([0.9504559, 1.0, 1.0890578])
MID_GREY, PHOTOSHOP_EXPONENT, SHOULDER = 0.4587, 2.2, 0.18


def to_linear(v):
    return torch.where(v <= 0.04045, v / 12.92, ((v.clamp_min(1e-6) + 0.055) / 1.055) ** 2.4)


def to_encoded(y):
    y = y.clamp_min(1e-7)
    return torch.where(y <= 0.0031308, y * 12.92, 1.055 * y ** (1 / 2.4) - 0.055)


def lab(rgb):
    t = (to_linear(rgb) @ SRGB_TO_XYZ.T / D65).clamp_min(1e-7)
    f = torch.where(t > 216 / 24389, t ** (1 / 3), (24389 / 27 * t + 16) / 116)
    return torch.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


def difference(a, b):
    """CIE94-like difference of Lab pixels: smooth where CIEDE2000 is not, close to it where it matters."""
    c1, c2 = torch.hypot(a[..., 1] + 1e-3, a[..., 2]), torch.hypot(b[..., 1] + 1e-3, b[..., 2])
    dc = c1 - c2
    dh2 = ((a[..., 1] - b[..., 1]) ** 2 + (a[..., 2] - b[..., 2]) ** 2 - dc ** 2).clamp_min(0)
    mean = (c1 + c2) / 2
    return torch.sqrt((a[..., 0] - b[..., 0]) ** 2 + (dc / (1 + 0.045 * mean)) ** 2 + dh2 / (1 + 0.015 * mean) ** 2 + 0.01)


class WhiteBalanceGains:
    """log gains of linear R, G, B as a polynomial of (mired, tint), fitted to a table made by the operator itself."""

    def __init__(self, path):
        table = np.array(json.load(open(path)))
        self.coefficients = torch.tensor(np.linalg.lstsq(self.terms(torch.tensor(table[:, 0]), torch.tensor(table[:, 1])).numpy(), table[:, 2:], rcond=None)[0], dtype=torch.float32)

    @staticmethod
    def terms(mired, tint):
        m, t = mired / 100, tint / 100
        return torch.stack([m, t, m * m, m * t, t * t, m ** 3, t ** 3, m * m * t, m * t * t], -1)

    def __call__(self, mired, tint):
        return torch.exp(self.terms(mired, tint) @ self.coefficients)


def apply_operators(rgb, p, gains):
    """The plan's operators in their order: white balance, exposure, whites and blacks, contrast, highlights and shadows, saturation."""
    p = {name: p[:, i, None, None] for i, (name, _) in enumerate(PARAMETERS)}
    light = to_linear(rgb) * gains(p["miredShift"][:, 0, 0], p["tint"][:, 0, 0])[:, None, :]
    v = to_encoded(light).clamp(1e-5, 1)
    gain = 2 ** p["exposureEv"]
    y = gain * v ** PHOTOSHOP_EXPONENT
    brightest = gain + p["highlightProtection"] * (1 - gain)
    bend = (gain - brightest) / ((gain - SHOULDER).clamp_min(0.1) * (brightest - SHOULDER).clamp_min(0.1))
    above = (y - SHOULDER).clamp_min(0)
    y = torch.where((gain > 1) & (y > SHOULDER), SHOULDER + above / (1 + bend * above), y)
    v = y.clamp(1e-6, 1) ** (1 / PHOTOSHOP_EXPONENT)
    up, lift = 0.25 * p["whites"] / 100, 0.25 * p["blacks"] / 100
    black_in, black_out = (-lift).clamp_min(0), lift.clamp_min(0)
    white_in, white_out = 1 - up.clamp_min(0), 1 + up.clamp_max(0)
    v = (black_out + (v - black_in) * (white_out - black_out) / (white_in - black_in)).clamp(0, 1)
    slope = p["contrast"] / 100
    dark, bright = v / MID_GREY, (1 - v) / (1 - MID_GREY)
    v = torch.where(v < MID_GREY, MID_GREY * dark / (slope * (1 - dark).clamp_min(0) + 1), 1 - (1 - MID_GREY) * bright / (slope * (1 - bright).clamp_min(0) + 1))
    bump = lambda t: 256 / 27 * t * (1 - t) ** 3
    v = (v + 0.1 * p["shadows"] / 100 * bump(v) + 0.1 * p["highlights"] / 100 * bump(1 - v)).clamp(0, 1)
    largest, smallest = v.max(-1, keepdim=True).values, v.min(-1, keepdim=True).values
    middle = (largest + smallest) / 2
    amount = p["saturation"] / 100
    room = torch.where(middle < 0.5, largest + smallest, 2 - largest - smallest).clamp_min(1e-4)
    current = (largest - smallest) / room
    scale = torch.where(amount > 0, 1 / torch.maximum(current, 1 - amount).clamp_min(0.05), 1 + amount)
    return (middle + (v - middle) * scale).clamp(0, 1)


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
