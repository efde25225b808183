#!/bin/sh
# What becomes of a model's answer when a clip is changed: no sound, no picture, silence, black, white noise, a tenth of the level, upside down,
# mirrored. Prints a table in Markdown; answers should change as a person would expect.
#
#   tools/results/variants.sh CLIP [options of vavl predict, such as --model MODEL]
#
# Needs ffmpeg (FFMPEG names another one). VAVL names the command; by default it is this checkout's ./vavl.
set -eu

[ $# -ge 1 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
clip=$1
shift
ffmpeg=${FFMPEG:-ffmpeg}
vavl=${VAVL:-$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)/vavl}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Makes the next variant: its name, then ffmpeg's options. The video is coded again without visible loss, and the sound without any.
number=0
variant() {
    name=$1
    shift
    number=$((number + 1))
    "$ffmpeg" -nostdin -v error -y -i "$clip" "$@" "$folder/$number $name.mkv" || echo "$name: ffmpeg cannot make it of $clip" >&2
}
video='-c:v libopenh264 -b:v 4M'
"$ffmpeg" -v error -encoders 2>/dev/null | grep -q ' libx264 ' && video='-c:v libx264 -crf 12'
"$ffmpeg" -v error -encoders 2>/dev/null | grep -qE ' (libx264|libopenh264) ' || video='-c:v mpeg4 -q:v 2'
sound='-c:a flac'

# shellcheck disable=SC2086 # options, split at spaces
{
    variant "as it is" -c copy
    variant "no sound" -an -c:v copy
    variant "no picture" -vn $sound
    variant "silence" -c:v copy -af volume=0 $sound
    variant "black" -vf drawbox=t=fill $video -c:a copy
    variant "white noise of -25 dB added" -c:v copy $sound -filter_complex \
        "anoisesrc=amplitude=0.1:seed=1[noise];[0:a][noise]amix=duration=first:normalize=0"
    variant "a tenth of the level" -c:v copy -af volume=0.1 $sound
    variant "upside down" -vf hflip,vflip $video -c:a copy
    variant "mirrored" -vf hflip $video -c:a copy
}

echo "| $(basename "$clip") | answer | probability | answered by | speech in | face in |"
echo '| --- | --- | --- | --- | --- | --- |'
for file in "$folder"/*.mkv; do
    name=$(basename "$file" .mkv)
    name=${name#* }
    if "$vavl" predict "$file" "$@" --format csv >"$folder/answer.csv" 2>"$folder/errors"; then
        awk -F, -v name="$name" '
            { gsub("\"", "") }
            NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
            $column["part"] == "whole" {
                printf "| %s | %s | %.2f | %s | %.0f %% | %.0f %% |\n", name, $column["emotion"], $column[$column["emotion"]],
                    $column["answeredBy"], 100 * $column["acoustic:share"], 100 * $column["visual:share"]
            }' "$folder/answer.csv"
    else
        echo "| $name | none: $(sed "s|$folder/[^:]*: ||g" "$folder/errors" | tail -n 1) | | | | |"
    fi
done
