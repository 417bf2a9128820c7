"""LLaMA-Factory's own reading of dataset_info.json and of rows, and its own templates."""

from __future__ import annotations

import functools
import importlib
import sys
import types
from pathlib import Path


class Unused(types.ModuleType):
    """Stands where its modules name PyTorch and other parts of the trainer; nothing of it can be called."""

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return Unused(f"{self.__name__}.{name}")


UNUSED = ("torch", "torch.distributed", "torchaudio", "peft", "peft.utils", "accelerate.utils")


@functools.cache
def load():
    """parser, converter and template of LLaMA-Factory as they are installed, without the trainer around them."""
    sys.modules.update({name: Unused(name) for name in UNUSED})
    package = types.ModuleType("llamafactory.data")
    root = importlib.import_module("llamafactory")
    package.__path__ = [str(Path(root.__file__).parent / "data")]
    sys.modules["llamafactory.data"] = package
    modules = [importlib.import_module(f"llamafactory.data.{name}") for name in ("parser", "converter", "template")]
    # Others look whether PyTorch is there.
    for name in UNUSED:
        del sys.modules[name]
    return modules
