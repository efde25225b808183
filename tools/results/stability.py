"""How steadily the runs that tools/results/folds.sh made went, from their history.csv.

    python3 tools/results/stability.py HEAD OUT...

HEAD is a single modality, such as visual. Over the second half of the epochs, averaged over the runs of each OUT: the mean size of the change
from epoch to epoch of the head's training loss and of its macro-F1 on the development part, and the range of that F1 (largest less
smallest). Python 3.9 or newer, nothing else.
"""

import csv
import statistics
import sys
from pathlib import Path


def changes(values):
    return statistics.mean(abs(after - before) for before, after in zip(values, values[1:]))


def second_half(path, column):
    with open(path, newline="") as file:
        values = [float(row[column]) for row in csv.DictReader(file)]
    return values[len(values) // 2 :]


def main(head, outs):
    for out in outs:
        histories = sorted(out.glob("seed-*/fold-*/history.csv"))
        losses = [second_half(path, f"train.{head}.loss") for path in histories]
        scores = [second_half(path, f"development.{head}.f1Macro") for path in histories]
        print(
            f"{out.name} ({len(histories)} runs)  {head}: loss changes by {statistics.mean(map(changes, losses)):.3f} an epoch, "
            f"development macro-F1 by {statistics.mean(map(changes, scores)):.3f}, "
            f"within {statistics.mean(max(run) - min(run) for run in scores):.3f}"
        )


main(sys.argv[1], [Path(name) for name in sys.argv[2:]])
