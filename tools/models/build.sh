#!/bin/sh
# Trains the built-in models of the module `models` anew, from RAVDESS's speech and FER+:
#
#   tools/models/build.sh RAVDESS_AUDIO FERPLUS OUT
#
# What is in OUT already is not made again. The models are OUT/fold-1-of-18/emotion.safetensors and OUT/faces-run/model.safetensors. VAVL names the command, unless
# it is this checkout's. The actors are drawn into FOLDS folds (18: what comes with Vavl), of which FOLD (1) is tested on.
set -eu
speech=$1 pictures=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
vavl=${VAVL:-$here/../../vavl}
folds=${FOLDS:-18} fold=${FOLD:-1}
work=$out/fold-$fold-of-$folds
mkdir -p "$work"

# 1. The network over faces.
[ -e "$out/pictures" ] || $vavl corpus import ferplus "$pictures" --out "$out/pictures"
[ -e "$out/faces-run/done" ] || {
  $vavl train "$here/faces.yaml" --set "corpus=$out/pictures" --out "$out/faces-run"
  $vavl evaluate "$out/faces-run" --corpus "$out/pictures" --out "$out/faces-run/test"
  touch "$out/faces-run/done"
}

# 2. Features: short tracks of the faces, each recording and five distorted copies of it.
[ -e "$out/faces" ] || $vavl corpus import ferplus "$pictures" --out "$out/faces" --storage FLOAT16 \
  --visual "face-model:$out/faces-run/model.safetensors" --tracks 4
[ -e "$out/speech" ] || $vavl corpus import ravdess "$speech" --out "$out/speech" --copies 5 --option merge=calm=neutral \
  --acoustic cepstra=16 --acoustic summary.segments=8 --acoustic stacking=8 --acoustic summary.statistics=true

# 3. Pairs, the model over them, and its calibration.
[ -e "$work/pairs" ] || $vavl corpus pair "$here/pairs.yaml" --out "$work/pairs" \
  --set "acoustic.corpus=$out/speech" --set "acoustic.split.folds=$folds" --set "acoustic.split.fold=$fold" --set "visual.corpus=$out/faces" --set "seed=$fold"
[ -e "$work/emotion.safetensors" ] || {
  $vavl train "$here/emotion.yaml" --set "corpus=$work/pairs" --out "$work/run"
  $vavl calibrate "$work/run/model.safetensors" --corpus "$work/pairs" --out "$work/emotion.safetensors"
}
$vavl evaluate "$work/emotion.safetensors" --corpus "$work/pairs" --out "$work/test"
