"""Measures what a clip costs: processor seconds and bytes as a line in the recording's length, for sound and video, recognised and extracted.

    VENV/bin/python3 tools/scale/cost.py VENV JAR FOLDER VIDEO [COUNT]

VENV and JAR are as for cluster.sh, VIDEO is a recording with a face and speech; needs ffmpeg. FOLDER must not be there. The recording is repeated to 2 and to
8 seconds. Each command runs in one process with one thread (local[1]): on one clip of 2 s, on COUNT more (20), and on as many of 8 s. The time is user and system time of the process and all
its threads (getrusage), which a machine's other work hardly changes, and not what the clock says.
"""

import os
import pathlib
import subprocess
import sys

venv, jar, folder, video = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
count = int(sys.argv[5]) if len(sys.argv) > 5 else 20
SHORT, LONG = 2, 8
home = next(venv.glob("lib/python3*/site-packages/pyspark"))
environment = dict(os.environ, SPARK_HOME=str(home), SPARK_LOCAL_IP="127.0.0.1", OMP_NUM_THREADS="1")
KINDS = {"sound": ["-vn", "-ar", "16000", "-ac", "1", "-c:a", "flac"], "video": ["-c:v", "mpeg4", "-q:v", "3", "-c:a", "flac"]}
COMMANDS = {
    ("sound", "recognise"): ["recognise"],
    ("sound", "extract"): ["extract", "--acoustic", "logmel"],
    ("video", "recognise"): ["recognise"],
    ("video", "extract"): ["extract", "--acoustic", "logmel", "--visual", "face-hog"],
}


def clips(kind, seconds, number):
    place = folder / f"{kind}-{seconds}s-{number}"
    place.mkdir(parents=True)
    first = place / ("0.flac" if kind == "sound" else "0.mkv")
    command = ["ffmpeg", "-nostdin", "-v", "error", "-stream_loop", "99", "-i", video, "-t", str(seconds), *KINDS[kind], first]
    subprocess.run(command, check=True)
    for i in range(1, number):
        (place / f"{i}{first.suffix}").write_bytes(first.read_bytes())
    return place


def run(words, place, out):
    """Processor seconds and bytes of output."""
    command = [home / "bin/spark-submit", "--master", "local[1]", "--driver-memory", "1g", "--conf", "spark.ui.enabled=false"]
    command += [jar, words[0], place, *words[1:], "--out", out]
    with open(folder / "log.txt", "a") as log:
        process = subprocess.Popen(list(map(str, command)), env=environment, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"cost.py: {words} failed: see {folder}/log.txt")
    return usage.ru_utime + usage.ru_stime, sum(file.stat().st_size for file in out.glob("*.parquet"))


def line(one, short, long):
    """Start-up, constant and slope of a quantity that was measured for one short clip, and for COUNT more of both lengths."""
    a_short = (short - one) / count
    a_long = (long - one + a_short) / (count + 1)
    slope = (a_long - a_short) / (LONG - SHORT)
    return one - a_short, a_short - slope * SHORT, slope


folder.mkdir(parents=True)
for kind in KINDS:
    sets = [clips(kind, SHORT, 1), clips(kind, SHORT, count + 1), clips(kind, LONG, count + 1)]
    for command in ("recognise", "extract"):
        results = [run(COMMANDS[kind, command], place, folder / f"{command}-{place.name}") for place in sets]
        start, constant, slope = line(*(seconds for seconds, _ in results))
        print(
            f"{kind:5} {command:9}: {constant:.2f} s + {slope:.3f} s a second of recording, start-up {start:.1f} s;",
            " ".join(f"{size / number:.0f}" for (_, size), number in zip(results, (1, count + 1, count + 1))),
            f"bytes a clip (one of {SHORT} s, {count + 1} of {SHORT} s, {count + 1} of {LONG} s);",
            "measured " + ", ".join(f"{seconds:.1f} s" for seconds, _ in results),
            flush=True,
        )
