"""Write the packages of one model, with weights rounded to float16 values."""

from __future__ import annotations

import argparse
from pathlib import Path

from model import load_rounded
from packages import write_mlc_package, write_onnx_package


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--onnx", type=Path, help="folder for the transformers.js package")
    parser.add_argument("--mlc", type=Path, help="folder for the WebLLM package")
    arguments = parser.parse_args()
    model = load_rounded(arguments.checkpoint)
    if arguments.onnx:
        write_onnx_package(arguments.onnx, model, arguments.tokenizer)
    if arguments.mlc:
        write_mlc_package(arguments.mlc, model, arguments.tokenizer)


if __name__ == "__main__":
    main()
