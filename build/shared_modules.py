"""Runs first in each frozen program: from here on, modules come from the one archive both share.

PyInstaller gives each program an archive of all Python modules, 34 MB, inside of the program. Here
it lies beside them once, and a program holds only what is needed to come as far as this.
"""

import os
import sys

import pyimod01_archive
import pyimod02_importers

folder = sys._MEIPASS  # type: ignore[attr-defined] # only a frozen program has it
archive = os.path.join(folder, "modules.pyz")  # noqa: PTH118 - pathlib is in that archive
pyimod02_importers.pyz_archive = pyimod01_archive.ZlibArchiveReader(archive, check_pymagic=True)
pyimod02_importers._pyz_tree = None  # the list of the archive before
sys.path_importer_cache.clear()
