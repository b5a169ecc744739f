"""Installing packages of the operating system, where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from processes import Stop, execute

INSTALL = (
    *("apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends"),
    "--option=Dpkg::Use-Pty=0",  # no progress bars: they fill a log
)


def install(packages: Sequence[str], purpose: str) -> None:
    """Install `packages` with apt-get, as root or by a sudo that asks for no password.

    Raises:
        Stop: it may not or could not; the message has the command to type, or, on a system
            without apt-get, the names to look for.
    """
    names = sorted(set(packages))
    if shutil.which("apt-get") is None:
        raise Stop(
            f"This system lacks what is needed for {purpose}. Install the packages that hold what "
            f"Debian calls:\n    {' '.join(names)}"
        )
    by_hand = f"    sudo apt-get update && sudo apt-get install --yes {' '.join(names)}"
    rights = _rights()
    if rights is None:
        raise Stop(f"This system lacks what is needed for {purpose}. Install it with:\n{by_hand}")
    print(f"Installing {' '.join(names)} with apt-get: needed for {purpose}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    # A failed update is no reason to stop: the lists of an earlier one may do.
    execute([*rights, "apt-get", "update", "--quiet=2"], environment=quiet)
    code = execute(
        [*rights, *INSTALL, *names],
        environment=quiet,
    )
    if code != 0:
        raise Stop(f"apt-get could not install what is needed for {purpose}. Try:\n{by_hand}")


def _rights() -> list[str] | None:
    """What to put before a command so that root runs it; None when that can't be had."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    asks_nothing = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n"] if asks_nothing.returncode == 0 else None
