"""The composition root of the desktop program, read top to bottom.

What the first paint needs comes first. The account database, the password hash and the model
host are imported and built after it, in the background, by `DesktopServices`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from diabetes_desktop import __version__
from diabetes_desktop.adapters.profile import Profile, site_policy_file
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import AlreadyRunning, AppError
from diabetes_desktop.desktop_services import DesktopServices
from diabetes_desktop.ui.garbage import GarbageInWindowsThread
from diabetes_desktop.ui.language import LANGUAGES, Language
from diabetes_desktop.ui.shell import Shell
from diabetes_desktop.ui.single_instance import SingleInstance
from diabetes_desktop.ui.theme.theme import Theme


def start(options: argparse.Namespace) -> int:
    """Run the desktop program; its exit code. A second start raises the first and gives 0."""
    application = make_application()
    language = Language(resource("translations"))
    language.use(options.language or "system")
    try:
        profile = Profile.open(options.profile)
        instance = SingleInstance(profile.directory)
        if not instance.take():
            if instance.raise_first():
                return 0
            raise AlreadyRunning(str(profile.directory))
    except AppError as error:
        return refuse_to_start(error)
    services = DesktopServices(profile, site_policy_file())
    preferred_language, preferred_theme = services.glance()
    language.use(options.language or preferred_language)
    theme = Theme(resource("icons"))
    theme.use(preferred_theme)
    shell = Shell(services, theme, language)
    shell.working.connect(lambda: instance.listen(shell.raise_window))
    shell.working.connect(services.watch)
    shell.start()
    code = application.exec()
    shell.stop()
    services.stop()
    return shell.exit_code or code


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line. Its names and options are the product's: they stay."""
    parser = argparse.ArgumentParser("diabetes-desktop", description="Diabetes Desktop")
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="DIR",
        help="the directory for settings, accounts, cache and logs "
        "(default: DIABETES_DESKTOP_PROFILE, else the user's data directory)",
    )
    parser.add_argument("--language", choices=LANGUAGES, help="for this run only")
    parser.add_argument("--version", action="version", version=f"diabetes-desktop {__version__}")
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="show every screen, load the model, run its golden cases; exit code 0 or 1",
    )
    return parser.parse_args(arguments)


def make_application() -> QApplication:
    """The one QApplication; Fusion draws alike on every platform."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101 - tells the type checker
    application.setApplicationName("Diabetes Desktop")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(True)
    if application.findChild(GarbageInWindowsThread) is None:
        GarbageInWindowsThread(application)
    return application


def refuse_to_start(error: AppError) -> int:
    """Say why the program can't start; 1."""
    from PySide6.QtWidgets import QMessageBox

    from diabetes_desktop.ui.wording.errors import error_text

    if sys.stderr is not None:  # a windowed program on Windows has none
        sys.stderr.write(f"{error_text(error)}\n")
    QMessageBox.critical(None, "Diabetes Desktop", error_text(error))
    return 1
