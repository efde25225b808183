"""Lists the speech that the built-in model learns from, with every partition that tools/models/build.sh needs.

    python3 tools/models/clips.py RAVDESS/audio NEMO OUT/clips.csv [--repeat 4]

RAVDESS/audio has its 16 kHz clips (03-01-EE-II-SS-RR-AA.*), NEMO has clips.csv and what that names. Python 3.9 or newer, nothing else. RAVDESS's actor 05 is left out: it is
kept for acceptance. Actor 01 is only ever tested on, since real recordings of its voice and face are. Each other clip of RAVDESS stands --repeat times in the table, so that
either corpus counts as much although nEMO has four times as many clips; copies in the parts that are chosen and tested on are left out.

Partitions: `shipped` (what the model that comes with Vavl learns from: development on three actors and two speakers, test on actor 01), `fold-1` to `fold-9` (tested on
two actors, actor 01 in none, and on one speaker; development on those of the next fold), `ravdess` (RAVDESS alone is learnt from, nEMO tested on) and `nemo` (the other way round).
"""

import argparse
import csv
from pathlib import Path

RAVDESS = ["neutral", "neutral", "happy", "sad", "angry", "fearful", "disgust", "surprised"]
NEMO = {"anger": "angry", "fear": "fearful", "happiness": "happy", "sadness": "sad", "surprise": "surprised", "surprised": "surprised", "neutral": "neutral"}
DEVELOPMENT = {"ravdess-07", "ravdess-12", "ravdess-17", "nemo-IC0", "nemo-MP0"}
KEPT_ASIDE, REAL_PAIRS = "05", "01"
FOLDS = 9


def ravdess(folder):
    for path in sorted(folder.rglob("03-01-*-*-*-*-*.*")):
        parts = path.stem.split("-")
        if parts[6] != KEPT_ASIDE:
            yield path.stem, f"ravdess-{parts[6]}", RAVDESS[int(parts[2]) - 1], path.resolve()


def nemo(folder):
    with (folder / "clips.csv").open(newline="") as table:
        for row in csv.DictReader(table):
            yield row["id"], f"nemo-{row['speaker']}", NEMO[row["label"]], (folder / row["media"]).resolve()


def folds(clips):
    """Which fold a speaker is tested in; actor 01 in none."""
    chosen = {}
    for corpus in ["ravdess", "nemo"]:
        speakers = sorted({speaker for _, speaker, _, _ in clips if speaker.startswith(corpus)} - {f"ravdess-{REAL_PAIRS}"})
        for number, speaker in enumerate(speakers):
            chosen[speaker] = number % FOLDS + 1
    return chosen


def parts(speaker, fold):
    real = speaker == f"ravdess-{REAL_PAIRS}"
    row = {"shipped": "test" if real else "development" if speaker in DEVELOPMENT else "train"}
    for number in range(1, FOLDS + 1):
        here = fold.get(speaker)
        row[f"fold-{number}"] = "" if real else "test" if here == number else "development" if here == number % FOLDS + 1 else "train"
    for learnt in ["ravdess", "nemo"]:
        inside = speaker.startswith(learnt)
        row[learnt] = "" if real else "test" if not inside else "development" if fold[speaker] == 1 else "train"
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ravdess", type=Path)
    parser.add_argument("nemo", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--repeat", type=int, default=4)
    arguments = parser.parse_args()
    clips = [*ravdess(arguments.ravdess), *nemo(arguments.nemo)]
    fold = folds(clips)
    names = list(parts("ravdess-02", fold))
    with arguments.table.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "speaker", "label", *(f"partition:{name}" for name in names), "media"])
        for identity, speaker, label, path in clips:
            row = parts(speaker, fold)
            for copy in range(arguments.repeat if speaker.startswith("ravdess") else 1):
                cells = [part if copy == 0 or part == "train" else "" for part in row.values()]
                if any(cells):
                    table.writerow([f"{identity}-{copy + 1}", speaker, label, *cells, path])


main()
