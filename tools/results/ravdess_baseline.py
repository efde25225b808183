"""Multinomial logistic regression on what a corpus of Vavl holds, on the folds of runs that tools/results/folds.sh made.

    python3 tools/results/ravdess_baseline.py CORPUS OUT

CORPUS is the corpus's folder, OUT what folds.sh made: the clips of OUT/seed-S/fold-F/test/predictions.csv are the test part, all others
are trained on (the development part too, since nothing else is chosen on it). A clip of several frames counts by statistics of its
valid frames: mean, standard deviation, smallest, largest, and the 10th, 25th, 50th, 75th and 90th percentile; a clip of one frame by that.
Values are standardised on the training clips; the inverse strength of the penalty C is chosen from 0.001 to 1 by five-fold
cross-validation with speakers apart, within the training clips.

Needs numpy, safetensors and scikit-learn (run with 2.4.6, 0.8.0 and 1.9.1).
"""

import csv
import statistics
import sys
from pathlib import Path

import numpy
from safetensors.numpy import load_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

STRENGTHS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]


def vector(frames, valid):
    frames = frames[valid.astype(bool)]
    if len(frames) == 1:
        return frames[0]
    return numpy.concatenate(
        [frames.mean(0), frames.std(0), frames.min(0), frames.max(0)]
        + [numpy.percentile(frames, percent, axis=0) for percent in (10, 25, 50, 75, 90)]
    )


def vectors(corpus, modality, ids):
    tensors = {}
    for shard in sorted((corpus / "features").glob(f"{modality}-*.safetensors")):
        tensors.update(load_file(shard))
    whole = lambda name: tensors.get(f"valid/{modality}/{name}")
    found = []
    for name in ids:
        frames = tensors[f"values/{modality}/{name}"]
        valid = whole(name)
        found.append(vector(frames, numpy.ones(len(frames)) if valid is None else valid))
    return numpy.stack(found)


def score(features, labels, speakers, test):
    model = GridSearchCV(
        make_pipeline(StandardScaler(), LogisticRegression(max_iter=200)),
        {"logisticregression__C": STRENGTHS},
        scoring="f1_macro",
        cv=GroupKFold(5),
    )
    model.fit(features[~test], labels[~test], groups=speakers[~test])
    return f1_score(labels[test], model.predict(features[test]), average="macro")


def main(corpus, out):
    with open(corpus / "clips.csv", newline="") as file:
        clips = list(csv.DictReader(file))
    ids = [clip["id"] for clip in clips]
    labels = numpy.array([clip["label"] for clip in clips])
    speakers = numpy.array([clip["speaker"] for clip in clips])
    acoustic, visual = vectors(corpus, "acoustic", ids), vectors(corpus, "visual", ids)
    inputs = {"acoustic": acoustic, "visual": visual, "audio-visual": numpy.hstack([acoustic, visual])}
    for seed in sorted(out.glob("seed-*")):
        scores = {name: [] for name in inputs}
        for fold in sorted(seed.glob("fold-*")):
            with open(fold / "test" / "predictions.csv", newline="") as file:
                tested = {row["clip"] for row in csv.DictReader(file)}
            test = numpy.array([name in tested for name in ids])
            assert not set(speakers[test]) & set(speakers[~test])
            for name, features in inputs.items():
                scores[name].append(score(features, labels, speakers, test))
        cells = "  ".join(
            f"{name} {statistics.mean(values):.3f} ± {statistics.stdev(values):.3f}" for name, values in scores.items()
        )
        print(f"logistic regression on {corpus.name}, {seed.name} ({len(values_of(scores))} folds)  {cells}", flush=True)


def values_of(scores):
    return next(iter(scores.values()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
