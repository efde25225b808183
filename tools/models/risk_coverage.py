"""How well a model's probabilities tell its right answers from its wrong ones, for clips of nEMO.

    vavl predict CLIPS --model MODEL --format csv --out predictions.csv
    python3 tools/models/risk_coverage.py NEMO/clips.csv predictions.csv

Accuracy, UAR, the area under risk and coverage (the mean share of wrong answers among the k surest, over all k) and the share that is wrong among the surer half. Python 3.9 or newer,
nothing else.
"""

import csv
import sys
from pathlib import Path

LABELS = {"anger": "angry", "fear": "fearful", "happiness": "happy", "sadness": "sad", "surprise": "surprised", "surprised": "surprised", "neutral": "neutral"}


def answers(table, predictions):
    with open(table, newline="") as file:
        true = {Path(row["media"]).name: LABELS[row["label"]] for row in csv.DictReader(file)}
    with open(predictions, newline="") as file:
        for row in csv.DictReader(file):
            if row["part"] == "whole" and row["emotion"]:
                yield float(row[row["emotion"]]), row["emotion"], true[Path(row["clip"]).name]


def main(table, predictions):
    surest_first = sorted(answers(table, predictions), reverse=True)
    clips, wrong, risks, by_class = len(surest_first), 0, [], {}
    for number, (_, said, true) in enumerate(surest_first, 1):
        wrong += said != true
        risks.append(wrong / number)
        by_class.setdefault(true, []).append(said == true)
    uar = sum(sum(right) / len(right) for right in by_class.values()) / len(by_class)
    print(f"{clips} clips: accuracy {1 - wrong / clips:.3f}, UAR {uar:.3f}, AURC {sum(risks) / clips:.3f}, wrong at half coverage {risks[clips // 2 - 1]:.3f}")


main(*sys.argv[1:])
