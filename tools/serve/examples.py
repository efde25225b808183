#!/usr/bin/env python3
"""Runs the examples of docs/serve.md that are in Python against a server; the build runs those of curl and Java.

    python3 -m venv venv && venv/bin/pip install 'requests==2.34.2' 'websockets==17.4'
    vavl serve --port 8080 &
    venv/bin/python tools/serve/examples.py 127.0.0.1:8080 CLIP.mp4 CLIP.wav

The second clip is a WAV file of 16-bit mono samples with speech.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

address, video, sound = sys.argv[1:4]
document = (Path(__file__).parents[2] / "docs" / "serve.md").read_text()
blocks = re.findall(r"```python\n(.*?)```", document, re.DOTALL)
expected = [r"^\S+ \{.+: 0\.\d+", r"'type': 'window'.*'type': 'end'"]  # an emotion and its outputs; windows, and the end
assert len(blocks) == len(expected), f"docs/serve.md has {len(blocks)} examples, and {len(expected)} are known"
with tempfile.TemporaryDirectory() as folder:
    shutil.copy(video, f"{folder}/clip.mp4")
    shutil.copy(sound, f"{folder}/clip.wav")
    for block, pattern in zip(blocks, expected):
        program = block.replace("127.0.0.1:8080", address)
        out = subprocess.run([sys.executable, "-c", program], cwd=folder, check=True, capture_output=True, text=True).stdout
        assert re.search(pattern, out, re.DOTALL), f"{program}\nprinted\n{out}"
        print(out.splitlines()[-1][:200])
print("all right")
