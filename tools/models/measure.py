"""What the built-in model's recipe reaches on actors and faces that it was not trained on: all folds' answers together.

    python3 tools/models/measure.py OUT/fold-*

Python 3.9 or newer, nothing else. The last row, of faces alone, has every fold's answers for all faces of FER+'s validation part; the others have
each clip of RAVDESS and nEMO that is tested on once, with the face that it got. F1 macro is over all answers; the expected calibration error has 10 bins of equal
width.
"""

import csv
import statistics
import sys
from pathlib import Path

LABELS = ["neutral", "happy", "sad", "angry", "fearful", "disgust", "surprised"]


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


def show(name, clips, head):
    said = answers(clips, head)
    accuracy = statistics.mean(true == answer for true, answer, _ in said)
    print(f"| {name} | {len(said)} | {accuracy:.3f} | {f1_macro(said):.3f} | {calibration_error(said):.3f} |")


def main(folds):
    clips = [clip for fold in folds for clip in rows(fold)]
    pairs = [clip for clip in clips if "acoustic" in clip["modalities"]]
    print("| head | answers | accuracy | F1 macro | calibration error |")
    print("| --- | --- | --- | --- | --- |")
    show("acoustic", pairs, "acoustic")
    show("visual", pairs, "visual")
    show("audio-visual", pairs, "audio-visual")
    show("visual, all faces", clips, "visual")


main(sys.argv[1:])
