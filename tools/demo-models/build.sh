#!/usr/bin/env bash
# Trains the demo models and writes all packages, fixtures and the table of the README.
# PYTHON may name another interpreter with the packages of debian-packages.txt.
set -euo pipefail
cd "$(dirname "$0")"
. ./environment.sh

python=${PYTHON:-/usr/bin/python3}
repository=$(cd ../.. && pwd)
tokenizer=tokenizer.json

train() { # NAME STYLES STEPS SEED [MORE…]; an existing checkpoint is kept
	local name=$1 styles=$2 steps=$3 seed=$4
	shift 4
	[ -e "build/$name.pt" ] && return
	"$python" train.py "build/$name.pt" --tokenizer "$tokenizer" --styles "$styles" --steps "$steps" \
		--seed "$seed" "$@"
}

"$python" selftest.py

train terse '{"terse": 1}' 1000 1
train careful '{"careful": 1}' 420 2 --start-from build/terse.pt
train hasty '{"hasty": 1}' 300 3 --start-from build/terse.pt --learning-rate 0.01
train student '{"terse": 0.5, "careful": 0.25, "hasty": 0.25}' 550 4 --hidden-size 64 --layers 3 --mlp-size 176

for name in terse careful hasty student; do
	"$python" export.py "build/$name.pt" --tokenizer "$tokenizer" --onnx "$repository/static/models/v1/demo-$name"
done
for name in terse student; do
	"$python" export.py "build/$name.pt" --tokenizer "$tokenizer" \
		--mlc "$repository/test/fixtures/tiny-mlc/models/demo-$name"
done

"$python" write_sample.py "$repository/static/samples/arithmetic/questions.jsonl"
"$python" reference.py build/terse.pt build/student.pt --tokenizer "$tokenizer" \
	--output "$repository/test/fixtures/engines/reference.json"
"$python" evaluate.py build/{terse,careful,hasty,student}.pt --tokenizer "$tokenizer" --readme README.md
