"""The application's own process stays light: the model's libraries live on the other side."""

from __future__ import annotations

import subprocess
import sys

HEAVY = "numpy pandas scipy sklearn skops mlflow onnxruntime yaml sqlalchemy PySide6"


def test_the_client_imports_no_library() -> None:
    program = (
        "import sys\n"
        "import diabetes_desktop.adapters.model_host.client\n"
        f"print([name for name in {HEAVY.split()} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
