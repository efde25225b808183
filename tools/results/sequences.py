"""Lists what the comparison on sequences (tools/results/sequences.sh) is made of: its speech, its faces, and their five folds.

    python3 tools/results/sequences.py RAVDESS_AUDIO NEMO FERPLUS OUT

OUT/speech.csv has RAVDESS's clips of speech (03-01-EE-II-SS-RR-AA.*) and of each of nEMO's speakers 10 of each emotion, spread over the sentences; OUT/acted.csv and
OUT/intensity.csv are RAVDESS's alone, with its 8 emotions and with the acted intensity (0 normal, 1 strong) in place of an emotion. OUT/ferplus has the pictures of FER+ that
the built-in network over faces did not learn from: the validation part, and every tenth of the training part, which only said when to stop. OUT/faces.csv has their classes.

The column partition:fold-N says which speakers, or pictures, are tested in fold N; the next fold's are for development. RAVDESS's actor 05 is in none: it is kept for
acceptance. Needs NumPy.
"""

import argparse
import csv
from collections import Counter, defaultdict
from pathlib import Path

import numpy

FOLDS = 5
KEPT_ASIDE = "05"
DEVELOPMENT_EVERY = 10  # of FER+'s training part, as tools/models/faces.yaml learns from it
NEMO_CLIPS = 10  # of each speaker and emotion
ACTED = ["neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised"]
NEMO = {"anger": "angry", "fear": "fearful", "happiness": "happy", "sadness": "sad", "surprise": "surprised", "surprised": "surprised", "neutral": "neutral"}
VOTES = {"neutral": "neutral", "happiness": "happy", "surprise": "surprised", "sadness": "sad", "anger": "angry", "disgust": "disgust", "fear": "fearful"}


def parts(fold):
    return ["test" if fold == n else "development" if fold == n % FOLDS + 1 else "train" for n in range(1, FOLDS + 1)]


def folds(names):
    """The fold of each name, in turn."""
    return {name: number % FOLDS + 1 for number, name in enumerate(sorted(set(names)))}


def ravdess(folder):
    for path in sorted(folder.rglob("03-01-*-*-*-*-*.*")):
        emotion, intensity, actor = (path.stem.split("-")[place] for place in (2, 3, 6))
        if actor != KEPT_ASIDE:
            yield path, ACTED[int(emotion) - 1], int(intensity) - 1, actor


def nemo(folder):
    """Clips of each speaker and emotion by sentence, every so many of them."""
    groups = defaultdict(list)
    with (folder / "clips.csv").open(newline="") as table:
        for row in csv.DictReader(table):
            groups[row["speaker"], NEMO[row["label"]]].append(row)
    for (speaker, label), rows in sorted(groups.items()):
        rows.sort(key=lambda row: (int(row["sentence"]), row["id"]))
        for number in range(min(NEMO_CLIPS, len(rows))):
            row = rows[number * len(rows) // min(NEMO_CLIPS, len(rows))]
            yield folder / row["media"], label, row["gender"], speaker


def write(path, header, rows):
    with path.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([*header, *(f"partition:fold-{n}" for n in range(1, FOLDS + 1))])
        table.writerows(rows)


def gender(actor):
    return "male" if int(actor) % 2 else "female"


def speech(acted, spoken, out):
    fold = {**folds(f"ravdess-{actor}" for *_, actor in acted), **folds(f"nemo-{speaker}" for *_, speaker in spoken)}
    rows, classes, intensities = [], [], []
    for path, label, intensity, actor in acted:
        speaker = f"ravdess-{actor}"
        row = lambda value: [path.stem, speaker, gender(actor), value, path.resolve(), *parts(fold[speaker])]
        rows.append(row("neutral" if label == "calm" else label))
        classes.append(row(label))
        intensities.append(row(intensity))
    for path, label, of, speaker in spoken:
        name = f"nemo-{speaker}"
        rows.append([path.stem, name, of, label, path.resolve(), *parts(fold[name])])
    header = ["id", "speaker", "trait:gender"]
    write(out / "speech.csv", [*header, "label", "media"], rows)
    write(out / "acted.csv", [*header, "label", "media"], classes)
    write(out / "intensity.csv", [*header, "value:intensity", "media"], intensities)


def faces(folder, out):
    pictures, rows = [], []
    for part in ["train", "valid"]:
        with (folder / f"{part}.csv").open(newline="") as table:
            lines = list(csv.DictReader(table))
        chosen = [n for n in range(len(lines)) if part == "valid" or n % DEVELOPMENT_EVERY == DEVELOPMENT_EVERY - 1]
        pictures.append(numpy.load(folder / f"{part}.npz")["images"][chosen])
        rows += [lines[n] for n in chosen]
    target = out / "ferplus"
    target.mkdir(exist_ok=True)
    numpy.savez(target / "valid.npz", images=numpy.concatenate(pictures))
    with (target / "valid.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    seen, labelled = Counter(), []
    for row in rows:
        votes = {column: int(count) for column, count in row.items() if column != "image"}
        most = [column for column, count in votes.items() if count == max(votes.values())]
        if len(most) == 1 and most[0] in VOTES:
            label = VOTES[most[0]]
            name = Path(row["image"]).stem
            labelled.append([name, name, label, *parts(seen[label] % FOLDS + 1)])
            seen[label] += 1
    write(out / "faces.csv", ["id", "speaker", "label"], labelled)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ["ravdess", "nemo", "ferplus", "out"]:
        parser.add_argument(name, type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    speech(list(ravdess(arguments.ravdess)), list(nemo(arguments.nemo)), arguments.out)
    faces(arguments.ferplus, arguments.out)


main()
