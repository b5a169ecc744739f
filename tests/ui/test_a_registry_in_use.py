"""From Settings to a new version, over the real services and a real tracking server.

Takes 20 s: the server starts in ten, and each version in a real process.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.adapters.model_directories import publish
from tests.adapters.registry.tracking_server import READER, TrackingServer, tracking_server

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.desktop_services import DesktopServices
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.model.go_back_dialog import GoBackDialog
from diabetes_desktop.ui.model_status import ModelStatus
from diabetes_desktop.ui.settings.connection_dialog import ConnectionDialog
from diabetes_desktop.ui.settings.credentials_dialog import CredentialsDialog

from .conftest import BOTH, Desk
from .eight_facts import button, field
from .test_model_screen import texts
from .test_model_source_card import MemoryKeyring

PATIENCE_MS = 60_000


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def publish_version(tmp_path: Path) -> Callable[[TrackingServer, str, str], None]:
    """Register the bundled model as another version, and let the alias name it."""

    def register(server: TrackingServer, experiment: str, version: str) -> None:
        directory = tmp_path / "published" / version
        shutil.copytree(resource("model"), directory)
        publish(directory, "diabetes_model", version)
        assert server.register("diabetes_model", experiment, directory, "champion") == version

    return register


@pytest.fixture
def server(tmp_path: Path) -> Iterator[TrackingServer]:
    folder = tmp_path / "tracking"
    folder.mkdir()
    with tracking_server(folder) as server:
        yield server


def click(parent: QWidget, name: str) -> None:
    QTest.mouseClick(button(parent, name), Qt.MouseButton.LeftButton)


def said(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_a_registry_is_tested_taken_swapped_and_gone_back_from(
    desk: Desk,
    policy: Path,
    qtbot: QtBot,
    ring: MemoryKeyring,
    server: TrackingServer,
    publish_version: Callable[[TrackingServer, str, str], None],
) -> None:
    experiment = server.experiment("diabetes")
    publish_version(server, experiment, "1")
    services = DesktopServices(desk.profile, policy)
    status = ModelStatus(services, desk.runner)
    desk.add(BOTH)
    window = MainWindow(services, desk.runner, desk.theme, status, BOTH)
    qtbot.addWidget(window)
    window.show()
    window.go_to("settings")

    def wait(true: Callable[[], object]) -> None:
        def look() -> bool:
            status.look()  # as the shell's timer does
            return bool(true())

        qtbot.waitUntil(look, timeout=PATIENCE_MS)

    try:
        click(window, "model.source.registry")
        field(window, "model.tracking_uri").setText(server.url)

        click(window, "test_connection")
        test = window.findChild(ConnectionDialog)
        assert isinstance(test, ConnectionDialog)
        wait(lambda: test.banner.text())
        assert "✔ passed · The port is open" in test.text()
        assert "does not accept the user or password" in test.text()

        test.close()
        click(window, "credentials_of_server")
        asked = window.findChild(CredentialsDialog)
        assert isinstance(asked, CredentialsDialog)
        field(asked, "server_user").setText(READER[0])
        field(asked, "server_password").setText(READER[1])
        click(asked, "save_credentials")
        wait(lambda: ring.kept)

        wait(lambda: window.findChild(ConnectionDialog) is None)
        click(window, "test_connection")
        test = window.findChild(ConnectionDialog)
        assert isinstance(test, ConnectionDialog)
        wait(lambda: test.banner.text())
        assert "This model can be used." in test.banner.text(), test.text()
        assert len(test.text().splitlines()) == 11, "what is expected is what is gone"
        assert READER[1] not in test.text()
        test.close()

        click(window, "use_model")
        wait(lambda: "diabetes_model v1 answers from now on" in window.settings.model.banner.text())
        window.go_to("model")
        wait(lambda: "✔ the registry names the version that answers" in texts(window.model))
        assert "not signed: nobody vouches" in texts(window.model)

        window.go_to("settings")
        publish_version(server, experiment, "2")
        window.go_to("model")
        click(window, "check_registry")
        wait(lambda: "names version 2, which answers" in window.model.told.text())
        wait(lambda: "diabetes_model v2 ready" in said(window, "model_light"))

        wait(lambda: button(window, "go_back").isVisible())
        click(window, "go_back")
        back = window.findChild(GoBackDialog)
        assert isinstance(back, GoBackDialog)
        click(back, "confirm_go_back")
        wait(lambda: "diabetes_model v1 answers from now on." in window.model.told.text())
        wait(lambda: "An administrator set version 2 aside" in said(window, "status_supply"))
    finally:
        assert desk.runner.stop(), "background work did not end"
        services.stop()
