#!/usr/bin/env bash
# The throughput of Jetty's proxy with the filter, as a ratio of that without it: interleaved rounds of wrk in one run.
# Usage: benchmarks/healthy-throughput.sh [rounds] [seconds]. Needs wrk, and `mvn -B -ntp -pl benchmarks -am package`.
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-7} seconds=${2:-8}
with=18090 without=18091
java -Xmx512m -cp "target/classes:$(cat target/class-path)" \
    io.github.gatefault.benchmarks.ProxyServers $with $without &
servers=$!
trap 'kill $servers' EXIT
for port in $with $without; do
  until curl -sf -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.2; done
done
load() { wrk -t1 -c32 -d"$2"s "http://127.0.0.1:$1/item" | awk '/Requests\/sec/ {print $2}'; }
for port in $with $without $with $without; do load $port "$seconds" >/dev/null; done
ratios=()
for ((i = 1; i <= rounds; i++)); do
  if ((i % 2)); then a=$(load $with "$seconds") b=$(load $without "$seconds")
  else b=$(load $without "$seconds") a=$(load $with "$seconds"); fi
  ratio=$(awk "BEGIN {printf \"%.4f\", $a / $b}")
  ratios+=("$ratio")
  echo "round $i: with $a/s, without $b/s, ratio $ratio"
done
printf '%s\n' "${ratios[@]}" | sort -n | awk '{r[NR] = $1}
  END {printf "median ratio %.4f (lowest %.4f, highest %.4f, %d rounds)\n", r[int((NR + 1) / 2)], r[1], r[NR], NR}'
