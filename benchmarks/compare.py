#!/usr/bin/env python3
"""Compares Vavl with PyTorch: the same work in turn, in one session, each time in a fresh process.

    mvn -q -DskipTests package
    pip install torch                      # in a virtual environment; give its Python with --python
    benchmarks/compare.py --python venv/bin/python --rounds 3 training-step answer-av answer-a answer-v first-answer

Prints a Markdown table: the median over all repetitions of all rounds, and the ratio PyTorch/Vavl as the median over the rounds with its
lowest and highest. Nothing else should run on the machine.
"""

import argparse
import functools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VARIANTS = ["eager", "autocast", "compiled"]
WORKS = {
    # name: (Vavl's arguments, PyTorch's arguments)
    "training-step": (["training_step", "--clips", "32"], ["training-step", "--clips", "32"]),
    "answer-av": (["answer", "--clips", "1", "--modalities", "av"], ["answer", "--clips", "1", "--modalities", "av"]),
    "answer-a": (["answer", "--clips", "1", "--modalities", "a"], ["answer", "--clips", "1", "--modalities", "a"]),
    "answer-v": (["answer", "--clips", "1", "--modalities", "v"], ["answer", "--clips", "1", "--modalities", "v"]),
    "answers-32": (["answer", "--clips", "32", "--modalities", "av"], ["answer", "--clips", "32", "--modalities", "av"]),
    "first-answer": (["answer", "--clips", "1"], ["first-answer", "--clips", "1"]),
}
REPETITIONS = {"training-step": (1, 3), "answers-32": (2, 5), "first-answer": (0, 1)}


@functools.cache
def class_path():
    """Jars, since an archive of classes takes no folders; none of ours may be older than its sources."""
    target = ROOT / "benchmarks/target"
    own = [jar for jar in target.glob("vavl-benchmarks-*.jar") if not jar.stem.endswith(("-sources", "-javadoc"))]
    if not own or not (target / "classpath").exists():
        sys.exit("nothing is built: mvn -q -DskipTests package")
    jars = [max(own, key=modified), *map(Path, (target / "classpath").read_text().strip().split(os.pathsep))]
    for jar in jars:
        sources = (jar.parent.parent / "src/main").rglob("*") if ROOT in jar.parents else []
        newer = [source for source in sources if source.is_file() and modified(source) > modified(jar)]
        if newer:
            sys.exit(f"{jar.name} is older than {newer[0].relative_to(ROOT)}: mvn -q -DskipTests package")
    return os.pathsep.join(map(str, jars))


def modified(file):
    return file.stat().st_mtime


def java(*options):
    home = os.environ.get("JAVA_HOME")
    program = f"{home}/bin/java" if home else "java"
    return [program, "-Xshare:auto", "-XX:+UseSerialGC", *options, "-cp", class_path(), "org.vavl.benchmarks.Measure"]


def with_archive(folder, work):
    """Java with an archive of the classes that the work needs, as Vavl's launcher has one; made by doing the work once."""
    archive = f"{folder}/classes.jsa"
    run(java(f"-XX:ArchiveClassesAtExit={archive}", "-Xlog:disable") + work)
    return java(f"-XX:SharedArchiveFile={archive}")


def run(command):
    """What a process says, and its seconds from start to end."""
    begin = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begin
    if result.returncode:
        sys.exit(f"{' '.join(command)}\nfailed: {result.stderr[-2000:]}")
    return json.loads(result.stdout.strip().splitlines()[-1]) if result.stdout.strip() else {}, seconds


def measure(work, command):
    warmup, repetitions = REPETITIONS.get(work, (20, 30))
    said, seconds = run(command + ["--warmup", str(warmup), "--repetitions", str(repetitions)])
    said["seconds"] = [seconds] if work == "first-answer" else said["seconds"]
    return said


def spread(ratios):
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("works", nargs="+", choices=list(WORKS))
    parser.add_argument("--python", default=sys.executable, help="the Python that has PyTorch")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=["eager", "autocast"])
    parser.add_argument("--precision", default="auto", help="Vavl's")
    arguments = parser.parse_args()
    script = [arguments.python, str(ROOT / "benchmarks/pytorch/measure.py")]
    print("| work | Vavl, s | peak MiB | " + " | ".join(f"PyTorch {v}, s | ratio" for v in arguments.variants) + " |")
    print("| --- | --- | --- |" + " --- | --- |" * len(arguments.variants))
    with tempfile.TemporaryDirectory() as folder:
        for work in arguments.works:
            preset = "small" if work == "first-answer" else "paper"
            model = f"{folder}/{preset}.safetensors"
            if not Path(model).exists():
                run(java() + ["write_model", "--preset", preset, "--model", model])
            ours, theirs = WORKS[work]
            ours = ours + ["--preset", preset, "--model", model, "--precision", arguments.precision]
            first = ["--warmup", "0", "--repetitions", "1"]
            program = with_archive(folder, ours + first) if work == "first-answer" else java()
            commands = {"vavl": program + ours}
            commands |= {v: script + theirs + ["--preset", preset, "--variant", v] for v in arguments.variants}
            rounds = [{name: measure(work, c) for name, c in commands.items()} for _ in range(arguments.rounds)]
            medians = {n: [statistics.median(r[n]["seconds"]) for r in rounds] for n in commands}
            peak = max(r["vavl"].get("peakResidentMiB", -1) for r in rounds)
            cells = [work, f"{statistics.median(medians['vavl']):.3f}", str(peak)]
            for v in arguments.variants:
                ratios = [t / o for t, o in zip(medians[v], medians["vavl"])]
                cells += [f"{statistics.median(medians[v]):.3f}", spread(ratios)]
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
