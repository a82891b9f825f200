"""Reads what `craft features` and `export-lessons.ts` wrote, and what the trunk made of the frames."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .network import CROPS, FEATURES, LONGEST, QUALITY_FEATURES
from .trunk import CELL_WIDTH, FRAME_SIDE, POOLED

PIXELS = 256


@dataclass
class Rated:
    """Photos that people rated: opinion 0..1, statistics (NaN rows: not measured), trunk activations, subset name for the tables."""
    opinion: torch.Tensor
    features: torch.Tensor
    pooled: torch.Tensor
    names: list

    def take(self, rows):
        return Rated(self.opinion[rows], self.features[rows], self.pooled[rows], [self.names[i] for i in rows.tolist()])


@dataclass
class Lessons:
    """Photos with known faults (export-lessons.ts). `tokens` is the right utterance, `pixels` [N, 2, 256, 3] as it is and as it should be, `groups` the photo's number."""
    features: torch.Tensor
    pooled: torch.Tensor
    cells: torch.Tensor
    crops: torch.Tensor
    tokens: torch.Tensor
    pixels: torch.Tensor
    groups: torch.Tensor

    def take(self, rows):
        return Lessons(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def read_rows(path, dtype, *shape):
    rows = np.fromfile(path, dtype)
    return rows[: len(rows) // int(np.prod(shape)) * int(np.prod(shape))].reshape(-1, *shape)


def read_rated(base):
    """BASE.csv (name,opinion), BASE.features, BASE.pooled (float16)."""
    lines = [line.split(",") for line in Path(f"{base}.csv").read_text().splitlines() if line]
    return Rated(torch.tensor([float(opinion) for _, opinion in lines]), torch.tensor(read_rows(f"{base}.features", "<f4", FEATURES)[:, :QUALITY_FEATURES]),
                 torch.tensor(read_rows(f"{base}.pooled", "<f2", POOLED).astype("<f4")), [name for name, _ in lines])


def read_lessons(base):
    """BASE.{features,frames,crops,tokens,pixels,groups}; BASE.{pooled,cells} by `look`. As many whole lessons as every file holds."""
    names = Path(f"{base}.groups").read_text().splitlines()
    numbers = {name: i for i, name in enumerate(dict.fromkeys(names))}
    parts = [read_rows(f"{base}.features", "<f4", FEATURES), read_rows(f"{base}.pooled", "<f2", POOLED).astype("<f4"), read_rows(f"{base}.cells", "<f2", 16, CELL_WIDTH).astype("<f4"),
             read_rows(f"{base}.crops", np.uint8, CROPS, 3, 64, 64), read_rows(f"{base}.tokens", np.uint8, LONGEST), read_rows(f"{base}.pixels", np.uint8, 2, PIXELS, 3), np.array([numbers[name] for name in names])]
    count = min(map(len, parts))
    return Lessons(*(torch.tensor(part[:count]) for part in parts))


def look(trunk, base, batch=8):
    """Runs the frozen trunk over BASE.frames once: BASE.pooled and BASE.cells, float16."""
    frames = np.memmap(f"{base}.frames", np.uint8, "r").reshape(-1, 3, FRAME_SIDE, FRAME_SIDE)
    # 16-bit arithmetic where the processor has it: four times as fast, and pooling averages what it rounds
    with open(f"{base}.pooled", "wb") as pooled_file, open(f"{base}.cells", "wb") as cells_file, torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(frames), batch):
            pooled, cells = trunk(torch.tensor(frames[start:start + batch].astype(np.float32)))
            pooled_file.write(pooled.float().numpy().astype("<f2").tobytes())
            cells_file.write(cells.float().numpy().astype("<f2").tobytes())
