"""The screens over real settings, real accounts and a fake model host."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot
from tests.fakes import FakeModelHost

from diabetes_desktop.adapters.profile import Profile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.bootstrap import make_application
from diabetes_desktop.desktop_services import DesktopServices
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.language import Language
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.model_status import ModelStatus, Ready
from diabetes_desktop.ui.shell import Shell
from diabetes_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

PASSWORD = "cuatro palabras sin orden"
DOCTOR = Account("medico.a", "Cuenta A", frozenset({Role.DOCTOR}))
ADMINISTRATOR = Account("admin.a", "Cuenta B", frozenset({Role.ADMINISTRATOR}))
BOTH = Account("ambos.a", "Cuenta C", frozenset(Role))


_HASHES: list[str] = []  # to hash takes a tenth of a second, on purpose


def hash_of_password(services: DesktopServices) -> str:
    """Of PASSWORD: the same for all tests of a process."""
    if not _HASHES:
        _HASHES.append(services.hasher().hash(PASSWORD))
    return _HASHES[0]


@dataclass
class Desk:
    """Everything a test of a screen may need."""

    profile: Profile
    services: DesktopServices
    runner: BackgroundRunner
    theme: Theme
    language: Language
    status: ModelStatus
    host: FakeModelHost
    qtbot: QtBot
    windows: list[MainWindow] = field(default_factory=list)

    def add(self, account: Account) -> None:
        self.services.accounts().add(account, hash_of_password(self.services))

    def window(self, account: Account = BOTH, size: tuple[int, int] = (1366, 768)) -> MainWindow:
        """The main window of `account`, with the model ready."""
        self.add(account)
        self.status.start()
        self.qtbot.waitUntil(lambda: isinstance(self.status.state, Ready))
        window = MainWindow(self.services, self.runner, self.theme, self.status, account)
        window.preferences_changed.connect(self.apply)
        self.qtbot.addWidget(window)
        self.windows.append(window)  # Qt's object goes with its last Python reference
        window.resize(*size)
        window.show()
        return window

    def apply(self, preferences: object) -> None:
        chosen = self.services.settings.preferences.language
        if chosen != "system":
            self.language.use(chosen)
        self.theme.use(self.services.settings.preferences.theme)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_application()


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """Where this test's site policy would be; none is there yet."""
    return tmp_path / "policy.toml"


@dataclass
class Look:
    """What a widget needs that asks nobody for anything: colours and a language."""

    theme: Theme
    language: Language


@pytest.fixture(scope="module")
def look_of_module(qapp: QApplication) -> Look:
    """One for all tests of a module: a style sheet takes half a second to apply."""
    return Look(Theme(resource("icons")), Language(resource("translations")))


@pytest.fixture
def look(look_of_module: Look) -> Iterator[Look]:
    look_of_module.language.use("en")
    look_of_module.theme.use("light")
    yield look_of_module
    look_of_module.language.use("en")  # takes the Spanish translator out of the one QApplication


@pytest.fixture
def make_desk(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, policy: Path
) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def make() -> Desk:
        profile = Profile.open(tmp_path / "profile")
        host = FakeModelHost()
        services = DesktopServices(profile, policy, lambda choice: host)
        language, theme = Language(resource("translations")), Theme(resource("icons"))
        language.use("en")
        theme.use("light")
        runner = BackgroundRunner(services.report_bug)
        status = ModelStatus(services, runner)
        desk = Desk(profile, services, runner, theme, language, status, host, qtbot)
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.host.may_answer.set()
        desk.language.use("en")  # takes the Spanish translator out of the one QApplication
        assert desk.runner.stop(), "background work did not end"
        desk.services.stop()
        desk.windows.clear()
    gc.collect()  # a test is over too soon for the timer that does it in the program


@pytest.fixture
def desk(make_desk: Callable[[], Desk]) -> Desk:
    return make_desk()


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Iterator[Shell]:
    shell = Shell(desk.services, desk.theme, desk.language)
    qtbot.addWidget(shell.entrance)
    yield shell
    shell.stop()
