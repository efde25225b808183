"""Writes features of CREMA-D that were published as two arrays as one .npy file a clip, for `vavl corpus import crema-d --features`.

    pip install numpy==2.4.6
    python3 tools/results/crema_d_features.py FEATURES OUT

FEATURES has acoustic.npy (a row a clip), visual.npy (integers, 1 to 5 rows a clip; value = integer * step + mean of visual_scale.npz) and clips.csv, which
says whose rows are whose. OUT gets acoustic/CLIP.npy and visual/CLIP.npy. Acoustic rows have the length 1; they are written 32 times as long, so that
their values have about the deviation 1.
"""

import csv
import sys
from pathlib import Path

import numpy

features, out = Path(sys.argv[1]), Path(sys.argv[2])
acoustic = numpy.load(features / "acoustic.npy").astype("float32") * 32
scale = numpy.load(features / "visual_scale.npz")
visual = numpy.load(features / "visual.npy").astype("float32") * scale["step"] + scale["mean"]
for modality in ("acoustic", "visual"):
    (out / modality).mkdir(parents=True, exist_ok=True)
with open(features / "clips.csv", newline="") as rows:
    for clip in csv.DictReader(rows):
        row = int(clip["row"])
        numpy.save(out / "acoustic" / f"{clip['id']}.npy", acoustic[row : row + 1])
        numpy.save(
            out / "visual" / f"{clip['id']}.npy",
            visual[int(clip["visual_from"]) : int(clip["visual_to"])].astype("float32"),
        )
