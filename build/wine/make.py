"""make.py FOLDER: build what stands in for functions of Windows 10 that Wine 8 lacks.

Some DLLs are missing as a whole. Of others a few functions are missing, or abort when called: of
those, all other functions are handed on to Wine's own DLL, kept under another name. Only for the
prefixes in which we build and test; on a real Windows none of it is needed, and no bundle may hold
it. Needs mingw and `pefile`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pefile

HERE = Path(__file__).resolve().parent
WINE_DLLS = (
    "/usr/lib/x86_64-linux-gnu/wine/x86_64-windows",
    "/usr/lib/wine/x86_64-windows",
    "/opt/wine-stable/lib64/wine/x86_64-windows",
)
COMPILER = ("x86_64-w64-mingw32-gcc", "-O2", "-s", "-shared", "-static-libgcc")
WHOLE = {"uisettings": (), "icuuc": (), "bcryptprimitives": ("-ladvapi32",)}
COMPLEX = (
    *("cacos", "cacosh", "casin", "casinh", "catan", "catanh", "ccos", "ccosh", "cexp", "clog"),
    *("conj", "cproj", "csin", "csinh", "csqrt", "ctan", "ctanh"),
)
REAL = ("cabs", "carg", "creal", "cimag")
# Of the C library: name of the type, its C names, conversion to and from C's own complex.
KINDS = (("", "D", "double", "d", ""), ("f", "F", "float", "f", "f"), ("l", "D", "double", "d", ""))
PRELUDE = """#include <complex.h>
/* As Microsoft's C library passes complex numbers: as a structure of two. */
typedef struct { double r, i; } D;
typedef struct { float r, i; } F;
static double _Complex d(D z) { double _Complex c; __real__ c = z.r; __imag__ c = z.i; return c; }
static D D_(double _Complex c) { D z = {__real__ c, __imag__ c}; return z; }
static float _Complex f(F z) { float _Complex c; __real__ c = z.r; __imag__ c = z.i; return c; }
static F F_(float _Complex c) { F z = {__real__ c, __imag__ c}; return z; }
"""


def main(folder: Path) -> None:
    """Build all of them into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, libraries in WHOLE.items():
        compile_dll(folder, name, [HERE / f"{name}.c"], libraries)
    forward(folder, "propsys", {"VariantToString": "VariantToString_shim"})
    compile_dll(folder, "propsys", [HERE / "propsys.c", folder / "propsys.def"], ["-loleaut32"])
    source = folder / "complex.c"
    own = dict(complex_functions(source))
    forward(folder, "ucrtbase", own)
    compile_dll(folder, "ucrtbase", [source, folder / "ucrtbase.def"], ())


def compile_dll(folder: Path, name: str, sources: list[Path], libraries: object) -> None:
    """Build one DLL."""
    target = ["-o", str(folder / f"{name}.dll")]
    subprocess.run([*COMPILER, *target, *map(str, sources), *libraries], check=True)  # type: ignore[misc]


def forward(folder: Path, dll: str, own: dict[str, str]) -> None:
    """Keep Wine's `dll` as `<dll>wine.dll` and hand on to it all but the `own` functions."""
    original = wine_dll(dll)
    shutil.copyfile(original, folder / f"{dll}wine.dll")
    lines = [f"LIBRARY {dll}.dll", "EXPORTS"]
    names = sorted({*exports(original), *own})
    lines += [f"  {name} = {own.get(name, f'{dll}wine.{name}')}" for name in names]
    (folder / f"{dll}.def").write_text("\n".join([*lines, ""]), encoding="ascii")


def complex_functions(source: Path) -> Iterator[tuple[str, str]]:
    """Write C for the complex functions that Wine's C library only pretends to have."""
    found = exports(wine_dll("ucrtbase"))
    code = [PRELUDE]
    for suffix, type_, real, to, c_suffix in KINDS:
        for name in (*COMPLEX, *REAL, "cpow"):
            exported, own, call = f"{name}{suffix}", f"own_{name}{suffix}", f"{name}{c_suffix}"
            if not is_stub(found.get(exported, b"")):
                continue
            if name in REAL:
                code.append(f"{real} {own}({type_} z) {{ return {call}({to}(z)); }}")
            elif name == "cpow":
                arguments = f"{call}({to}(a), {to}(b))"
                code.append(
                    f"{type_} {own}({type_} a, {type_} b) {{ return {type_}_({arguments}); }}"
                )
            else:
                code.append(f"{type_} {own}({type_} z) {{ return {type_}_({call}({to}(z))); }}")
            yield exported, own
    source.write_text("\n".join([*code, ""]), encoding="ascii")


def exports(dll: Path) -> dict[str, bytes]:
    """The functions that `dll` exports by name, with how their code begins."""
    image = pefile.PE(str(dll))
    return {
        symbol.name.decode(): b"" if symbol.forwarder else image.get_data(symbol.address, 32)
        for symbol in image.DIRECTORY_ENTRY_EXPORT.symbols
        if symbol.name
    }


def is_stub(code: bytes) -> bool:
    """Whether code does nothing but say that it is not there: two texts, one call."""
    texts = code[:7] == bytes.fromhex("4883ec28488d0d") and code[11:14] == bytes.fromhex("488d15")
    return texts and code[18] == 0xE8  # a call


def wine_dll(name: str) -> Path:
    """Wine's own DLL of that name."""
    for folder in map(Path, WINE_DLLS):
        if (folder / f"{name}.dll").exists():
            return folder / f"{name}.dll"
    sys.exit(f"No {name}.dll of Wine was found in {', '.join(WINE_DLLS)}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
