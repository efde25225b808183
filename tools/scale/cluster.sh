#!/usr/bin/env bash
# Runs recognition, extraction and an experiment on a real standalone cluster of Spark on this machine: one master, two workers of one core each.
# Three broken files are among the recordings, an executor is killed midway, and recognition is run twice; recordings of more than a minute are recognised
# in parts of half a minute, too. What comes out is compared with a run in one process, and read with pandas, DuckDB and Polars (check.py).
#
#     python3 -m venv VENV && VENV/bin/pip install pyspark==4.2.0 pandas==3.1.1 pyarrow==26.0.1 duckdb==2.0.1 polars==2.1.0
#     mvn -pl spark -am package -DskipTests
#     python3 tools/scale/pieces.py --out PIECES RECORDING...
#     ./vavl corpus import synthetic --out CORPUS        and an EXPERIMENT.yaml with corpus: CORPUS
#     tools/scale/cluster.sh VENV spark/target/vavl-spark-VERSION-PLATFORM.jar FOLDER EXPERIMENT.yaml PIECES/*
#
# FOLDER must not be there; recordings are copied into it. Ends with 0 if all is as it must be.
set -euo pipefail

[ $# -ge 5 ] || { sed -n '2,12p' "$0" | cut -c3- >&2; exit 2; }
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=$(cd "$1" && pwd)/bin/python3
jar=$(realpath "$2")
folder=$(realpath -m "$3")
experiment=$(realpath "$4")
shift 4
[ ! -e "$folder" ] || { echo "cluster.sh: $folder is there already: name another folder" >&2; exit 2; }
SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME
export SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS=$folder/local SPARK_NO_DAEMONIZE=1
mkdir -p "$folder/recordings" "$folder/local" "$folder/log"

cp -- "$@" "$folder/recordings/"
count=$(find "$folder/recordings" -type f | wc -l)
: >"$folder/recordings/empty.flac"
echo 'this is no video' >"$folder/recordings/text.mp4"
head -c 3000 /dev/urandom >"$folder/recordings/noise.wav"

started=()
stop() {
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || :
    done
    wait 2>/dev/null || :
}
trap stop EXIT

start() { # NAME CLASS ARGUMENT...
    local name=$1
    shift
    "$SPARK_HOME/bin/spark-class" "$@" >"$folder/log/$name.log" 2>&1 &
    started+=($!)
}

await() { # SECONDS WHAT COMMAND...
    local left=$1 what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || { echo "cluster.sh: waited in vain for $what" >&2; exit 1; }
        sleep 1
    done
}

has_parquet() { find "$1" -name 'part-*.parquet' -not -path '*/_temporary/*' 2>/dev/null | grep -q .; }

submit() { # NAME MASTER ARGUMENT...
    local name=$1 master=$2
    shift 2
    "$SPARK_HOME/bin/spark-submit" --master "$master" --driver-memory 1g --executor-memory 1g \
        --conf spark.ui.enabled=false "$jar" "$@" >"$folder/log/$name.log" 2>&1
}

port=${VAVL_SPARK_PORT:-7177}
master=spark://127.0.0.1:$port
start master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port $((port + 1))
await 60 'the master' grep -q 'New state: ALIVE' "$folder/log/master.log"
for worker in 1 2; do
    start worker$worker org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 2g \
        --work-dir "$folder/work$worker" --webui-port $((port + 1 + worker)) "$master"
done
await 60 'two workers' sh -c "[ \$(grep -c 'Registering worker' '$folder/log/master.log') = 2 ]"
first_worker=${started[1]}

echo "recognising $count recordings and 3 that are broken, on two executors"
submit recognise "$master" recognise "$folder/recordings" --out "$folder/recognitions" &
job=$!
await 900 'the first answers' has_parquet "$folder/recognitions"
executor=$(pgrep -P "$first_worker" | head -n 1)
kill -KILL "$executor"
echo "killed executor $executor"
wait "$job"
grep 'recordings: ' "$folder/log/recognise.log"

echo "again"
submit again "$master" recognise "$folder/recordings" --out "$folder/recognitions"
grep 'recordings: ' "$folder/log/again.log"

mapfile -t long < <("$python" "$tools/check.py" --longer-than 60 "$folder/recognitions")
if [ ${#long[@]} -gt 0 ]; then
    echo "recognising ${#long[@]} long recordings in parts"
    submit parts "$master" recognise "${long[@]}" --out "$folder/parts" --part-minutes 0.5
    grep 'recordings: ' "$folder/log/parts.log"
fi

echo "extracting"
submit extract "$master" extract "$folder/recordings" --out "$folder/features"
grep 'recordings: ' "$folder/log/extract.log"

echo "experiment table"
submit experiment "$master" experiment table "$experiment" --out "$folder/experiment" || [ $? = 1 ] # trials may be meant to fail
grep ' done, ' "$folder/log/experiment.log" | tail -n 1

echo "in one process"
OMP_NUM_THREADS=1 submit local-experiment 'local[1]' experiment table "$experiment" --out "$folder/local-experiment" || [ $? = 1 ]
OMP_NUM_THREADS=1 submit local 'local[1]' recognise "$folder/recordings" --out "$folder/local-recognitions"
OMP_NUM_THREADS=1 submit local-extract 'local[1]' extract "$folder/recordings" --out "$folder/local-features"
grep 'recordings: ' "$folder/log/local.log"

diff -r "$folder/experiment" "$folder/local-experiment"
echo "the experiment's $(find "$folder/experiment" -type f | wc -l) files are equal"

stop
started=()
left=$(find "$folder/local" -name 'vavl-*' | wc -l)
echo "$left temporary files are left"
[ "$left" = 0 ]
grep -q "LOST\|EXITED\|exited with code\|KILLED" "$folder/log/master.log" "$folder/log/worker1.log"
"$python" "$tools/check.py" "$folder" "$count"
