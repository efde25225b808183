"""Compares what cluster.sh left: tables of a cluster with those of one process, read with pandas, DuckDB and Polars.

    VENV/bin/python3 tools/scale/check.py FOLDER COUNT
    VENV/bin/python3 tools/scale/check.py --longer-than SECONDS RECOGNITIONS     prints the paths of such recordings
"""

import os
import sys

import duckdb
import numpy as np
import pandas as pd
import polars as pl

if sys.argv[1] == "--longer-than":
    answers = pd.read_parquet(sys.argv[3], columns=["path", "part", "end"])
    print(*answers[(answers.part == "whole") & (answers.end > float(sys.argv[2]))].path, sep="\n", end="")
    sys.exit()
folder, count = sys.argv[1], int(sys.argv[2])
ALL = count + 3


def require(condition, text):
    if not condition:
        sys.exit("check.py: " + text)


def recognitions(name):
    return pd.read_parquet(f"{folder}/{name}").sort_values(["path", "part", "number"]).reset_index(drop=True)


cluster, local = recognitions("recognitions"), recognitions("local-recognitions")
whole = cluster[cluster.part == "whole"]
require(len(whole) == ALL and whole.path.is_unique, f"{len(whole)} answers, and must be {ALL}, one a recording")
failed = whole[whole.error.notna()]
broken = failed.path.str.rsplit("/", n=1).str[1].isin(["empty.flac", "text.mp4", "noise.wav"])
require(broken.sum() == 3, f"of the broken files {broken.sum()} have an error, and all 3 must")
# Pieces are cut anywhere: where nobody speaks and there is no face, there is nothing to answer from.
silent = failed[~broken].error.str.contains("has no video, and no picture|there is no face in its pictures")
require(silent.all(), f"other errors: {failed[~broken][~silent].error.head().tolist()}")
print(f"{len(whole) - len(failed)} answers, {len(silent)} clips without speech or a face, 3 broken files")
require(whole[whole.error.isna()].emotion.notna().all(), "an answer lacks its emotion")
numbers = [column for column in cluster if cluster[column].dtype.kind in "fi"]
texts = [column for column in cluster if column not in numbers]
require(cluster[texts].fillna("").equals(local[texts].fillna("")), "texts differ from those of one process")
difference = np.nanmax(np.abs(cluster[numbers].to_numpy(float) - local[numbers].to_numpy(float)))
require((cluster[numbers].isna() == local[numbers].isna()).all(axis=None), "other cells are empty in one process")
require(difference <= 1e-5, f"numbers differ by {difference}")
print(f"{len(cluster)} rows of {len(cluster.columns)} columns; largest difference from one process {difference:g}")

if os.path.exists(f"{folder}/parts"):
    parts = recognitions("parts")
    whole = cluster[cluster.path.isin(parts.path)].reset_index(drop=True)
    require(parts[["path", "part", "number"]].equals(whole[["path", "part", "number"]]), "in parts there are other rows")
    cells = [column for column in parts if column != "settings"]  # which say that it was done in parts
    same = (parts[cells].eq(whole[cells]) | (parts[cells].isna() & whole[cells].isna())).all(axis=1)
    sound = whole.groupby("path").share_visual.transform("max").fillna(0) == 0
    require(same[sound].all(), "in parts the answers of sound are others")
    probabilities = [column for column in numbers if column.startswith("output_")]
    apart = np.nanmax(np.abs(parts[probabilities].to_numpy(float) - whole[probabilities].to_numpy(float)))
    print(f"in parts: {parts.path.nunique()} recordings, {same.sum()} of {len(parts)} rows are equal; largest difference of a probability {apart:g}")

in_sql = duckdb.sql(
    f"""select answered_by, count(*), avg(output_happy), max(length(error))
        from read_parquet('{folder}/recognitions/*.parquet') where part = 'whole' group by 1 order by 1"""
).fetchall()
print("DuckDB:", in_sql)
require(sum(row[1] for row in in_sql) == ALL, "DuckDB counts another number")
lazy = pl.scan_parquet(f"{folder}/recognitions/*.parquet").filter(pl.col("part") == "whole").collect()
require(lazy.height == ALL, "Polars counts another number")

features, others = (
    pd.read_parquet(f"{folder}/{name}").sort_values(["path", "modality"]).reset_index(drop=True)
    for name in ("features", "local-features")
)
require(len(features) == ALL, f"{len(features)} rows of features")
for one, other in zip(features.itertuples(), others.itertuples()):
    require(one.path == other.path and pd.isna(one.error) == pd.isna(other.error), "features are of other recordings")
    if pd.isna(one.error):
        matrix = one.values.reshape(int(one.frames), int(one.width))
        require(matrix.dtype == np.float32 and len(one.valid) == one.frames, f"{one.path}: {matrix.dtype}")
        require(np.array_equal(one.values, other.values, equal_nan=True), f"{one.path}: features differ")
        require(np.isfinite(matrix[one.valid]).all(), f"{one.path}: values are not finite")
print("features:", features.frames.sum(), "frames, equal to those of one process")
print(
    "DuckDB:",
    duckdb.sql(
        f"""select modality, extractor, count(*), sum(len("values")), sum(valid_frames)
            from read_parquet('{folder}/features/*.parquet') where error is null group by all"""
    ).fetchall(),
)
