"""Authenticode signatures, by `osslsigncode`; on Windows too, where it is installed there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pefile
import system_libraries
from processes import Stop, require

PROGRAMS = {"osslsigncode": ("osslsigncode",)}
TITLE = "Diabetes Desktop"
ENDINGS = {".exe", ".dll", ".pyd"}


class Signer:
    """Signs files in place; does nothing when it was given no certificate."""

    def __init__(self, certificate: Path | None, key: Path | None, timestamp: str | None) -> None:
        """Check the files. Raises Stop when one is missing."""
        self._certificate = certificate.resolve() if certificate else None
        self._key = (key or certificate or Path()).resolve()
        self._timestamp = timestamp
        if self._certificate is None:
            print("Nothing is signed: no --sign-cert was given")
            return
        for file in (self._certificate, self._key):
            if not file.is_file():
                raise Stop(f"{file} is not there: it was to sign the program")
        system_libraries.provide_programs(PROGRAMS, "signing the program")

    @property
    def active(self) -> bool:
        """Whether it signs."""
        return self._certificate is not None

    @property
    def command(self) -> list[str]:
        """What signs a file; the options `-in` and `-out` are to be added."""
        command = ["osslsigncode", "sign", "-certs", str(self._certificate), "-key", str(self._key)]
        more = ["-ts", self._timestamp] if self._timestamp else []
        return [*command, "-h", "sha256", "-n", TITLE, *more]

    def sign_all(self, bundle: Path) -> None:
        """Sign every program and library in `bundle` that nobody has signed."""
        if not self.active:
            return
        files = sorted(file for file in bundle.rglob("*") if file.suffix.lower() in ENDINGS)
        unsigned = [file for file in files if not is_signed(file)]
        print(f"Signing {len(unsigned)} of {len(files)} programs and libraries", flush=True)
        for file in unsigned:
            self.sign(file)

    def sign(self, file: Path) -> None:
        """Sign `file` where it is."""
        if not self.active:
            return
        signed = file.with_name(f"{file.name}.signed")
        command = [*self.command, "-in", str(file), "-out", str(signed)]
        require(["sh", "-c", '"$@" >/dev/null', "sh", *command], f"{file.name} was not signed")
        shutil.copymode(file, signed)
        signed.replace(file)


def is_signed(file: Path) -> bool:
    """Whether a Windows program or library carries a signature; it is not verified."""
    try:
        with pefile.PE(str(file), fast_load=True) as image:
            security = pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_SECURITY"]
            return bool(image.OPTIONAL_HEADER.DATA_DIRECTORY[security].Size)
    except pefile.PEFormatError:
        return True  # no program at all: nothing to sign
