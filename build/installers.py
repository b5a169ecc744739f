"""What is handed to IT: an installer for Windows, an archive for Linux."""

from __future__ import annotations

import gzip
import os
import shutil
import tarfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

import bundle_check
import system_libraries
from bill_of_materials import project_version
from environment import ROOT
from freezing import commit_time
from processes import Stop, execute, require
from signing import Signer

SCRIPT = ROOT / "installer" / "diabetes_desktop.nsi"
NSIS_PROGRAMS = {"nsis": ("makensis",)}
MSI_PROGRAMS = {"wixl": ("wixl",)}
# Of the product, for ever: Windows knows an upgrade by it.
UPGRADE_CODE = uuid.uuid5(uuid.NAMESPACE_URL, "pkg:generic/diabetes-desktop")


def nsis(bundle: Path, folder: Path, signer: Signer, *, fast: bool = False) -> Path:
    """The installer of `bundle`, in `folder`; `fast` makes a larger one.

    Raises:
        Stop: it could not be made.
    """
    system_libraries.provide_programs(NSIS_PROGRAMS, "making the installer")
    if shutil.which("makensis") is None:
        raise Stop("The installer is made by NSIS 3.08 or newer: its makensis is not on the PATH")
    target = folder / f"diabetes-desktop-{project_version()}-setup.exe"
    files = folder / "files.nsh"
    files.write_text("\n".join([*_nsis_lines(bundle), ""]), encoding="utf-8")
    values: dict[str, object] = {
        "VERSION": project_version(),
        "OUTPUT": target,
        "FILES": files,
        "SIZE": sum(file.stat().st_size for file in bundle_check.files(bundle)) // 1024,
    }
    if fast:
        values["FAST"] = "1"
    leftovers = [files]
    if signer.active:
        leftovers.append(signer.script(folder))
        values["SIGN"] = leftovers[-1]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in values.items()]
    code = execute([*command, str(SCRIPT)], environment={"SOURCE_DATE_EPOCH": commit_time()})
    for leftover in leftovers:
        leftover.unlink()
    if code != 0:
        raise Stop("The installer could not be made; the lines above say why")
    return target


def archive(bundle: Path, folder: Path) -> Path:
    """`bundle` as one compressed file, in `folder`: the same for the same files."""
    target = folder / f"diabetes-desktop-{project_version()}-linux-x86_64.tar.gz"
    seconds = int(commit_time())

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = seconds
        return entry

    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=seconds) as packed,
        tarfile.open(fileobj=packed, mode="w") as whole,
    ):
        for file in sorted([bundle, *bundle.rglob("*")]):
            whole.add(file, str(file.relative_to(bundle.parent)), recursive=False, filter=plain)
    return target


def msi(bundle: Path, folder: Path, signer: Signer) -> Path:
    """An .msi of `bundle`, for Intune and group policies; by wixl.

    Raises:
        Stop: it could not be made.
    """
    system_libraries.provide_programs(MSI_PROGRAMS, "making the .msi")
    target = folder / f"diabetes-desktop-{project_version()}.msi"
    source = folder / "diabetes-desktop.wxs"
    source.write_text(_wxs(bundle), encoding="utf-8")
    command = ["wixl", "--arch", "x64", "--output", target.name, source.name]
    require(command, "The .msi could not be made", folder=folder)
    source.unlink()
    signer.sign(target)
    return target


def _wxs(bundle: Path) -> str:
    """The .msi in words: each file a component, whose number follows from its place."""
    version = project_version()
    tree = _wxs_folder(bundle, bundle)
    references = [
        f'<ComponentRef Id="c{_number(bundle, file)}"/>' for file in bundle_check.files(bundle)
    ]
    product = uuid.uuid5(UPGRADE_CODE, version)
    icon = _source(ROOT / "installer" / "diabetes-desktop.ico", bundle.parent)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="{product}" Name="Diabetes Desktop" Manufacturer="Diabetes Desktop" Language="1033"
 UpgradeCode="{UPGRADE_CODE}" Version="{version}">
<Package InstallerVersion="200" Compressed="yes" InstallScope="perMachine"/>
<MajorUpgrade DowngradeErrorMessage="A newer version is installed."/>
<Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>
<Icon Id="icon.ico" SourceFile={icon}/><Property Id="ARPPRODUCTICON" Value="icon.ico"/>
<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramMenuFolder"/>
<Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="Diabetes Desktop">
{tree}
<Component Id="version" Guid="{uuid.uuid5(UPGRADE_CODE, "version")}" Win64="yes">
<RegistryValue Root="HKLM" Key="Software\\Diabetes Desktop" Name="Version" Type="string"
 Value="{version}" KeyPath="yes"/></Component>
</Directory></Directory></Directory>
<Feature Id="Program" Level="1">{"".join(references)}<ComponentRef Id="version"/></Feature>
</Product></Wix>
"""


def _wxs_folder(bundle: Path, folder: Path) -> str:
    lines = []
    for entry in sorted(folder.iterdir()):
        number = _number(bundle, entry)
        if entry.is_dir():
            inner = _wxs_folder(bundle, entry)
            lines.append(
                f'<Directory Id="d{number}" Name={quoteattr(entry.name)}>{inner}</Directory>'
            )
            continue
        shortcut = ""
        if entry.name == "diabetes-desktop.exe":
            shortcut = (
                '<Shortcut Id="menu" Directory="ProgramMenuFolder" Name="Diabetes Desktop"'
                ' WorkingDirectory="INSTALLDIR" Icon="icon.ico" Advertise="yes"/>'
            )
        guid = uuid.uuid5(UPGRADE_CODE, entry.relative_to(bundle).as_posix())
        source = _source(entry, bundle.parent)
        lines.append(
            f'<Component Id="c{number}" Guid="{guid}" Win64="yes">'
            f'<File Id="f{number}" KeyPath="yes" Source={source}>{shortcut}</File>'
            "</Component>"
        )
    return "\n".join(lines)


def _source(file: Path, start: Path) -> str:
    """`file` as wixl wants it: from where the .wxs lies."""
    return quoteattr(os.path.relpath(file, start))


def _number(bundle: Path, entry: Path) -> str:
    return uuid.uuid5(UPGRADE_CODE, entry.relative_to(bundle).as_posix()).hex


def _nsis_lines(bundle: Path) -> Iterator[str]:
    """One line per file, sorted: the order in which a disk lists them is chance."""
    at = None
    for file in bundle_check.files(bundle):
        inside = file.relative_to(bundle).parent
        if inside != at:
            at = inside
            path = "\\".join(["$INSTDIR", *inside.parts])
            yield f'SetOutPath "{path}"'
        yield f'File "{str(file).replace("$", "$$")}"'
