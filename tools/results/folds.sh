#!/bin/sh
# Trains and tests a configuration on every fold of a corpus.
#
#   tools/results/folds.sh CONFIG.yaml CORPUS OUT "SEEDS" [--set KEY=VALUE ...]
#
# For every seed of the list (such as "1 2 3"), which draws both the folds and the training, and every fold of five, there is a run in
# OUT/seed-S/fold-F, and its test results in the folder `test` there. What is done already is not done again. VAVL names the command,
# unless it is this checkout's.
set -eu
config=$1 corpus=$(cd "$2" && pwd) out=$3 seeds=$4
shift 4
vavl=${VAVL:-$(dirname "$0")/../../vavl}
for seed in $seeds; do
  for fold in 1 2 3 4 5; do
    run=$out/seed-$seed/fold-$fold
    [ -e "$run/test/metrics.json" ] && continue
    mkdir -p "$out/seed-$seed"
    $vavl train "$config" --out "$run" --set "corpus=$corpus" --set "split.seed=$seed" --set "split.fold=$fold" \
      --set "training.seed=$seed" "$@"
    $vavl evaluate "$run" --corpus "$corpus" --out "$run/test" --format json > /dev/null
  done
done
