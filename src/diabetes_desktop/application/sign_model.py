"""Make a signing key, and vouch for a model with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from diabetes_desktop.application.errors import PasswordRefused
from diabetes_desktop.application.ports import Clock
from diabetes_desktop.domain.model_signature import Signed
from diabetes_desktop.domain.password_policy import password_fault

Key = TypeVar("Key")


class MakeSigningKey:
    """A new key in a new file; the public half is for the site policy."""

    def __init__(self, new_key: Callable[[Path, str], str]) -> None:
        self._new_key = new_key

    def __call__(self, path: Path, passphrase: str) -> str:
        """The public key, as 64 hexadecimal digits.

        Raises:
            PasswordRefused: the passphrase breaks the policy that holds for passwords.
            OutputTaken, StorageUnavailable: the file can't be made there.
        """
        fault = password_fault(passphrase, "", "")
        if fault is not None:
            raise PasswordRefused(fault)
        return self._new_key(path, passphrase)


class SignModel(Generic[Key]):
    """Sign a directory as it stands."""

    def __init__(
        self,
        open_key: Callable[[Path, str], Key],
        sign: Callable[[Path, Key, int], Signed],
        clock: Clock,
    ) -> None:
        self._open_key = open_key
        self._sign = sign
        self._clock = clock

    def __call__(
        self, directory: Path, key_file: Path, passphrase: str, sequence: int | None = None
    ) -> Signed:
        """Sign the model in `directory`.

        Without `sequence` the time is taken, in seconds since 1970: it grows by itself, from
        model to model and from one member of the team to the next.

        Raises:
            SigningKeyRefused: the key can't be opened.
            ModelRefused: the directory is not one that can be vouched for.
            StorageUnavailable: the signature can't be written.
        """
        key = self._open_key(key_file, passphrase)
        number = int(self._clock().timestamp()) if sequence is None else sequence
        return self._sign(directory, key, number)
