"""Trains VAVL in PyTorch on a corpus of Vavl, as a run of Vavl was trained, and prints what it measured as a line of JSON.

    python train.py CORPUS RUN [--seed N]

RUN is the run's folder with what `vavl evaluate` wrote into its folders `development` and `test`: their predictions.csv say which clips are
in those parts (all others are trained on), config.yaml how the training goes. Made in PyTorch's own way are the reading of the
corpus, normalisation, batches, network, initialisation, losses, Adam, the choice of the epoch and the measure; float32, eager.
benchmarks/parity.py compares the two.

Needs numpy, pyyaml, safetensors, scikit-learn and torch (run with 2.4.6, 6.0.3, 0.8.0, 1.9.1 and 2.10.0).
"""

import argparse
import copy
import csv
import json
import sys
from pathlib import Path

import torch
import yaml
from safetensors.torch import load_file
from sklearn.metrics import f1_score
from torch.nn.utils.rnn import pad_sequence

import vavl

MODALITIES = {"a": "acoustic", "v": "visual"}
HEADS = [*MODALITIES.values(), "audio-visual"]
PARTS = ["development", "test"]
SMALLEST_RELATIVE_DEVIATION = 1e-6
UNKNOWN_HERE = {"gradientClip": 0, "averageDecay": 0, "augmentation": {}, "mixup": 0, "missing": {}, "learningRates": {}}


def read_rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


class Corpus:
    """The clips, which all have every modality, in three parts; features normalised by the training part's valid frames."""

    def __init__(self, folder, run):
        rows = read_rows(folder / "clips.csv")
        self.classes = yaml.safe_load((folder / "corpus.yaml").read_text())["task"]["labels"]
        self.targets = torch.tensor([self.classes.index(row["label"]) for row in rows])
        self.parts = self.split(rows, run)
        self.features, self.valid = {}, {}
        for m, name in MODALITIES.items():
            shards = {}
            for file in sorted({row[f"features:{name}"] for row in rows}):
                shards |= load_file(folder / file)
            self.valid[m] = [shards[f"valid/{name}/{row['id']}"].bool() for row in rows]
            assert all(valid.any() for valid in self.valid[m]), f"a clip lacks {name} features"
            self.features[m] = self.normalise(m, [shards[f"values/{name}/{row['id']}"].float() for row in rows])

    @staticmethod
    def split(rows, run):
        parts = {p: {row["clip"] for row in read_rows(run / p / "predictions.csv")} for p in PARTS}
        parts["train"] = {row["id"] for row in rows}.difference(*parts.values())
        speakers = [{row["speaker"] for row in rows if row["id"] in clips} for clips in parts.values()]
        assert sum(map(len, speakers)) == len(set.union(*speakers)), "a speaker is in two parts"
        return {p: torch.tensor([i for i, row in enumerate(rows) if row["id"] in ids]) for p, ids in parts.items()}

    def normalise(self, m, clips):
        frames = torch.cat([clips[i][self.valid[m][i]] for i in self.parts["train"]]).double()
        mean, deviation = frames.mean(0), frames.std(0, correction=0)
        deviation[deviation <= SMALLEST_RELATIVE_DEVIATION * mean.abs()] = 1
        return [((clip - mean) / deviation).float() for clip in clips]

    def batch(self, indices):
        pad = lambda sequences: pad_sequence([sequences[i] for i in indices], batch_first=True)
        return {m: (pad(self.features[m]), pad(self.valid[m])) for m in MODALITIES}, self.targets[indices]


@torch.inference_mode()
def measure(model, corpus, part, batch_size):
    """Macro-F1 of each head."""
    model.eval()
    answers = {head: [] for head in HEADS}
    for indices in corpus.parts[part].split(batch_size):
        inputs, _ = corpus.batch(indices)
        pooled = {m: model.pool(m, *inputs[m]) for m in MODALITIES}
        for m, name in MODALITIES.items():
            answers[name].append(model.branches[m].prediction(pooled[m]).argmax(1))
        answers["audio-visual"].append(model.joint(torch.cat((pooled["a"], pooled["v"]), 1)).argmax(1))
    model.train()
    targets = corpus.targets[corpus.parts[part]]
    return {h: f1_score(targets, torch.cat(a), average="macro", zero_division=0) for h, a in answers.items()}


def train(corpus, training):
    """The model of the epoch of which the joint head is best on the development part, the first of several."""
    widths = [corpus.features[m][0].shape[1] for m in MODALITIES]
    model = vavl.Vavl(vavl.SIZES["small"], *widths, outputs=len(corpus.classes))
    adam = training["optimiser"]
    optimiser = torch.optim.Adam(
        model.parameters(),
        lr=training["learningRate"],
        betas=(adam["beta1"], adam["beta2"]),
        eps=adam["epsilon"],
        weight_decay=adam["weightDecay"],
    )
    clips, best, state = corpus.parts["train"], {}, {}
    batches = -(-len(clips) // training["batchSize"])
    for epoch in range(1, training["epochs"] + 1):
        for indices in torch.tensor_split(clips[torch.randperm(len(clips))], batches):
            vavl.training_step(model, optimiser, *corpus.batch(indices), training["loss"]["reconstructionWeight"])
        development = measure(model, corpus, "development", training["batchSize"])
        print(epoch, *(f"{head} {f1:.3f}" for head, f1 in development.items()), file=sys.stderr, flush=True)
        if not best or development["audio-visual"] > best["development"]["audio-visual"]:
            best = {"epoch": epoch, "development": development}
            state = copy.deepcopy(model.state_dict())
    model.load_state_dict(state)
    return model, best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--seed", type=int, help="instead of the run's")
    arguments = parser.parse_args()
    training = yaml.safe_load((arguments.run / "config.yaml").read_text())["training"]
    for setting, off in UNKNOWN_HERE.items():
        assert training[setting] == off, f"training.{setting} is {training[setting]}, and must be {off}"
    seed = training["seed"] if arguments.seed is None else arguments.seed
    torch.manual_seed(seed)
    torch.set_num_threads(training["threads"] or torch.get_num_threads())
    corpus = Corpus(arguments.corpus, arguments.run)
    model, best = train(corpus, training)
    test = measure(model, corpus, "test", training["batchSize"])
    print(json.dumps({"seed": seed, **best, "test": test, "torch": torch.__version__}))


if __name__ == "__main__":
    main()
