"""Macro-F1 of what tools/results/folds.sh made: mean ± standard deviation over the folds, for each seed and over all.

    python3 tools/results/table.py OUT...

Python 3.9 or newer, nothing else. The deviation is that of a sample (divided by n - 1).
"""

import json
import statistics
import sys
from pathlib import Path


def spread(values):
    deviation = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.mean(values):.3f} ± {deviation:.3f}"


def scores(fold):
    heads = json.loads((fold / "test" / "metrics.json").read_text())["heads"]
    return {head["head"]: head["values"]["f1Macro"] for head in heads}


def row(name, folds):
    results = [scores(fold) for fold in folds]
    heads = list(results[0])
    cells = "  ".join(f"{head} {spread([result[head] for result in results])}" for head in heads)
    print(f"{name} ({len(results)} folds)  {cells}")


for out in map(Path, sys.argv[1:]):
    every = []
    for seed in sorted(out.glob("seed-*")):
        folds = sorted(fold for fold in seed.glob("fold-*") if (fold / "test" / "metrics.json").exists())
        if folds:
            row(f"{out.name} {seed.name}", folds)
            every += folds
    if len(list(out.glob("seed-*"))) > 1:
        row(f"{out.name} all", every)
