"""What a doctor and an administrator see of a registry, and what one of them can do.

Takes 25 s.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.fakes import FakeModelHost, FakeRegistryServices

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.model_supply import Supply, SupplyState
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.registry_ports import (
    PeriodOfUse,
    RefusedVersion,
    RegistryVersion,
)
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.desktop_services import DesktopServices
from diabetes_desktop.domain.account import Account
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind
from diabetes_desktop.ui.gallery import clipped_texts
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.model.go_back_dialog import GoBackDialog
from diabetes_desktop.ui.model_status import ModelStatus, Ready

from .conftest import ADMINISTRATOR, BOTH, DOCTOR, Desk
from .eight_facts import button, field
from .test_model_screen import identity_of, texts

NOBODY = "http://127.0.0.1:9"  # the registry's own thread asks there, and nobody listens
NOW = datetime.now(UTC)
AT = NOW - timedelta(minutes=18)
CURRENT = Supply(SupplyState.CURRENT, "3", checked_at=NOW)
SLOW = RegistryFailed(ServerFault.UNREACHABLE, "mlflow.hospital.example:5000")
USED = (
    PeriodOfUse("diabetes_model", "3", "3" * 64, AT),
    PeriodOfUse("diabetes_model", "2", "2" * 64, AT, AT),
    PeriodOfUse("diabetes_model", "3", "3" * 64, AT, AT),
    PeriodOfUse("diabetes_model", "1", "1" * 64, AT, AT),
)


class RegistryDesk(DesktopServices):
    """The real services, but for what is asked of the registry itself."""

    fake: FakeRegistryServices

    def registry(self) -> FakeRegistryServices:  # type: ignore[override]
        return self.fake


class Ward:
    """A workstation whose model comes from a registry; version 3 answers."""

    def __init__(self, desk: Desk, policy: Path, supply: Supply = CURRENT) -> None:
        self.desk = desk
        self.hosts = {"": FakeModelHost(self._version("3"))}
        self.services = RegistryDesk(
            desk.profile, policy, lambda choice: self.hosts[choice.version]
        )
        self.services.fake = self.fake = FakeRegistryServices(supply, USED)
        values = {"model.source": "registry", "model.tracking_uri": NOBODY}
        self.services.settings.change(values, BOTH)
        self.status = ModelStatus(self.services, desk.runner)

    def _version(self, version: str) -> ModelIdentity:
        bundled = identity_of(resource("model"), SourceKind.REGISTRY)
        return replace(bundled, version=version)

    def window(self, account: Account, size: tuple[int, int] = (1366, 768)) -> MainWindow:
        self.desk.add(account)
        self.status.start()
        self.wait(lambda: isinstance(self.status.state, Ready))
        window = MainWindow(self.services, self.desk.runner, self.desk.theme, self.status, account)
        self.desk.qtbot.addWidget(window)
        self.desk.windows.append(window)
        window.resize(*size)
        window.show()
        self.look()
        return window

    def look(self) -> None:
        """As the timer of the shell does."""
        self.status.look()
        self.wait(lambda: self.status.supply == self.fake.supply_now)
        QApplication.processEvents()

    def swap(self, version: str) -> None:
        """As the registry's thread does."""
        host = self.hosts[version] = FakeModelHost(self._version(version))
        assert host.identity.version == version
        choice = self.services.settings.preferences.model
        self.services.model().use(replace(choice, version=version))
        self.fake.supply_now = replace(CURRENT, version=version)

    def wait(self, true: object) -> None:
        self.desk.qtbot.waitUntil(true)


@pytest.fixture
def ward(desk: Desk, policy: Path) -> object:
    ward = Ward(desk, policy)
    yield ward
    assert desk.runner.stop()
    ward.services.stop()


