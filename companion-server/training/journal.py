"""What a stage writes while it learns: one JSON line a report, in OUT/STAGE.jsonl and on the terminal."""
import json

from . import parallel


class Journal:
    def __init__(self, run, stage):
        self.path, self.stage = run.path(stage + ".jsonl"), stage

    def __call__(self, entry):
        if parallel.is_first():
            with open(self.path, "a") as file:
                file.write(json.dumps(entry) + "\n")
            parallel.say(f"{self.stage} {json.dumps(entry)}")
