"""Where everything is written, and where the site policy is looked for."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from tests.disks import make_read_only, small_disk

from diabetes_desktop.adapters.profile import Profile, site_policy_file
from diabetes_desktop.application.errors import StorageFault, StorageUnavailable


def test_the_argument_goes_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIABETES_DESKTOP_PROFILE", str(tmp_path / "environment"))
    assert Profile.open(tmp_path / "argument").directory == tmp_path / "argument"
    assert Profile.open().directory == tmp_path / "environment"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["argument", "environment"]


@pytest.mark.skipif(sys.platform != "linux", reason="the user's own folder is moved by XDG names")
def test_without_either_it_is_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIABETES_DESKTOP_PROFILE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Profile.open().directory == tmp_path / "Diabetes Desktop"


def test_a_relative_folder_is_made_absolute_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Profile.open(Path("here")).directory == tmp_path / "here"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps access lists, not modes")
def test_only_its_user_may_enter(tmp_path: Path) -> None:
    """Security 13."""
    directory = Profile.open(tmp_path / "a" / "b" / "profile").directory
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_opening_leaves_nothing_in_it(tmp_path: Path) -> None:
    profile = Profile.open(tmp_path)
    Profile.open(tmp_path)
    assert list(profile.directory.iterdir()) == []


def test_everything_lies_in_it(tmp_path: Path) -> None:
    profile = Profile.open(tmp_path)
    for path in (profile.settings_file, profile.accounts_file, profile.log_file):
        assert path.is_relative_to(profile.directory)


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("")
    with pytest.raises(StorageUnavailable) as caught:
        Profile.open(tmp_path / "profile")
    expected = StorageUnavailable(StorageFault.UNREACHABLE, str(tmp_path / "profile"))
    assert caught.value == expected


def test_a_read_only_profile_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        (disk / "profile").mkdir()
        make_read_only(disk)
        for profile in (disk / "profile", disk / "another"):
            with pytest.raises(StorageUnavailable) as caught:
                Profile.open(profile)
            assert caught.value == StorageUnavailable(StorageFault.READ_ONLY, str(profile))


def test_the_policy_is_the_machines_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site_policy_file()
    for name in ("PROGRAMDATA", "ALLUSERSPROFILE", "XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("WIN_PD_OVERRIDE_COMMON_APPDATA", str(tmp_path))
    monkeypatch.setenv("DIABETES_DESKTOP_PROFILE", str(tmp_path))
    assert site_policy_file() == before
    assert before.is_absolute()
    assert before.name == "policy.toml"
    if sys.platform == "linux":
        assert before == Path("/etc/diabetes-desktop/policy.toml")
