"""Where the model lives: who set each line, what can't be used, and what is kept of a server.

Takes 35 s.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diabetes_desktop.domain.model_source import ServerContract, SourceKind
from diabetes_desktop.ui.gallery import clipped_texts
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.settings.credentials_dialog import CredentialsDialog

from .conftest import ADMINISTRATOR, BOTH, DOCTOR, Desk
from .eight_facts import button, field

SERVER = "https://models.hospital.example:5000"
SECRET = "contraseña: larga y segura"


class MemoryKeyring(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def settings(desk: Desk, source: str) -> MainWindow:
    """The settings of an administrator, with no model started yet, turned to `source`."""
    desk.add(BOTH)
    window = MainWindow(desk.services, desk.runner, desk.theme, desk.status, BOTH)
    desk.qtbot.addWidget(window)
    desk.windows.append(window)
    window.resize(1366, 768)
    window.show()
    window.go_to("settings")
    click(window, f"model.source.{source}")
    return window


def click(parent: QWidget, name: str) -> None:
    QTest.mouseClick(button(parent, name), Qt.MouseButton.LeftButton)


def said(parent: QWidget) -> str:
    labels = parent.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def dialog(window: MainWindow, qtbot: QtBot) -> CredentialsDialog:
    field(window, "model.tracking_uri").setText(SERVER)
    click(window, "credentials_of_server")
    found = window.findChild(CredentialsDialog)
    assert isinstance(found, CredentialsDialog)
    qtbot.waitUntil(lambda: "Looking into" not in state_of(found))
    return found


def state_of(found: CredentialsDialog) -> str:
    label = found.findChild(QLabel, "credentials_state")
    assert isinstance(label, QLabel)
    return label.text()


def test_each_source_has_its_own_lines(desk: Desk) -> None:
    window = settings(desk, "registry")
    shown = {edit.objectName() for edit in window.findChildren(QLineEdit) if edit.isVisible()}
    assert {"model.tracking_uri", "model.uri", "model.client_certificate"} <= shown
    assert not {"model.directory", "model.server_url"} & shown
    click(window, "model.source.server")
    shown = {edit.objectName() for edit in window.findChildren(QLineEdit) if edit.isVisible()}
    assert {"model.server_url", "model.client_certificate"} <= shown
    assert "model.uri" not in shown
    click(window, "model.source.bundled")
    assert not field(window, "model.client_certificate").isVisible()
    assert button(window, "use_model").isEnabled()


def test_a_line_says_who_set_it_and_is_only_read_then(
    make_desk: Callable[[], Desk], policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy.write_text('[model]\nuri = "models:/ward@champion"\n', encoding="utf-8")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", SERVER)
    window = settings(make_desk(), "registry")
    tracking, model = field(window, "model.tracking_uri"), field(window, "model.uri")
    assert (tracking.text(), tracking.isReadOnly()) == (SERVER, True)
    assert tracking.accessibleDescription() == "from the environment: MLFLOW_TRACKING_URI"
    assert (model.text(), model.isReadOnly()) == ("models:/ward@champion", True)
    assert model.accessibleDescription() == "fixed by IT"
    certificate = field(window, "model.client_certificate")
    assert not certificate.isReadOnly(), "what is not fixed can still be changed"
    assert certificate.accessibleDescription() == "as the program comes"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("model.tracking_uri", "http://models.hospital.example:5000", "Without encryption"),
        ("model.tracking_uri", "https://user:secret@models.example", "no user and no password"),
        ("model.tracking_uri", "models.example", "the server's address alone"),
        ("model.uri", "diabetes_model", "models:/NAME@ALIAS"),
        ("model.client_certificate", "key.pem", "full path"),
    ],
)
def test_what_can_not_be_used_says_why_while_it_is_written(
    desk: Desk, name: str, text: str, reason: str
) -> None:
    window = settings(desk, "registry")
    field(window, name).setText(text)
    assert reason in field(window, name).accessibleDescription()
    assert not button(window, "use_model").isEnabled()


def test_plain_http_is_warned_of_where_the_policy_allows_it(
    make_desk: Callable[[], Desk], policy: Path
) -> None:
    policy.write_text("[model]\nallow_http = true\n", encoding="utf-8")
    window = settings(make_desk(), "server")
    url = field(window, "model.server_url")
    url.setText("http://score.hospital.example:8001")
    assert "⚠ Not encrypted" in url.accessibleDescription()
    assert button(window, "use_model").isEnabled()
    url.setText("http://127.0.0.1:8001")
    assert "Not encrypted" not in url.accessibleDescription(), "it does not leave this computer"


def test_the_rule_on_signatures_is_shown_and_not_changed(
    make_desk: Callable[[], Desk], policy: Path
) -> None:
    policy.write_text(
        f'[model]\nsignatures = "refused"\ntrusted_keys = ["{"ab" * 32}"]\n', encoding="utf-8"
    )
    window = settings(make_desk(), "registry")
    text = said(window)
    assert "Only models with a trusted signature are used." in text
    assert "trusted keys: 1 · fixed by IT" in text


def test_a_registry_is_taken_with_what_is_on_screen(desk: Desk, qtbot: QtBot) -> None:
    window = settings(desk, "registry")
    field(window, "model.tracking_uri").setText(f"{SERVER}/ ")
    field(window, "model.uri").setText("models:/ward/3")
    assert field(window, "model.uri").accessibleDescription() == "not in use yet"
    click(window, "use_model")
    qtbot.waitUntil(lambda: "answers from now on" in window.settings.model.banner.text())
    kept = desk.services.settings.preferences.model
    assert (kept.source, kept.tracking_uri, kept.model_uri) == (
        SourceKind.REGISTRY,
        SERVER,
        "models:/ward/3",
    )
    assert field(window, "model.uri").accessibleDescription() == "set in this program"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "use_model", "the keyboard is where it was"


def test_a_scoring_server_is_taken_with_its_contract(desk: Desk, qtbot: QtBot) -> None:
    window = settings(desk, "server")
    field(window, "model.server_url").setText("https://score.hospital.example")
    click(window, "model.server_contract.legacy")
    click(window, "use_model")
    qtbot.waitUntil(lambda: "answers from now on" in window.settings.model.banner.text())
    kept = desk.services.settings.preferences.model
    assert (kept.source, kept.server_contract) == (SourceKind.SERVER, ServerContract.LEGACY)
    assert kept.tracking_uri == "http://localhost:5000", "the other source keeps its own"


def test_a_doctor_reads_and_changes_nothing(desk: Desk) -> None:
    desk.add(DOCTOR)
    window = MainWindow(desk.services, desk.runner, desk.theme, desk.status, DOCTOR)
    desk.qtbot.addWidget(window)
    window.settings.model.remote.allow(False)
    for name in ("use_model", "credentials_of_server", "model.source.registry"):
        assert not button(window, name).isEnabled()
    assert field(window, "model.tracking_uri").isReadOnly()


def test_a_password_goes_into_the_keyring_and_stays_in_no_field(
    desk: Desk, qtbot: QtBot, ring: MemoryKeyring
) -> None:
    """Security 3 and 10."""
    window = settings(desk, "registry")
    asked = dialog(window, qtbot)
    assert state_of(asked) == "Nothing is kept for models.hospital.example:5000."
    assert not button(asked, "forget_credentials").isVisible()
    field(asked, "server_user").setText("puesto-7")
    assert not button(asked, "save_credentials").isEnabled()
    secret = field(asked, "server_password")
    secret.setText(SECRET)
    secret.returnPressed.emit()
    click(asked, "save_credentials")
    qtbot.waitUntil(lambda: bool(ring.kept))
    kept = json.loads(ring.kept["diabetes-desktop", "models.hospital.example:5000"])
    assert (kept["user"], kept["password"]) == ("puesto-7", SECRET)
    for file in desk.profile.directory.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes()
    qtbot.waitUntil(lambda: window.findChild(CredentialsDialog) is None)

    again = dialog(window, qtbot)
    assert "The user puesto-7 is kept" in state_of(again)
    assert field(again, "server_password").text() == ""
    click(again, "forget_credentials")
    qtbot.waitUntil(lambda: not ring.kept)
    qtbot.waitUntil(lambda: "Nothing is kept" in state_of(again))


@pytest.mark.parametrize(
    ("source", "named", "words"),
    [
        ("registry", SERVER, "count before the keyring for models.hospital.example:5000"),
        ("registry", "https://other.example:5000", "Nothing is kept for models.hospital.example"),
        ("registry", "", "Nothing is kept for models.hospital.example"),
        ("server", SERVER, "Nothing is kept"),
    ],
)
def test_mlflows_variables_are_for_the_server_that_they_name(
    desk: Desk,
    qtbot: QtBot,
    ring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    named: str,
    words: str,
) -> None:
    window = settings(desk, source)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", named)
    monkeypatch.setenv("MLFLOW_TRACKING_USERNAME", "puesto-7")
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", SECRET)
    assert words in state_of(dialog(window, qtbot))


def test_a_token_is_one_word(desk: Desk, qtbot: QtBot, ring: MemoryKeyring) -> None:
    asked = dialog(settings(desk, "registry"), qtbot)
    click(asked, "credentials_kind.token")
    for text, whole in (("", False), ("a b", False), ("ñ", False), ("eyJ.a_b-c", True)):
        field(asked, "server_token").setText(text)
        assert button(asked, "save_credentials").isEnabled() is whole
    click(asked, "save_credentials")
    qtbot.waitUntil(lambda: "eyJ.a_b-c" in "".join(ring.kept.values()))


def test_without_a_keyring_it_is_said_and_nothing_is_kept(desk: Desk, qtbot: QtBot) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        asked = dialog(settings(desk, "registry"), qtbot)
        field(asked, "server_user").setText("puesto-7")
        field(asked, "server_password").setText(SECRET)
        click(asked, "save_credentials")
        qtbot.waitUntil(lambda: "keyring can't be used" in said(asked))
        assert field(asked, "server_password").text() == ""
        assert asked.isVisible()
    finally:
        keyring.set_keyring(before)


def test_an_administrator_disabled_meanwhile_keeps_nothing(
    desk: Desk, qtbot: QtBot, ring: MemoryKeyring
) -> None:
    window = settings(desk, "registry")
    asked = dialog(window, qtbot)
    desk.add(ADMINISTRATOR)
    desk.services.accounts().set_enabled(BOTH.user, False)
    field(asked, "server_user").setText("puesto-7")
    field(asked, "server_password").setText(SECRET)
    click(asked, "save_credentials")
    qtbot.waitUntil(lambda: "no longer authorized" in said(asked))
    assert not ring.kept


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_text_is_cut_off(desk: Desk, language: str) -> None:
    desk.language.use(language)
    window = settings(desk, "registry")
    for size in ((1366, 768), (940, 600)):
        window.resize(*size)
        for source in ("registry", "server", "directory", "bundled"):
            click(window, f"model.source.{source}")
            desk.qtbot.waitUntil(lambda: clipped_texts(window) == [])


def test_every_control_has_a_name(desk: Desk) -> None:
    window = settings(desk, "registry")
    controls = [
        *window.settings.model.findChildren(QPushButton),
        *window.settings.model.findChildren(QLineEdit),
    ]
    for control in controls:
        assert control.accessibleName(), control.objectName()
