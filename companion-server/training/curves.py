"""Draws OUT/*.jsonl as OUT/STAGE.png: every number that a stage reported, over its steps."""
import glob
import json
import os

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt


def draw_curves(out):
    for path in glob.glob(os.path.join(out, "*.jsonl")):
        rows = [json.loads(line) for line in open(path)]
        names = [name for name in rows[0] if name not in ("step", "seconds")]
        figure, axes = plt.subplots(1, len(names), figsize=(3.2 * len(names), 2.6), squeeze=False)
        for axis, name in zip(axes[0], names):
            axis.plot([row["step"] for row in rows], [row[name] for row in rows], color="#2b6cb0")
            axis.set_title(name, fontsize=9)
            axis.set_xlabel("step", fontsize=8)
            axis.tick_params(labelsize=7)
        figure.tight_layout()
        figure.savefig(path[:-6] + ".png", dpi=110)
        plt.close(figure)
