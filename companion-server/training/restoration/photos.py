"""Clean reference crops from a folder of photos with a `manifest.json` (file, package); whole packages are held out, as `held-out.ts` does."""
import json
import os

import cv2
import numpy as np


def is_held_out(package):
    """FNV-1a over UTF-16 units, divisible by five: the same rule as companion-server/src/evaluate/held-out.ts."""
    value = 2166136261
    units = np.frombuffer(package.encode("utf-16-le"), "<u2")
    for unit in units:
        value = ((value ^ int(unit)) * 16777619) & 0xFFFFFFFF
    return value % 5 == 0


class Photos:
    def __init__(self, folder, held_out):
        items = json.load(open(os.path.join(folder, "manifest.json")))["items"]
        self.names = [item["file"] for item in items if is_held_out(item["package"]) == held_out]
        self.pictures = [cv2.imread(os.path.join(folder, name)) for name in self.names]

    def crop(self, random, side, shrink=(1.0, 2.0)):
        """A clean crop, float32 RGB 0..1 [side, side, 3]: shrunk by a factor drawn from `shrink` (which removes JPEG traces), flipped, turned."""
        while True:
            picture = self.pictures[random.integers(len(self.pictures))]
            factor = random.uniform(*shrink)
            span = int(round(side * factor))
            height, width = picture.shape[:2]
            if span > min(height, width):
                continue
            top, left = random.integers(height - span + 1), random.integers(width - span + 1)
            crop = picture[top:top + span, left:left + span].astype(np.float32) / 255
            if span != side:
                crop = cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA)
            # flat sky teaches little: most of it is drawn again
            if crop.std(axis=(0, 1)).mean() < 0.02 and random.random() < 0.7:
                continue
            crop = np.rot90(crop[:, ::-1] if random.random() < 0.5 else crop, random.integers(4))
            return np.ascontiguousarray(crop[:, :, ::-1])
