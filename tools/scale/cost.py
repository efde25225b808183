"""Fits what a clip costs to one run each: processor seconds as a line in the recording's length, for sound and video, recognised and extracted.

    VENV/bin/python3 tools/scale/cost.py VENV JAR FOLDER VIDEO [SOUNDS] [VIDEOS]

VENV and JAR are as for cluster.sh, VIDEO is a recording with a face and speech, which is repeated to 1, 2, 4 and 8 seconds; needs ffmpeg. FOLDER must not be there. SOUNDS (120) clips of sound
and VIDEOS (96) of both go through one process with one thread (local[1], one core a task, 40 tasks). Whenever a task ends, the process's user and system time is read: that of all its threads, which a
machine's other work hardly changes, and not what the clock says. The line is fitted by least squares to the later half of the tasks, in which Java is warm; what is before is start-up.
"""

import os
import pathlib
import re
import subprocess
import sys

import numpy as np
import pyarrow.parquet as parquet

venv, jar, folder, video = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
COUNTS = {"sound": int((sys.argv[5:6] or [120])[0]), "video": int((sys.argv[6:7] or [96])[0])}
LENGTHS = (1, 2, 4, 8)
home = next(venv.glob("lib/python3*/site-packages/pyspark"))
environment = dict(os.environ, SPARK_HOME=str(home), SPARK_LOCAL_IP="127.0.0.1", OMP_NUM_THREADS="1")
CODING = {"sound": ["-vn", "-ar", "16000", "-ac", "1", "-c:a", "flac"], "video": ["-c:v", "mpeg4", "-q:v", "3", "-c:a", "flac"]}
EXTRACT = {"sound": ["--acoustic", "logmel"], "video": ["--acoustic", "logmel", "--visual", "face-hog"]}


def clips(kind):
    place = folder / kind
    place.mkdir(parents=True)
    for seconds in LENGTHS:
        first = place / f"0-{seconds}.{'flac' if kind == 'sound' else 'mkv'}"
        source = ["-stream_loop", "99", "-i", video, "-t", str(seconds)]
        subprocess.run(["ffmpeg", "-nostdin", "-v", "error", *source, *CODING[kind], first], check=True)
        for i in range(1, COUNTS[kind] // len(LENGTHS)):
            (place / f"{i}-{seconds}{first.suffix}").write_bytes(first.read_bytes())
    return place


def seconds_so_far(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(words, place, out):
    """The process's seconds at the end of each task of the longest stage, with the task's number, in the order of ending."""
    command = [home / "bin/spark-submit", "--master", "local[1]", "--driver-memory", "1g"]
    command += ["--conf", "spark.ui.enabled=false", "--conf", "spark.default.parallelism=10", "--conf", "spark.sql.shuffle.partitions=4", jar, words[0], place, *words[1:], "--out", out]
    ends = {}
    process = subprocess.Popen(list(map(str, command)), env=environment, stderr=subprocess.PIPE, text=True)
    with open(folder / "log.txt", "a") as log:
        for line in process.stderr:
            log.write(line)
            found = re.search(r"TaskSetManager: Finished task (\d+)\.0 in stage (\d+)\.0", line)
            if found:
                ends.setdefault(int(found[2]), []).append((int(found[1]), seconds_so_far(process.pid)))
    if process.wait():
        sys.exit(f"cost.py: {words} failed: see {folder}/log.txt")
    return max(ends.values(), key=lambda stage: stage[-1][1] - stage[0][1])


def fit(ends, out):
    """Clips and their seconds of each task against its processor seconds."""
    done = {int(file.name[5:10]): parquet.read_table(file, columns=["path"]).column(0).unique().to_pylist() for file in out.glob("part-*")}
    rows = []
    for (_, before), (number, now) in zip(ends, ends[1:]):
        paths = done.get(number, [])
        rows.append((len(paths), sum(int(re.search(r"-(\d+)\.", path)[1]) for path in paths), now - before))
    tasks = np.array(rows[len(rows) // 2 :])
    line, *_ = np.linalg.lstsq(tasks[:, :2], tasks[:, 2], rcond=None)
    off = np.sqrt(np.mean((tasks[:, :2] @ line - tasks[:, 2]) ** 2))
    return line, off, tasks, ends[-1][1] - sum(len(paths) for paths in done.values()) * line[0] - line[1] * sum(row[1] for row in rows)


folder.mkdir(parents=True)
for kind in COUNTS:
    place = clips(kind)
    for words in (["recognise"], ["extract", *EXTRACT[kind]]):
        out = folder / f"{words[0]}-{kind}"
        (constant, slope), off, tasks, start = fit(run(words, place, out), out)
        size = sum(file.stat().st_size for file in out.glob("*.parquet"))
        print(
            f"{kind} {words[0]}: {constant:.3f} s a clip + {slope:.4f} s a second; fitted to {tasks[:, 0].sum():.0f} clips in {len(tasks)} tasks,"
            f" of which each is off by {off:.2f} s of {tasks[:, 2].mean():.2f} s; start-up and warming {start:.0f} s;"
            f" {size / (len(list(place.iterdir()))):.0f} bytes a clip",
            flush=True,
        )
