"""Authenticode signatures, by `osslsigncode`; on Windows too, where it is installed there."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import system_libraries
from processes import Stop

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

    def script(self, folder: Path) -> Path:
        """A program in `folder` that signs the one file it is given: NSIS calls such a one."""
        if os.name == "nt":
            script, given = folder / "sign.cmd", "%~1"
            lines = ["@echo off", "{0} -in {1} -out {2} >nul || exit /b 1", "move /y {2} {1} >nul"]
            command = subprocess.list2cmdline(self.command)
        else:
            script, given = folder / "sign.sh", "$1"
            lines = ["#!/bin/sh", "set -e", "{0} -in {1} -out {2} >/dev/null", "mv {2} {1}"]
            command = shlex.join(self.command)
        text = "\n".join([*lines, ""]).format(command, f'"{given}"', f'"{given}.signed"')
        script.write_text(text, encoding="utf-8")
        script.chmod(0o755)
        return script

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
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Stop(f"{file.name} was not signed:\n{done.stdout}{done.stderr}")
        shutil.copymode(file, signed)
        signed.replace(file)


def is_signed(file: Path) -> bool:
    """Whether a Windows program or library carries a signature; it is not verified."""
    import pefile  # of the packaging environment

    try:
        with pefile.PE(str(file), fast_load=True) as image:
            security = pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_SECURITY"]
            return bool(image.OPTIONAL_HEADER.DATA_DIRECTORY[security].Size)
    except pefile.PEFormatError:
        return True  # no program at all: nothing to sign
