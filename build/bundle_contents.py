"""What goes into the frozen program, and what is left out. Read by `diabetes_desktop.spec`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PyInstaller.utils.hooks import collect_submodules, copy_metadata

from environment import Lock
from locked import pins

Entry = tuple[str, str, str]  # place in the bundle, source, kind

# The two scripts are analysed together; each program takes the other's away.
OTHER_SCRIPT = {"__main__": {"frozen_admin"}, "frozen_admin": {"__main__"}}
EXCLUDED_MODULES = [
    *("IPython", "PyInstaller", "_pytest", "lib2to3", "matplotlib", "pip", "pytest"),
    *("setuptools", "tkinter", "turtle", "wheel"),
    # What optional paths of libraries would load, and this program does not have.
    *("numpy.f2py", "onnxruntime.quantization", "onnxruntime.tools", "onnxruntime.transformers"),
    *("pandas.tests", "sklearn.datasets.tests"),
    # Qt that no screen uses.
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtSql", "PySide6.QtTest"),
]
# Of libraries that are needed: files that are not. Each is a regular expression on its place.
EXCLUDED_FILES = [
    r"opengl32sw\.dll$",  # software OpenGL: widgets are drawn without
    r"(lib)?(Qt6|Qt)(Qml|Quick|Pdf|VirtualKeyboard|Sql|Test|OpenGL|ShaderTools)\w*\.(dll|so.*)$",
    r"PySide6/(Qt/)?qml/",
    r"plugins/(platforminputcontexts/\w*virtualkeyboard|imageformats/\w*qpdf|sqldrivers|qmltooling)",
    r"plugins/(egldeviceintegrations|platforms/\w*q(vnc|linuxfb|eglfs|minimalegl|vkkhrdisplay))",
    r"PySide6/.*translations/(?!qtbase_(es|en)\.qm)[\w-]+\.qm$",
    r"(^|/)tests?/(?!__init__)",
    r"sklearn/datasets/(data|images|descr)/",
    r"\.(pyx|pxd|pxi|h|hpp|c|cpp|pyi|lib|a|typed)$",
    r"onnxruntime/capi/(training|.*_provider(s_shared)?\.(so|dll))$",
    r"onnxruntime/capi/onnxruntime\.dll$",  # for C programs; the Python module has its own copy
    r"plugins/platforms/q(direct2d|minimal)\.dll$",
    r"mlflow/(server/js|recipes|server/auth/templates)",
    r"(?i)^(api-ms-win-|ucrtbase\.dll)",  # Windows 10 has them
    # On Linux: GTK's looks, which are not ours, and all that they need.
    r"platformthemes/\w*qgtk3",
    r"^lib(gtk|gdk|gdk_pixbuf|atk|atspi|pango\w*|cairo|epoxy|fribidi|thai|datrie|harfbuzz)[-._]",
    r"^lib(graphite2|pixman|jpeg|Xcomposite|Xcursor|Xdamage|Xinerama|gio|gmodule|gobject)[-.]",
    r"^lib(Qt6(EglFS\w*|EglFs\w*|Wl\w*)|blkid|mount|selinux)\.so",
    r"plugins/(wayland-\w+|platforms/\w*qwayland)|libQt6Wayland",  # X11 is drawn by Wayland too
]
NEEDED_FIRST = {"ctypes", "importlib", "struct", "tokenize"}
DATA_NOT_SHIPPED = {".ts"}
CPP_RUNTIME = ("MSVCP140.dll", "MSVCP140_1.dll", "MSVCP140_2.dll")


def hidden_imports(root: Path) -> list[str]:
    """Modules that are only named in texts, or chosen while the program runs."""
    libraries = [
        *_modules("sklearn"),
        *_modules("skops.io"),  # a model file names the loader of its version
        *_modules("mlflow.pyfunc"),
        *_modules("mlflow.sklearn"),
        *_modules("keyring.backends"),
        "sqlalchemy.dialects.sqlite",
    ]
    windows = ["win32ctypes.core"] if sys.platform == "win32" else []
    return [*_own_modules(root), *libraries, *windows]


def data_files(root: Path) -> list[tuple[str, str]]:
    """Our resources, and what each library says of itself, its licence among it."""
    resources = root / "resources"
    own = [
        (str(file), str(Path("resources") / file.relative_to(resources).parent))
        for file in sorted(resources.rglob("*"))
        if file.is_file() and file.suffix not in DATA_NOT_SHIPPED
    ]
    said = [entry for pin in pins(Lock.APP.file) for entry in copy_metadata(pin.name)]
    return [*own, (str(root / "LICENSE"), "."), *said]


def binaries() -> list[tuple[str, str]]:
    """Microsoft's C++ library for onnxruntime, from the wheel of Qt: Windows may lack it."""
    if sys.platform != "win32":
        return []
    spec = find_spec("shiboken6")
    folder = Path(str(spec.origin if spec else "")).parent
    return [(str(folder / name), ".") for name in CPP_RUNTIME if (folder / name).exists()]


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The `entries` that no expression of EXCLUDED_FILES names."""
    left_out = [re.compile(expression) for expression in EXCLUDED_FILES]
    return [
        entry
        for entry in entries
        if not any(each.search(entry[0].replace("\\", "/")) for each in left_out)
    ]


def needed_first(modules: Iterable[Entry]) -> list[Entry]:
    """Those of the `modules` that PyInstaller's own start imports, before `shared_modules.py`."""
    return [entry for entry in modules if entry[0].partition(".")[0] in NEEDED_FIRST]


def version_resource(name: str, version: str) -> Any:
    """What Windows shows in a file's properties; None on other systems."""
    if sys.platform != "win32":
        return None
    from PyInstaller.utils.win32 import versioninfo as info

    numbers = tuple([*(int(part) for part in re.findall(r"\d+", version)[:3]), 0, 0, 0][:4])
    strings = {
        "CompanyName": "Diabetes Desktop",
        "FileDescription": "Diabetes Desktop",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Diabetes Desktop",
        "ProductVersion": version,
    }
    table = info.StringTable("040904B0", [info.StringStruct(*each) for each in strings.items()])
    translation = info.VarFileInfo([info.VarStruct("Translation", [0x0409, 1200])])
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers, mask=0x3F, OS=0x40004),
        kids=[info.StringFileInfo([table]), translation],
    )


def _own_modules(root: Path) -> list[str]:
    source = root / "src"
    files = sorted((source / "diabetes_desktop").rglob("*.py"))
    names = [".".join(file.relative_to(source).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in names]


def _modules(package: str) -> list[str]:
    return list(collect_submodules(package, filter=lambda name: ".tests" not in name))
