#!/bin/sh
# In how many frames a face is found when the light changes, flickers or goes out: makes variants of a clip that shows a face throughout, with
# ffmpeg alone, and prints a table in Markdown. Beside each stands the share of frames that show the face, which is what should be found.
#
#   tools/results/flicker.sh CLIP [options of vavl predict, such as --model MODEL]
#
# Needs ffmpeg (FFMPEG names another one). VAVL names the command; by default it is this checkout's ./vavl. The clip is repeated up to 6 s.
set -eu

[ $# -ge 1 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
clip=$1
shift
ffmpeg=${FFMPEG:-ffmpeg}
vavl=${VAVL:-$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)/vavl}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Makes a variant: its name, the share of its frames that show the face, and ffmpeg's filter at 25 frames a second.
number=0
variant() {
    number=$((number + 1))
    "$ffmpeg" -nostdin -v error -y -stream_loop 9 -i "$clip" -t 6 -an -vf "fps=25,$3" -c:v ffv1 "$folder/$number.mkv"
    echo "$1 | $2" >"$folder/$number.name"
}
fill=drawbox=t=fill:c
variant "as it is" 1.00 null
variant "a white frame a second" 0.96 "$fill=white:enable='eq(mod(n,25),12)'"
variant "0.2 s black, 0.2 s on" 0.50 "$fill=black:enable='lt(mod(n,10),5)'"
variant "0.2 s black a second" 0.80 "$fill=black:enable='lt(mod(n,25),5)'"
variant "1 s black, 1 s on" 0.50 "$fill=black:enable='lt(mod(n,50),25)'"
variant "0.2 s darker, 0.2 s on" 1.00 "lutyuv=y='val*0.5':enable='lt(mod(n,10),5)'"
variant "other light from 3 s on" 1.00 "lutyuv=y='val*0.8+40':enable='gte(n,75)'"

echo "| $(basename "$clip") | shows the face | face found |"
echo '| --- | --- | --- |'
for file in "$folder"/*.mkv; do
    found=$("$vavl" predict "$file" "$@" --format csv 2>/dev/null | awk -F, '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
        $column["part"] == "whole" { printf "%.3f", $column["visual:share"] }')
    echo "| $(cat "${file%.mkv}.name") | ${found:-0, no answer} |"
done
