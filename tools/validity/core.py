"""Calls the page's own code (`src/lib/core`), so that what is validated is what people see."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from demo_models import REPOSITORY


def run_core(script: str, content: Any) -> Any:
    """`script` is a TypeScript file of this folder that reads JSON and writes JSON."""
    finished = subprocess.run(
        ["npx", "tsx", f"tools/validity/{script}"],
        cwd=REPOSITORY,
        input=json.dumps(content),
        capture_output=True,
        text=True,
    )
    if finished.returncode:
        raise RuntimeError(f"{script} failed: {finished.stderr}")
    return json.loads(finished.stdout)
