"""Trains VAVL in PyTorch on a corpus of Vavl, as a run of Vavl was trained, and prints what it measured as a line of JSON.

    python train.py CORPUS RUN [--measure-only]

RUN is the run's folder with what `vavl evaluate` wrote into its folders `development` and `test`: their predictions.csv say which clips are
in those parts (all others are trained on), config.yaml how the training goes. Made in PyTorch's own way are the reading of the
corpus, normalisation, batches, network, initialisation, losses, Adam, the choice of the epoch and the measure; float32, eager.
benchmarks/parity.py compares the two. With --measure-only nothing is trained: the run's own model is measured, in this network.

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
ONLY = {  # what is not done otherwise here
    "model": {"name": "vavl", "sharedResidual": True, "reconstruction": True, "jointHead": True},
    "training": {
        "loss": {"kind": "cross-entropy", "reconstructionWeight": 2, "labelSmoothing": 0},
        "schedule": {"warmUp": 0, "decay": {"type": "none"}},
        "sampler": {"byModalities": True, "minimumShare": 0.25, "poolBatches": 1, "balanced": False},
        "selection": {"metric": "f1Macro", "over": "answer", "fromEpoch": 1},
        "presentation": {"type": "all"},
        **{setting: {} for setting in ("augmentation", "missing", "learningRates")},
        **{setting: 0 for setting in ("gradientClip", "averageDecay", "mixup")},
    },
}


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
        def padded(clips):
            return pad_sequence([clips[i] for i in indices], batch_first=True)

        return {m: (padded(self.features[m]), padded(self.valid[m])) for m in MODALITIES}, self.targets[indices]


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


def network(corpus, model):
    sizes = vavl.Sizes(
        width=model["width"],
        heads=model["attentionHeads"],
        feed_forward=model["feedForwardWidth"],
        kernel=model["convolutionKernel"],
        modality_blocks=model["modalityBlocks"],
        shared_blocks=model["sharedBlocks"],
        projection=model["projectionWidth"],
        projection_kernel=model["projectionKernel"],
        head_widths=tuple(model["headWidths"]),
        dropout=model["dropout"],
        head_dropout=model["headDropout"],
    )
    widths = [corpus.features[m][0].shape[1] for m in MODALITIES]
    return vavl.Vavl(sizes, *widths, outputs=len(corpus.classes))


def load(model, file):
    """Takes the parameters of a model of Vavl."""
    values = load_file(file)
    model.load_state_dict({n: torch.cat([values[v] for v in vavl.names_in_vavl(n)]) for n in model.state_dict()})


def train(model, corpus, training):
    """Leaves the model of the epoch in which the joint head is best on the development part, the first of several."""
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
            vavl.training_step(model, optimiser, *corpus.batch(indices), alpha=2)
        development = measure(model, corpus, "development", training["batchSize"])
        print(epoch, *(f"{head} {f1:.3f}" for head, f1 in development.items()), file=sys.stderr, flush=True)
        if not best or development["audio-visual"] > best["development"]["audio-visual"]:
            best = {"epoch": epoch, "development": development}
            state = copy.deepcopy(model.state_dict())
    model.load_state_dict(state)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--measure-only", action="store_true")
    arguments = parser.parse_args()
    configuration = yaml.safe_load((arguments.run / "config.yaml").read_text())
    for section, only in ONLY.items():
        for setting, value in only.items():
            found = configuration[section][setting]
            assert found == value, f"{section}.{setting} is {found}, and must be {value}"
    training = configuration["training"]
    torch.manual_seed(training["seed"])
    torch.set_num_threads(training["threads"] or torch.get_num_threads())
    corpus = Corpus(arguments.corpus, arguments.run)
    model = network(corpus, configuration["model"])
    if arguments.measure_only:
        load(model, arguments.run / "model.safetensors")
        result = {"development": measure(model, corpus, "development", training["batchSize"])}
    else:
        result = train(model, corpus, training)
    result |= {"seed": training["seed"], "test": measure(model, corpus, "test", training["batchSize"])}
    print(json.dumps({**result, "torch": torch.__version__}))


if __name__ == "__main__":
    main()
