"""The program's door. Light on purpose: the model's process imports this module again."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the desktop program; its exit code."""
    import multiprocessing

    multiprocessing.freeze_support()
    from diabetes_desktop.bootstrap import start

    return start(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
