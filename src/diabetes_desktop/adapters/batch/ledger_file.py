"""The record of a run, as JSON beside its results. It names files and counts, and no patient."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from diabetes_desktop.adapters.batch.new_file import remove_leftovers
from diabetes_desktop.adapters.private_file import replace_file
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.batch_errors import RunDiffers
from diabetes_desktop.application.batch_ports import LedgerPage

NAME: Final = "score-run.json"


class LedgerFile:
    """See `batch_ports.Ledger`."""

    def load(self, target: Path) -> LedgerPage | None:
        """The record in `target`, after what a killed run left has been removed."""
        with storage_faults(target):
            if not target.exists() or not any(target.iterdir()):
                return None
            if not (target / NAME).is_file():
                raise RunDiffers(str(target), "folder")
            content = (target / NAME).read_bytes()
            try:
                page = msgspec.json.decode(content, type=LedgerPage)
            except (msgspec.DecodeError, UnicodeDecodeError):
                raise RunDiffers(str(target), "record") from None
            remove_leftovers(target)
            return page

    def save(self, target: Path, page: LedgerPage) -> None:
        """Replace the record."""
        with storage_faults(target):
            target.mkdir(parents=True, exist_ok=True)
            content = msgspec.json.format(msgspec.json.encode(page), indent=1)
            replace_file(target / NAME, content)