def said(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def click(parent: QWidget, name: str) -> None:
    QTest.mouseClick(button(parent, name), Qt.MouseButton.LeftButton)


def test_nothing_is_said_while_all_is_as_it_should_be(ward: Ward) -> None:
    window = ward.window(DOCTOR)
    assert said(window, "status_supply") == said(window, "status_newcomer") == ""
    assert "v3 ready · MLflow registry" in said(window, "model_light")


def test_a_server_out_of_reach_is_said_with_the_time_and_the_version(ward: Ward) -> None:
    window = ward.window(DOCTOR)
    ward.fake.supply_now = replace(CURRENT, state=SupplyState.OUT_OF_REACH, since=AT, failure=SLOW)
    ward.look()
    clock = AT.astimezone().strftime("%H:%M")
    label = window.findChild(QLabel, "status_supply")
    assert isinstance(label, QLabel)
    assert f"Server out of reach since {clock}" in label.text() or AT.date() != NOW.date()
    assert label.text().endswith("answering with version 3 from this computer")
    assert label.property("tone") == "caution"
    assert label.accessibleDescription(), "why, in words"


def test_what_the_server_refuses_is_not_called_out_of_reach(ward: Ward) -> None:
    window = ward.window(DOCTOR)
    alias = RegistryFailed(RegistryFault.ALIAS_UNKNOWN, "mlflow.hospital.example:5000", "champion")
    ward.fake.supply_now = replace(CURRENT, state=SupplyState.OUT_OF_REACH, since=AT, failure=alias)
    ward.look()
    assert "The server gives no model since" in said(window, "status_supply")


def test_a_new_version_changes_the_label_and_says_one_line(ward: Ward) -> None:
    window = ward.window(DOCTOR)
    ward.swap("4")
    ward.look()
    ward.wait(lambda: "v4 ready" in said(window, "model_light"))
    assert "a new version took over" in said(window, "status_newcomer")
    assert not QApplication.activeModalWidget(), "no dialog"
    window.go_to("model")
    ward.wait(lambda: said(window, "status_newcomer") == "")


def test_the_page_tells_the_registry_and_the_versions_used_here(ward: Ward) -> None:
    window = ward.window(DOCTOR)
    window.go_to("model")
    ward.wait(lambda: window.model.page is not None)
    text = texts(window.model)
    for words in (NOBODY, "models:/diabetes_model@champion", "✔ the registry"):
        assert words in text
    for version in "123":
        assert f"diabetes_model {version}" in text
    assert not button(window, "check_registry").isVisible(), "administrators only"
    assert not button(window, "go_back").isVisible()


def test_a_refused_version_stands_there_with_its_reason(ward: Ward) -> None:
    window = ward.window(DOCTOR)
    window.go_to("model")
    ward.wait(lambda: window.model.page is not None)
    page = window.model.page
    reason = ModelRefused(ModelFault.GOLDEN_CASES, "", "31/32")
    refused = RefusedVersion(RegistryVersion("diabetes_model", "4", "p"), reason, AT)
    ward.fake.supply_now = replace(CURRENT, state=SupplyState.REFUSED_NEWER, refused=refused)
    ward.look()
    ward.wait(lambda: "31/32" in texts(window.model))
    assert window.model.page is page, "the card is said anew in its place"
    assert "⚠ Version 4 was refused here" in said(window, "status_supply")


def test_an_administrator_checks_now_and_can_stop_it(ward: Ward) -> None:
    window = ward.window(ADMINISTRATOR)
    window.go_to("model")
    ward.wait(lambda: button(window, "check_registry").isVisible())
    check = button(window, "check_registry")
    click(window, "check_registry")
    assert check.text() == "Cancel the check"
    assert not button(window, "go_back").isEnabled()
    click(window, "check_registry")
    ward.wait(lambda: window.model.told.text() == "The check was cancelled.")
    ward.fake.may_check.set()
    click(window, "check_registry")
    ward.wait(lambda: "names version 3, which answers" in window.model.told.text())
    assert check.text() == "Check now"


def test_an_administrator_goes_back_to_a_version_used_here(ward: Ward) -> None:
    window = ward.window(ADMINISTRATOR)
    window.go_to("model")
    ward.wait(lambda: button(window, "go_back").isVisible())
    assert button(window, "go_back").text() == "Go back to version 2…"
    click(window, "go_back")
    dialog = window.findChild(GoBackDialog)
    assert isinstance(dialog, GoBackDialog)
    click(dialog, "confirm_go_back")
    ward.wait(lambda: "diabetes_model v2 answers from now on." in window.model.told.text())
    assert ward.fake.went_back_to == [("2", ADMINISTRATOR.user)]


def test_a_version_that_does_not_come_back_says_why(ward: Ward) -> None:
    window = ward.window(ADMINISTRATOR)
    window.go_to("model")
    ward.wait(lambda: button(window, "go_back").isVisible())
    ward.fake.fails_to_go_back = ModelRefused(ModelFault.FILE_CHANGED, "x", "model.onnx")
    click(window, "go_back")
    dialog = window.findChild(GoBackDialog)
    assert isinstance(dialog, GoBackDialog)
    click(dialog, "confirm_go_back")
    ward.wait(lambda: "The model in use stays." in window.model.told.text())
    assert "model.onnx" in window.model.told.text()


def test_buttons_are_only_there_for_a_registry(desk: Desk) -> None:
    window = desk.window(BOTH)
    window.go_to("model")
    assert not button(window, "check_registry").isVisible()
    assert not button(window, "go_back").isVisible()


def test_a_scoring_server_has_no_card_and_says_so(desk: Desk) -> None:
    desk.host.identity = ModelIdentity(
        "score.hospital.example:8001", "", "", SourceKind.SERVER, "score.hospital.example:8001"
    )
    window = desk.window(BOTH)
    window.go_to("model")
    text = window.model.banner.text()
    assert "score.hospital.example:8001" in text
    assert "no card, no version and no signature" in text


def test_a_download_is_seen_and_can_be_stopped(ward: Ward) -> None:
    window = ward.window(ADMINISTRATOR)
    window.go_to("settings")
    row = window.settings.model.findChild(QLabel, "download_text")
    assert isinstance(row, QLabel)
    assert not row.isVisible()
    starting = ward.hosts[""] = FakeModelHost(ward._version("3"))
    ward.fake.progress_now = (5_000_000, 12_400_000)
    starting.may_start.clear()
    click(window, "use_model")
    ward.wait(row.isVisible)
    assert row.text() == "5.0 of 12.4 MB"
    click(window, "cancel_download")
    ward.wait(ward.fake.download_cancelled.is_set)
    starting.may_start.set()
    ward.wait(lambda: "answers from now on" in window.settings.model.banner.text())
    assert not row.isVisible()
    assert field(window, "model.uri").isEnabled()


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_text_is_cut_off_however_narrow(ward: Ward, language: str) -> None:
    ward.desk.language.use(language)
    window = ward.window(ADMINISTRATOR, (940, 600))
    window.go_to("model")
    ward.swap("4")
    ward.fake.supply_now = replace(
        CURRENT, state=SupplyState.OUT_OF_REACH, since=AT - timedelta(days=2), failure=SLOW
    )
    ward.look()
    ward.wait(lambda: clipped_texts(window) == [])
    assert window.width() == 940


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_a_card_that_comes_to_say_more_gets_the_room_for_it(
    ward: Ward, size: tuple[int, int]
) -> None:
    ward.desk.language.use("es")
    window = ward.window(ADMINISTRATOR, size)
    window.go_to("model")
    ward.wait(lambda: window.model.page is not None)
    ward.wait(lambda: clipped_texts(window) == [])

    ward.fake.supply_now = replace(CURRENT, state=SupplyState.OUT_OF_REACH, since=AT, failure=SLOW)
    ward.look()

    ward.wait(lambda: clipped_texts(window) == [])
