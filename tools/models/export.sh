#!/bin/sh
# Writes the ONNX files of the module `models` from what tools/models/build.sh made:
#
#   tools/models/export.sh EMOTION FACES WHISPER OUT
#
# EMOTION and FACES are model files, WHISPER the tuned encoder's first blocks, whose weights are 8-bit integers already; they stay what they are, so
# that the features are the same extractor's. The same files give the same bytes. VAVL names the command, unless it is this checkout's.
set -eu
emotion=$1 faces=$2 whisper=$3 out=$4
here=$(cd "$(dirname "$0")" && pwd)
vavl=${VAVL:-$here/../../vavl}
mkdir -p "$out"
$vavl export "$emotion" --out "$out/emotion.onnx"
$vavl export "$faces" --out "$out/faces.onnx"
$vavl export "$whisper" --precision int8 --out "$out/whisper.onnx"
