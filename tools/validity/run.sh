#!/usr/bin/env bash
# Runs the experiment and writes docs/validity.md. SEEDS names the replicates, PYTHON another interpreter.
set -euo pipefail
cd "$(dirname "$0")"
. ../demo-models/environment.sh

python=${PYTHON:-/usr/bin/python3}
read -r -a seeds <<<"${SEEDS:-1 2 3}"

"$python" experiment.py --seeds "${seeds[@]}"
"$python" collect.py --seeds "${seeds[@]}"
"$python" report.py
