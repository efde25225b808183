#!/bin/sh
# What both modalities are worth on real pairs of voice and face, where frames are lost: on published features of CREMA-D, by each of the reference's
# five partitions, with weighted heads and with the paper's rule.
#
#   python3 tools/results/crema_d_features.py FEATURES OUT/features
#   tools/results/crema_d_features.sh CREMA-D OUT
#
# CREMA-D is the corpus's root (its tables will do) with the partitions. OUT/PARTITION-RULE.txt are the results. VAVL names the command, unless it is this
# checkout's.
set -eu
tables=$1 out=$2
here=$(cd "$(dirname "$0")" && pwd)
vavl=${VAVL:-$here/../../vavl}
[ -e "$out/corpus" ] || $vavl corpus import crema-d "$tables" --option labels=consensus --out "$out/corpus" \
  --features "acoustic=npy:$out/features/acoustic,frameRate=1" --features "visual=npy:$out/features/visual,frameRate=1"
for partition in 1 2 3 4 5; do
  $vavl train "$here/crema_d_features.yaml" --set "corpus=$out/corpus" --set "split.name=\"$partition\"" --out "$out/run-$partition"
  $vavl calibrate "$out/run-$partition" --corpus "$out/corpus" --fusion paper --out "$out/paper-$partition.safetensors"
  $vavl calibrate "$out/run-$partition" --corpus "$out/corpus" --fusion weighted --out "$out/weighted-$partition.safetensors"
  for rule in paper weighted; do
    $vavl evaluate "$out/$rule-$partition.safetensors" --corpus "$out/corpus" --hidden-frames --resamples 0 > "$out/$partition-$rule.txt"
  done
done
