"""How well each head does on recordings of one person's voice and face, whose names say what was acted as RAVDESS's do.

    vavl predict CLIPS --format json > predictions.json
    python3 tools/models/real_pairs.py predictions.json

Python 3.9 or newer, nothing else. F1 macro is over the classes that occur; an answer of which the model is not sure counts as any other in the first rows, and is left out in the last one.
"""

import json
import sys
from pathlib import Path

NAMES = ["neutral", "neutral", "happy", "sad", "angry", "fearful", "disgust", "surprised"]


def measure(pairs):
    right = sum(true == said for true, said in pairs)
    scores = []
    for label in sorted({true for true, _ in pairs}):
        both = sum(true == label == said for true, said in pairs)
        either = sum(true == label for true, _ in pairs) + sum(said == label for _, said in pairs)
        scores.append(2 * both / either)
    return len(pairs), right / len(pairs), sum(scores) / len(scores)


def main(path):
    clips = json.loads(Path(path).read_text())
    rows = {"answer": [], "answer where sure": []}
    for clip in clips:
        true = NAMES[int(Path(clip["clip"]).stem.split("-")[2]) - 1]
        rows["answer"].append((true, clip["emotion"]))
        if "unsure" not in clip:
            rows["answer where sure"].append((true, clip["emotion"]))
        for head, outputs in clip["heads"].items():
            rows.setdefault(head, []).append((true, max(outputs, key=outputs.get)))
    print("| head | answers | accuracy | F1 macro |\n| --- | --- | --- | --- |")
    for head, pairs in rows.items():
        if pairs:
            count, accuracy, f1 = measure(pairs)
            print(f"| {head} | {count} | {accuracy:.3f} | {f1:.3f} |")


main(sys.argv[1])
