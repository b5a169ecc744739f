"""The profile: the one directory for everything that a user's program writes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from diabetes_desktop.adapters.storage_faults import storage_faults

ENVIRONMENT_VARIABLE = "DIABETES_DESKTOP_PROFILE"
USER_ONLY = 0o700


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
            directory.mkdir(mode=USER_ONLY, parents=True, exist_ok=True)
            probe = directory / f".writable-{os.getpid()}"
            probe.touch()
            probe.unlink()
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

        # CSIDL_COMMON_APPDATA, asked of Windows: %PROGRAMDATA% is the user's to change.
        buffer = create_unicode_buffer(260)
        windll.shell32.SHGetFolderPathW(None, 0x23, None, 0, buffer)
        return Path(buffer.value) / "Diabetes Desktop" / "policy.toml"
    return Path("/etc/diabetes-desktop/policy.toml")


def _from_environment() -> Path | None:
    value = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(value) if value else None


def _of_the_user() -> Path:
    from platformdirs import user_data_path

    return user_data_path("Diabetes Desktop", appauthor=False)
