#!/usr/bin/env python3
"""Compares `vavl extract` with the usual Python packages: the same clips in turn, each time in a fresh process.

    mvn -q -DskipTests package
    venv/bin/python benchmarks/pytorch/extraction.py models FOLDER
    benchmarks/compare_extraction.py --python venv/bin/python --models FOLDER --mtcnn FOLDER CLIP...

benchmarks/pytorch/extraction.py says what the packages are and what they do. Prints a Markdown table: the seconds of whole processes, from
start to end, for each detection setting, and the ratio Python/Vavl as the median over the rounds with its lowest and highest. Nothing else
should run on the machine.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def seconds(command):
    begin = time.perf_counter()
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"{command}\nfailed: {result.stderr[-2000:]}")
    return time.perf_counter() - begin


def vavl(arguments, options):
    with tempfile.TemporaryDirectory() as out:
        acoustic = f"wav2vec2:{arguments.models}/wav2vec2"
        visual = f"efficientnet-b2:{arguments.models}/efficientnet-b2.onnx"
        weights = f"mtcnn={arguments.mtcnn}"
        command = [ROOT / "vavl", "extract", *arguments.clips, "--out", out, "--acoustic", acoustic, "--visual", visual]
        return seconds(command + ["--detector", "mtcnn", "--detector-weights", weights] + options)


def python(arguments):
    script = ROOT / "benchmarks/pytorch/extraction.py"
    return seconds([arguments.python, script, "extract", arguments.models, *arguments.clips, "--mtcnn", arguments.mtcnn])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", nargs="+", type=Path)
    parser.add_argument("--python", default=sys.executable, help="the Python that has the packages")
    parser.add_argument("--models", required=True, type=Path)
    parser.add_argument("--mtcnn", required=True, type=Path, help="the folder of pnet.pt, rnet.pt and onet.pt")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    settings = {
        "as it is unless told": [],
        "wav2vec 2.0 in bfloat16": ["--acoustic", "precision=bfloat16"],
        "faces searched for in every picture": ["--face-interval", "0"],
    }
    rounds = []
    for _ in range(arguments.rounds):
        rounds.append({"python": python(arguments), **{n: vavl(arguments, o) for n, o in settings.items()}})
    print(f"{len(arguments.clips)} clips; Python: {statistics.median(r['python'] for r in rounds):.2f} s\n")
    print("| Vavl | seconds | ratio |\n| --- | --- | --- |")
    for name in settings:
        ratios = [r["python"] / r[name] for r in rounds]
        median = statistics.median(r[name] for r in rounds)
        print(f"| {name} | {median:.2f} | {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) |")


if __name__ == "__main__":
    main()
