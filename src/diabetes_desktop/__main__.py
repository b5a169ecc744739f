"""The program's door. Light on purpose: the model's process imports this module again."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the desktop program; its exit code."""
    if getattr(sys, "frozen", False):  # only there does a child start through this door
        import multiprocessing

        multiprocessing.freeze_support()
    from diabetes_desktop.bootstrap import parse, start

    options = parse(sys.argv[1:] if arguments is None else arguments)
    if options.self_test:
        from diabetes_desktop.self_test import run_self_test

        return run_self_test()
    return start(options)


if __name__ == "__main__":
    sys.exit(main())
