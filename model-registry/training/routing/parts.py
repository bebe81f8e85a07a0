"""Which prompt is read for what: see the table in README.md."""

import json
from pathlib import Path

HERE = Path(__file__).parent
DOMAINS = ["architecture", "fashion", "medical"]
# None of ours last.
CLASSES = [*DOMAINS, None]
# Parts of the evaluation set that are spent, by what they are used for now.
USES = {"training": ("development", "second"), "development": ("test",)}


def lines(name):
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def prompts(stage):
    """Of prompts.jsonl. Those for the heads are those for the encoder, and others that were written after it was trained."""
    stages = {"encoder": (None,), "heads": (None, "heads"), "calibration": ("calibration",)}[stage]
    return [row for row in lines("prompts.jsonl") if row.get("stage") in stages]


def evaluation(use):
    return [row for row in lines("evaluation.jsonl") if row["split"] in USES[use]]


def answers(rows):
    """Each row with the number of its class, save those with several right answers."""
    for row in rows:
        accepted = row["accept"] if "accept" in row else [row["domain"]]
        if len(accepted) == 1:
            yield row, CLASSES.index(accepted[0])
