"""Settings as TOML files: the program's defaults, the user's file, the site policy."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.errors import PolicyUnreadable

USER_ONLY = 0o600


class TomlSettings:
    """The three files; sections of the files become dotted keys."""

    def __init__(self, defaults: Path, user: Path, policy: Path) -> None:
        self._defaults = defaults
        self._user = user
        self._policy = policy
        self._set_aside: Path | None = None

    @property
    def set_aside(self) -> Path | None:
        """The copy kept of a damaged user file, if `load_user` found one."""
        return self._set_aside

    def load_defaults(self) -> Mapping[str, object]:
        """The program's own values."""
        return _flat(tomllib.loads(self._defaults.read_text(encoding="utf-8")))

    def load_user(self) -> Mapping[str, object]:
        """The user's values; a damaged file is renamed and kept.

        Raises:
            StorageUnavailable: the file is there and can't be read or renamed.
        """
        with storage_faults(self._user):
            try:
                return _flat(tomllib.loads(self._user.read_text(encoding="utf-8")))
            except FileNotFoundError:
                return {}
            except ValueError:  # not TOML, or not UTF-8
                self._set_aside = _free_name(self._user)
                self._user.rename(self._set_aside)
                return {}

    @property
    def policy_location(self) -> str:
        """Where the site policy is, or would be."""
        return str(self._policy)

    def load_policy(self) -> Mapping[str, object] | None:
        """The site policy's values, or None where there is no policy.

        Raises:
            PolicyUnreadable: it is there and can't be read.
        """
        try:
            return _flat(tomllib.loads(self._policy.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PolicyUnreadable(self.policy_location, error.strerror or "") from error
        except ValueError as error:
            raise PolicyUnreadable(self.policy_location, str(error)) from error

    def save_user(self, values: Mapping[str, object]) -> None:
        """Write the user's values to a new file and put it in the old one's place.

        Raises:
            StorageUnavailable: nothing was changed.
        """
        import tomli_w

        text = tomli_w.dumps(_nested(values))
        new = self._user.with_suffix(".new")
        with storage_faults(self._user):
            try:
                _write_whole(new, text)
                new.replace(self._user)
            except OSError:
                new.unlink(missing_ok=True)
                raise


def _write_whole(path: Path, text: str) -> None:
    """Write `text` for its user only, and on the disk before this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, USER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return name


def _flat(tables: Mapping[str, Any]) -> dict[str, object]:
    flat: dict[str, object] = {}
    for section, content in tables.items():
        if isinstance(content, dict):
            flat |= {f"{section}.{key}": value for key, value in content.items()}
        else:
            flat[section] = content
    return flat


def _nested(values: Mapping[str, object]) -> dict[str, dict[str, object]]:
    tables: dict[str, dict[str, object]] = {}
    for key, value in values.items():
        section, _, name = key.partition(".")
        tables.setdefault(section, {})[name] = value
    return tables
