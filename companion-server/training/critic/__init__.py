"""The critic's half of training: `training/run.py` calls these with its whole configuration; its `critic` section is what supervised.py and
grpo.py document. Without that section there is nothing to do.
"""


def stage_supervised(config, report=print):
    from .supervised import stage_supervised as run
    return None if "critic" not in config else run(config["critic"], report)


def stage_grpo(config, report=print):
    from .grpo import stage_grpo as run
    return None if "critic" not in config else run(config["critic"], report)
