"""Freeze the program for a system, and make of it what is handed to IT; `dev.py package` starts it.

Runs in the packaging environment.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import audit
import bill_of_materials
import bundle_check
import installers
from environment import ROOT
from freezing import freeze
from processes import Stop
from signing import Signer

DIST = ROOT / "dist"
NAME = "diabetes-desktop"
TARGETS = ("windows", "linux")


def main(arguments: Sequence[str]) -> int:
    """Freeze, check, sign, wrap, and list what was made; the exit code."""
    options = parse(arguments)
    folder = options.output / options.target
    bundle = folder / NAME
    if not options.keep_bundle:
        freeze(options.target, folder)
    bundle_check.refuse_strangers(bundle)
    signer = Signer(options.sign_cert, options.sign_key, options.timestamp)
    if options.target == "windows":
        signer.sign_all(bundle)
        made = [installers.nsis(bundle, folder, signer, fast=options.fast)]
        if options.msi:
            made.append(installers.msi(bundle, folder, signer))
    else:
        made = [installers.archive(bundle, folder)]
    made.append(bill_of_materials.write(options.target, folder))
    print(audit.said_of(options.target, folder))
    bundle_check.write_sums(folder, made)
    print(bundle_check.report(bundle, made))
    return 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser("dev.py package")
    parser.add_argument("--target", choices=TARGETS, default=_this_system())
    parser.add_argument("--output", type=lambda text: Path(text).resolve(), default=DIST)
    parser.add_argument("--sign-cert", type=Path, metavar="PEM", help="the certificate, with chain")
    parser.add_argument("--sign-key", type=Path, metavar="PEM", help="its key; default: same file")
    parser.add_argument("--timestamp", metavar="URL", help="a timestamp server's address")
    parser.add_argument("--msi", action="store_true", help="an .msi beside the .exe (needs wixl)")
    parser.add_argument("--fast", action="store_true", help="a larger installer, made sooner")
    parser.add_argument(
        "--keep-bundle", action="store_true", help="wrap what an earlier run has frozen"
    )
    options = parser.parse_args(arguments)
    if options.keep_bundle and not (options.output / options.target / NAME).is_dir():
        parser.error("--keep-bundle: nothing has been frozen yet")
    return options


def _this_system() -> str:
    return "windows" if os.name == "nt" else "linux"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        sys.exit(1)
