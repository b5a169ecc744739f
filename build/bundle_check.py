"""What a bundle may not hold, how large it is, and its SHA-256 sums."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from processes import Stop

# What stands in for functions of Windows under Wine is never shipped, nor is anything of Wine's.
STAND_INS = {
    *("icuuc.dll", "uisettings.dll", "bcryptprimitives.dll", "mscms.dll"),
    *("propsys.dll", "propsyswine.dll", "ucrtbase.dll", "ucrtbasewine.dll"),
}
WINE_MARKS = (b"Wine builtin DLL", b"Wine placeholder DLL")
HEAD_BYTES = 4096  # Wine's mark stands in the first 128
LARGEST = 10


def refuse_strangers(bundle: Path) -> None:
    """Stop if `bundle` holds a DLL of Wine's, or one that stands in for Windows' under Wine."""
    found = [str(file.relative_to(bundle)) for file in files(bundle) if _is_stranger(file)]
    if found:
        raise Stop("These files belong to Wine and must not be shipped: " + ", ".join(found))


def report(bundle: Path, made: Sequence[Path]) -> str:
    """The sizes of the bundle, of its largest parts, and of what was made of it."""
    parts = Counter[str]()
    for file in files(bundle):
        inside = file.relative_to(bundle).parts
        parts["/".join(inside[:2]) if inside[0] == "_internal" else inside[0]] += (
            file.stat().st_size
        )
    lines = [f"{size_text(sum(parts.values())):>9}  {bundle}, of it:"]
    lines += [f"{size_text(size):>9}    {name}" for name, size in parts.most_common(LARGEST)]
    lines += [f"{size_text(file.stat().st_size):>9}  {file}" for file in made]
    return "\n".join(lines)


def write_sums(folder: Path, made: Sequence[Path]) -> None:
    """Write SHA256SUMS, as `sha256sum --check` reads it."""
    lines = [f"{_digest(file)}  {file.name}" for file in made]
    (folder / "SHA256SUMS").write_text("\n".join([*lines, ""]), encoding="ascii", newline="\n")


def size_text(size: int) -> str:
    """`size` in the million bytes that a shop means by MB."""
    return f"{size / 1e6:.1f} MB"


def files(bundle: Path) -> list[Path]:
    """What lies in `bundle`, in an order that is no chance."""
    return sorted(file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink())


def _is_stranger(file: Path) -> bool:
    if file.name.lower() in STAND_INS:
        return True
    with file.open("rb") as content:
        head = content.read(HEAD_BYTES)
    return head.startswith(b"MZ") and any(mark in head for mark in WINE_MARKS)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
