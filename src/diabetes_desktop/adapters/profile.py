"""The profile: the one directory for everything that a user's program writes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from diabetes_desktop.adapters.private_file import DIRECTORY_MODE
from diabetes_desktop.adapters.storage_faults import storage_faults

ENVIRONMENT_VARIABLE = "DIABETES_DESKTOP_PROFILE"
CSIDL_COMMON_APPDATA = 0x23
LONGEST_WINDOWS_PATH = 260


@dataclass(frozen=True, slots=True)
class Profile:
    """Paths inside a profile directory that exists and can be written."""

    directory: Path

    @classmethod
    def open(cls, chosen: Path | None = None) -> Profile:
        """The profile `chosen` on the command line, else of the environment, else the user's.

        It is made, readable by its user only, where it does not exist.

        Raises:
            StorageUnavailable: it can't be made or written.
        """
        directory = chosen or _from_environment() or _of_the_user()
        directory = directory.expanduser().absolute()
        with storage_faults(directory):
            directory.mkdir(mode=DIRECTORY_MODE, parents=True, exist_ok=True)
            _try_to_write(directory / f".writable-{os.getpid()}")
        return cls(directory)

    @property
    def settings_file(self) -> Path:
        """The user's settings."""
        return self.directory / "settings.toml"

    @property
    def accounts_file(self) -> Path:
        """The allow-list's SQLite database."""
        return self.directory / "accounts.db"

    @property
    def log_file(self) -> Path:
        """The newest log."""
        return self.directory / "logs" / "diabetes-desktop.log"


def site_policy_file() -> Path:
    """Where IT puts the machine's policy; only an administrator may write there.

    No environment variable moves it: a user could escape the policy with one.
    """
    if sys.platform == "win32":
        from ctypes import create_unicode_buffer, windll

        # Asked of Windows: %PROGRAMDATA% is the user's to change.
        buffer = create_unicode_buffer(LONGEST_WINDOWS_PATH)
        failed = windll.shell32.SHGetFolderPathW(None, CSIDL_COMMON_APPDATA, None, 0, buffer)
        program_data = Path("C:/ProgramData" if failed else buffer.value)
        return program_data / "Diabetes Desktop" / "policy.toml"
    return Path("/etc/diabetes-desktop/policy.toml")


def _try_to_write(probe: Path) -> None:
    """Nothing but writing tells: permissions, read-only disks and policies all have a say."""
    try:
        os.close(os.open(probe, os.O_CREAT | os.O_WRONLY, 0o600))
    finally:
        probe.unlink(missing_ok=True)


def _from_environment() -> Path | None:
    value = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(value) if value else None


def _of_the_user() -> Path:
    from platformdirs import user_data_path

    return user_data_path("Diabetes Desktop", appauthor=False)
