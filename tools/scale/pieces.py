"""Cuts recordings into many short clips: for each, which recording, where it begins and how long it is (0.8 to 1.6 s) are drawn.

    python3 tools/scale/pieces.py --out FOLDER [--count 1000] [--videos 50] [--seed 1] RECORDING...

Needs ffmpeg. The first VIDEOS clips have pictures and sound (MPEG-4, FLAC; only of recordings that have both), the others sound alone (FLAC, 16 kHz).
"""

import argparse
import pathlib
import random
import subprocess
from collections import defaultdict


def ask(recording, what):
    command = ["ffprobe", "-v", "error", "-show_entries", what, "-of", "default=nw=1:nk=1", str(recording)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--videos", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("recordings", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True)

    recordings = sorted(options.recordings, key=lambda path: path.name)
    kinds = {path: ask(path, "stream=codec_type") for path in recordings}
    seconds = {path: float(ask(path, "format=duration")[-1]) for path in recordings}
    videos = [path for path in recordings if {"video", "audio"} <= set(kinds[path])]
    sounds = [path for path in recordings if "audio" in kinds[path]]
    draw = random.Random(options.seed)
    pieces = defaultdict(list)
    for number in range(options.count):
        seen = number < options.videos
        recording = draw.choice(videos if seen else sounds)
        length = min(draw.uniform(0.8, 1.6), seconds[recording])
        begin = draw.uniform(0, seconds[recording] - length)
        target = options.out / f"{number:05d}.{'mkv' if seen else 'flac'}"
        coding = ["-c:v", "mpeg4", "-q:v", "3"] if seen else ["-vn", "-ac", "1", "-ar", "16000"]
        pieces[recording] += ["-ss", f"{begin:.3f}", "-t", f"{length:.3f}", *coding, "-c:a", "flac", "-bitexact", target]
    for recording, outputs in pieces.items():  # one run for all clips of a recording
        subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-i", recording, *outputs], check=True)


main()
