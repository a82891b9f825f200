"""Which test photos have a near duplicate among the training photos: `python3 -m training.critic.near_duplicates TRAIN_LIST TEST_LIST IMAGES`,
lists of `name,...` rows; prints the names. Two photos are near duplicates when their 256-bit difference hashes differ in at most LARGEST bits.
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image

LARGEST = 24
SIDE = 16


def difference_hash(path):
    """256 signs: is a cell of a 17 x 16 grey thumbnail brighter than its left neighbour."""
    image = Image.open(path)
    image.draft("L", (128, 128))
    cells = np.asarray(image.convert("L").resize((SIDE + 1, SIDE), Image.BOX), np.int16)
    return np.packbits(cells[:, 1:] > cells[:, :-1])


def hashes(csv, images):
    files = {path.name.lower(): path for path in Path(images).iterdir()}
    names = [line.split(",")[0] for line in Path(csv).read_text().splitlines()[1:] if line.split(",")[0]]
    return names, np.stack([difference_hash(files[name.lower()]) for name in names])


def main(train_csv, test_csv, images):
    _, known = hashes(train_csv, images)
    names, asked = hashes(test_csv, images)
    bits = np.array([bin(value).count("1") for value in range(256)], np.uint8)
    for name, own in zip(names, asked):
        if bits[known ^ own].sum(1).min() <= LARGEST:
            print(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
