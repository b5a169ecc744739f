"""A document is written whole or not at all, on real disks."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from tests.disks import fill, make_read_only, small_disk

from diabetes_desktop.adapters.document_file import save_document
from diabetes_desktop.application.errors import StorageFault, StorageUnavailable

CONTENT = b"%PDF" + bytes(60_000)


def test_a_new_file_that_only_its_user_may_read(tmp_path: Path) -> None:
    path = tmp_path / "informe de la médica.pdf"
    save_document(path, CONTENT)
    assert path.read_bytes() == CONTENT
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "informe.pdf"
    path.write_bytes(b"older, and longer than what comes now" * 4000)
    save_document(path, CONTENT)
    assert path.read_bytes() == CONTENT


def test_a_full_disk_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "informe.pdf"
        path.write_bytes(b"older")
        fill(disk)
        before = sorted(each.name for each in disk.iterdir())
        with pytest.raises(StorageUnavailable) as caught:
            save_document(path, CONTENT)
        assert caught.value == StorageUnavailable(StorageFault.FULL, str(path))
        assert path.read_bytes() == b"older"
        assert sorted(each.name for each in disk.iterdir()) == before


def test_a_read_only_disk_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        make_read_only(disk)
        path = disk / "informe.pdf"
        with pytest.raises(StorageUnavailable) as caught:
            save_document(path, CONTENT)
        assert caught.value == StorageUnavailable(StorageFault.READ_ONLY, str(path))
        assert list(disk.iterdir()) == []


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "informe.pdf"
    with pytest.raises(StorageUnavailable) as caught:
        save_document(path, CONTENT)
    assert caught.value.fault is StorageFault.UNREACHABLE
