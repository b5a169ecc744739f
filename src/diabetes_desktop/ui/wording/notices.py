"""Good news, and what happened at the start, in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def account_created_text(full_name: str) -> str:
    """After the first account was made."""
    return translate("Notices", "The account of {0} is ready: sign in with it.").format(full_name)


def settings_set_aside_text(copy: Path) -> str:
    """The user's settings were damaged; the program started with its defaults."""
    return translate(
        "Notices",
        "Your settings could not be read. The program starts with its own; yours are kept in {0}.",
    ).format(copy)
