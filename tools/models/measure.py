"""What the built-in model's recipe reaches on actors and faces that it was not trained on: all folds' answers together.

    python3 tools/models/measure.py OUT/fold-*-of-6

Python 3.9 or newer, nothing else. Macro-F1 is given over all clips and as mean ± standard deviation of the folds; the expected calibration
error has 10 bins of equal width over all clips.
"""

import csv
import statistics
import sys
from pathlib import Path

LABELS = ["neutral", "happy", "sad", "angry", "fearful", "disgust", "surprised"]
HEADS = ["acoustic", "visual", "audio-visual"]


def rows(fold):
    with (Path(fold) / "test" / "predictions.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def answers(clips, head):
    """(right label, answered label, its probability) of each clip."""
    said = []
    for clip in clips:
        shares = {label: float(clip[f"{head}.{label}"]) for label in LABELS}
        answer = max(shares, key=shares.get)
        said.append((clip["target"], answer, shares[answer]))
    return said


def f1_macro(said):
    scores = []
    for label in LABELS:
        both = sum(true == label == answer for true, answer, _ in said)
        either = sum(true == label for true, _, _ in said) + sum(answer == label for _, answer, _ in said)
        scores.append(2 * both / either if either else 0.0)
    return statistics.mean(scores)


def calibration_error(said):
    error = 0.0
    for number in range(10):
        bin_ = [x for x in said if min(int(x[2] * 10), 9) == number]
        if bin_:
            right = statistics.mean(true == answer for true, answer, _ in bin_)
            error += len(bin_) / len(said) * abs(right - statistics.mean(p for _, _, p in bin_))
    return error


def main(folds):
    clips = [rows(fold) for fold in folds]
    print("| head | clips | accuracy | F1 macro | F1 macro by fold | calibration error |")
    print("| --- | --- | --- | --- | --- | --- |")
    for head in HEADS:
        said = answers([clip for fold in clips for clip in fold], head)
        by_fold = [f1_macro(answers(fold, head)) for fold in clips]
        accuracy = statistics.mean(true == answer for true, answer, _ in said)
        spread = f"{statistics.mean(by_fold):.3f} ± {statistics.stdev(by_fold):.3f}" if len(by_fold) > 1 else ""
        print(f"| {head} | {len(said)} | {accuracy:.3f} | {f1_macro(said):.3f} | {spread} | {calibration_error(said):.3f} |")


main(sys.argv[1:])
