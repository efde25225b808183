#!/usr/bin/env bash
# Compares answers with those of a Python stack of the same parts (tools/results/python_stack.py): in turn, as whole processes and warm.
#
#   tools/results/python_stack.sh VENV CLIP...
#
# VENV is a virtual environment with the packages that python_stack.py names. Prints a Markdown table: medians in seconds of ROUNDS rounds (5), and
# the ratio Python/Vavl, the median over the rounds with its lowest and highest. Whole is `vavl predict CLIP` beside a process of Python, start and
# imports included; warm is one answer of the benchmark Recognition beside one of Python, after the same warm-up. What both answered stands on standard
# error, so that speech, frames and faces can be compared. Nothing else should run. STACK_OPTIONS go to python_stack.py, such as
# "--padded --every-picture". VAVL names the command; by default it is this checkout's ./vavl. Build first: mvn -q -DskipTests package
set -euo pipefail

[ $# -ge 2 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
vavl=${VAVL:-$root/vavl}
python=$1/bin/python
rounds=${ROUNDS:-5}
warmup=4
seconds=12
shift
read -r -a options <<<"${STACK_OPTIONS:-}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export LC_ALL=C
TIMEFORMAT=%R

stack() { "$python" "$here/python_stack.py" "$@" ${options[@]+"${options[@]}"}; }

# Appends the seconds of a command to a file; what it prints is of no interest.
whole() { # FILE COMMAND...
    local file=$1
    shift
    { time "$@" >"$folder/out" 2>"$folder/errors"; } 2>>"$file" || { cat "$folder/errors" >&2; exit 1; }
}

warm_vavl() { # CLIP; two warm-ups and four iterations of whole answers, their mean in milliseconds
    "$root/benchmarks/run" RecognitionBenchmark -p "clip=$1" -wi 2 -w "$((warmup / 2))" -i 4 -r "$((seconds / 4))" -f 1 \
        -rf csv -rff "$folder/jmh.csv" >"$folder/out" 2>&1 || { cat "$folder/out" >&2; exit 1; }
    awk -F, 'NR == 2 { print $5 / 1000 }' "$folder/jmh.csv"
}

warm_python() { # CLIP
    stack warm "$1" --warmup "$warmup" --seconds "$seconds" | sed 's/.*"secondsAnAnswer": \([0-9.]*\).*/\1/'
}

# The median of a file's numbers; with a second file the median, lowest and highest of its numbers by the first's.
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { printf "%.3f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }
ratio() {
    paste "$1" "$2" | awk '{ print $2 / $1 }' | sort -n |
        awk '{ v[NR] = $1 } END { printf "%.2f (%.2f–%.2f)", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2, v[1], v[NR] }'
}

for clip; do # not timed: files come into memory, and the launcher makes what it needs once
    "$vavl" predict "$clip" >&2
    stack whole "$clip" >&2
done
for ((round = 0; round < rounds; round++)); do
    number=0
    for clip; do
        number=$((number + 1))
        whole "$folder/$number.whole.vavl" "$vavl" predict "$clip"
        whole "$folder/$number.whole.python" stack whole "$clip"
        warm_vavl "$clip" >>"$folder/$number.warm.vavl"
        warm_python "$clip" >>"$folder/$number.warm.python"
    done
done

echo "| clip | whole: Vavl, s | Python, s | ratio | warm: Vavl, s | Python, s | ratio |"
echo "| --- | --- | --- | --- | --- | --- | --- |"
number=0
for clip; do
    number=$((number + 1))
    printf '| %s |' "$(basename "$clip")"
    for mode in whole warm; do
        vavls=$folder/$number.$mode.vavl pythons=$folder/$number.$mode.python
        printf ' %s | %s | %s |' "$(median "$vavls")" "$(median "$pythons")" "$(ratio "$vavls" "$pythons")"
    done
    echo
done
