#!/bin/sh
# VAVL and the paper's six baselines on features of CREMA-D, tuned with the same budget, on the reference's five partitions: Table 1, Table 3, Figures 2 to 4 and
# what missing data costs.
#
#   python3 tools/results/crema_d_features.py FEATURES OUT/features
#   tools/results/crema_d_tuned.sh CREMA-D OUT [OPTIONS OF vavl tune]
#
# CREMA-D is the corpus's root (its tables will do) with the partitions. OUT/tuned has what was chosen and its report, OUT/experiments the tables and figures. What
# was interrupted goes on with the same command. As it stands it trains 2,160 epochs of about 3 s on one core. VAVL names the command, unless it is this checkout's.
set -eu
tables=$1 out=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
vavl=${VAVL:-$here/../../vavl}
[ -e "$out/corpus" ] || $vavl corpus import crema-d "$tables" --option labels=consensus --out "$out/corpus" \
  --features "acoustic=npy:$out/features/acoustic,frameRate=1" --features "visual=npy:$out/features/visual,frameRate=1"
$vavl tune "$here/crema_d_tuned.yaml" --set "corpus=$out/corpus" --out "$out/tuned" "$@"
for experiment in table ablation masking embedding; do
  $vavl experiment "$experiment" "$out/tuned/experiment.yaml" --out "$out/experiments"
done
