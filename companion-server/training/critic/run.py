"""The critic's stages from data to ONNX: `python3 -m training.critic.run --trunk-package DIR --rated STEM --lessons STEM --gains FILE --out DIR --models DIR`."""
import argparse

from .export_onnx import export
from .grpo import stage_grpo
from .supervised import load_critic, load_trunk, stage_supervised


def main():
    parser = argparse.ArgumentParser()
    for name in ("trunk-package", "rated", "lessons", "gains", "out", "models"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--updates", type=int, default=60)
    parser.add_argument("--threads", type=int, default=1)
    config = vars(parser.parse_args())
    config["critic"] = stage_supervised(config)
    checkpoint = stage_grpo(config)
    export(load_trunk(config), *load_critic(checkpoint), config["models"])


if __name__ == "__main__":
    main()
