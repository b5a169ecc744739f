"""Settings as TOML files: the program's defaults, the user's file, the site policy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.errors import PolicyUnreadable


class TomlSettings:
    """The three files; a key of a table, `theme` in `[ui]`, is the dotted key `ui.theme`."""

    def __init__(self, defaults: Path, user: Path, policy: Path) -> None:
        self._defaults = defaults
        self._user = user
        self._policy = policy
        self._set_aside: Path | None = None

    @property
    def set_aside(self) -> Path | None:
        """The copy kept of a damaged user file, if `load_user` found one."""
        return self._set_aside

    @property
    def policy_location(self) -> str:
        """Where the site policy is, or would be."""
        return str(self._policy)

    def load_defaults(self) -> Mapping[str, object]:
        """The program's own values."""
        return _read(self._defaults)

    def load_user(self) -> Mapping[str, object]:
        """The user's values; a damaged file is renamed and kept.

        Raises:
            StorageUnavailable: the file is there and can't be read or renamed.
        """
        with storage_faults(self._user):
            try:
                return _read(self._user)
            except FileNotFoundError:
                return {}
            except ValueError:
                self._set_aside = _free_name(self._user)
                self._user.rename(self._set_aside)
                return {}

    def load_policy(self) -> Mapping[str, object] | None:
        """The site policy's values, or None where there is no policy.

        Raises:
            PolicyUnreadable: it is there and can't be read.
        """
        try:
            return _read(self._policy)
        except OSError as error:
            # A link that leads nowhere is a policy that somebody meant to put there.
            if isinstance(error, FileNotFoundError) and not self._policy.is_symlink():
                return None
            raise PolicyUnreadable(self.policy_location, error.strerror or "") from error
        except ValueError as error:
            raise PolicyUnreadable(self.policy_location, str(error)) from error

    def glance(self, keys: Sequence[str]) -> list[str]:
        """What `keys` probably hold, for the first paint: files that can't be read are passed over.

        `Settings` reads, checks and judges all of it right afterwards.
        """
        values: dict[str, object] = {}
        for path in (self._defaults, self._user, self._policy):
            try:
                values |= _read(path)
            except (OSError, ValueError):
                continue
        return [str(values.get(key, "")) for key in keys]

    def save_user(self, values: Mapping[str, object]) -> None:
        """Write the user's values to a new file and put it in the old one's place.

        Raises:
            StorageUnavailable: nothing was changed.
        """
        import tomli_w

        from diabetes_desktop.adapters.private_file import replace_file

        text = tomli_w.dumps(_nested(values))
        with storage_faults(self._user):
            replace_file(self._user, text.encode())


def _read(path: Path) -> dict[str, object]:
    """The values of the TOML file at `path`, by dotted key.

    Raises:
        OSError: it can't be read.
        ValueError: it is not TOML, or not UTF-8.
    """
    try:
        return _flat(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return name


def _flat(tables: Mapping[str, Any], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, content in tables.items():
        if isinstance(content, dict):
            flat |= _flat(content, f"{prefix}{name}.")
        else:
            flat[f"{prefix}{name}"] = content
    return flat


def _nested(values: Mapping[str, object]) -> dict[str, Any]:
    """The inverse of `_flat`; a key below another key's value takes that value's place."""
    tables: dict[str, Any] = {}
    for key, value in sorted(values.items()):
        *sections, name = key.split(".")
        table = tables
        for section in sections:
            inner = table.get(section)
            if not isinstance(inner, dict):
                inner = table[section] = {}
            table = inner
        table[name] = value
    return tables
