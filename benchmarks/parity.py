#!/usr/bin/env python3
"""Trains VAVL in Vavl and in PyTorch, alike and on the same parts of a corpus, and compares what they reach on the test part.

    vavl corpus import ravdess RAVDESS/audio --out corpora/ravdess-frames --features visual=table:RAVDESS/visual_action_units.csv
    benchmarks/parity.py corpora/ravdess-frames runs/parity --python venv/bin/python

The Python needs what benchmarks/pytorch/train.py names. For every seed there is a run of Vavl in each precision, in OUT/PRECISION-SEED,
and PyTorch's result in OUT/pytorch-SEED.json; what is there already is not made again. Prints a Markdown table of macro-F1 on the test
part, mean ± standard deviation of a sample over the seeds.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WAYS = {"auto": "Vavl, auto", "float32": "Vavl, float32", "pytorch": "PyTorch, float32"}
HEADS = ["acoustic", "visual", "audio-visual"]


def in_vavl(arguments, precision, seed):
    """Macro-F1 of each head on the test part."""
    run = arguments.out / f"{precision}-{seed}"
    settings = {"corpus": arguments.corpus, "training.precision": precision, "training.seed": seed}
    assignments = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    if not (run / "test" / "metrics.json").exists():
        subprocess.run([arguments.vavl, "train", ROOT / "benchmarks/parity.yaml", "--out", run, *assignments], check=True)
        for part in ("development", "test"):
            evaluate = [arguments.vavl, "evaluate", run, "--corpus", arguments.corpus, "--precision", precision]
            subprocess.run([*evaluate, "--split", part, "--out", run / part], check=True, stdout=subprocess.DEVNULL)
    heads = json.loads((run / "test" / "metrics.json").read_text())["heads"]
    return {head["head"]: head["values"]["f1Macro"] for head in heads}


def in_pytorch(arguments, seed):
    """The same; the parts and the settings are those of Vavl's float32 run."""
    result = arguments.out / f"pytorch-{seed}.json"
    if not result.exists():
        script = [arguments.python, ROOT / "benchmarks/pytorch/train.py"]
        run = arguments.out / f"float32-{seed}"
        result.write_text(subprocess.run([*script, arguments.corpus, run], check=True, stdout=subprocess.PIPE, text=True).stdout)
    return json.loads(result.read_text())["test"]


def spread(values):
    return f"{statistics.mean(values):.3f} ± {statistics.stdev(values):.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=lambda path: Path(path).resolve())
    parser.add_argument("out", type=lambda path: Path(path).resolve())
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], help="two or more")
    parser.add_argument("--vavl", default=ROOT / "vavl", help="the command, unless it is this checkout's")
    parser.add_argument("--python", default=sys.executable, help="the Python that has PyTorch")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    results = {way: [] for way in WAYS}
    for seed in arguments.seeds:
        for precision in ("auto", "float32"):
            results[precision].append(in_vavl(arguments, precision, seed))
        results["pytorch"].append(in_pytorch(arguments, seed))
    print("| trained in | " + " | ".join(HEADS) + " |")
    print("| --- |" + " --- |" * len(HEADS))
    for way, name in WAYS.items():
        print(f"| {name} | " + " | ".join(spread([result[head] for result in results[way]]) for head in HEADS) + " |")


if __name__ == "__main__":
    main()
