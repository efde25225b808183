#!/bin/sh
# Trains the built-in models of the module `models` anew, from RAVDESS's speech and FER+, and measures how well the recipe does:
#
#   tools/models/build.sh RAVDESS_AUDIO FERPLUS OUT
#   python3 tools/models/measure.py OUT/fold-*
#
# The actors are drawn into 18 folds of one; each fold's model is tested on its actor and calibrated on two. What comes with Vavl are
# OUT/faces-run/model.safetensors and the first fold's OUT/fold-1/emotion.safetensors. What is in OUT already is not made again. VAVL names
# the command, unless it is this checkout's.
set -eu
speech=$1 pictures=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
vavl=${VAVL:-$here/../../vavl}
folds=18
mkdir -p "$out"

# 1. The network over faces.
[ -e "$out/pictures" ] || $vavl corpus import ferplus "$pictures" --out "$out/pictures"
[ -e "$out/faces-run/done" ] || {
  $vavl train "$here/faces.yaml" --set "corpus=$out/pictures" --out "$out/faces-run"
  $vavl evaluate "$out/faces-run" --corpus "$out/pictures" --out "$out/faces-run/test"
  touch "$out/faces-run/done"
}

# 2. Features: short tracks of the faces, each recording and five augmented copies of it.
[ -e "$out/faces" ] || $vavl corpus import ferplus "$pictures" --out "$out/faces" --storage FLOAT16 \
  --visual "face-model:$out/faces-run/model.safetensors" --tracks 4
[ -e "$out/speech" ] || $vavl corpus import ravdess "$speech" --out "$out/speech" --copies 5 --option merge=calm=neutral \
  --acoustic cepstra=16 --acoustic summary.segments=8 --acoustic stacking=8 --acoustic summary.statistics=true

# 3. Pairs and the model over them, for each fold.
train_fold() {
  work=$out/fold-$1
  mkdir -p "$work"
  [ -e "$work/pairs" ] || $vavl corpus pair "$here/pairs.yaml" --out "$work/pairs" --set "seed=$1" \
    --set "acoustic.corpus=$out/speech" --set "acoustic.split.folds=$folds" --set "acoustic.split.fold=$1" --set "visual.corpus=$out/faces"
  [ -e "$work/run/model.safetensors" ] || $vavl train "$here/emotion.yaml" --set "corpus=$work/pairs" --out "$work/run"
  [ -e "$work/uncalibrated" ] || $vavl evaluate "$work/run" --corpus "$work/pairs" --out "$work/uncalibrated"
}
for fold in $(seq $folds); do train_fold "$fold"; done

# 4. Calibration: faces on the many of the development set, speech on the actors that the other folds are tested on, since two actors
# are too few to tell how sure it may be.
calibrate_fold() {
  work=$out/fold-$1
  [ ! -e "$work/emotion.safetensors" ] || return 0
  set -- $(seq $folds | sed "/^$1\$/d; s:.*:$out/fold-&/uncalibrated/predictions.csv:")
  $vavl calibrate "$work/run" --corpus "$work/pairs" --out "$work/development.safetensors"
  $vavl calibrate "$work/development.safetensors" --predictions "$@" --head acoustic --out "$work/emotion.safetensors"
  $vavl evaluate "$work/emotion.safetensors" --corpus "$work/pairs" --out "$work/test"
}
for fold in $(seq $folds); do calibrate_fold "$fold"; done
