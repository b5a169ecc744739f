"""From the first start to signing out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from diabetes_desktop.domain.account import Role
from diabetes_desktop.ui.first_account.screen import FirstAccountScreen
from diabetes_desktop.ui.model_status import Ready
from diabetes_desktop.ui.shell import Shell

from .conftest import ADMINISTRATOR, BOTH, DOCTOR, PASSWORD, Desk
from .eight_facts import button, field


def type_in(page: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        QTest.keyClicks(field(page, name), text)


def press(page: QWidget, name: str) -> None:
    QTest.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


def sign_in(shell: Shell, user: str, password: str = PASSWORD) -> None:
    type_in(shell.entrance.sign_in, user=user, password=password)
    press(shell.entrance.sign_in, "sign_in")


def test_the_first_start_makes_the_first_account(shell: Shell, desk: Desk, qtbot: QtBot) -> None:
    shell.start()
    page = shell.entrance.page()
    assert isinstance(page, FirstAccountScreen)
    type_in(page, full_name="Cuenta Primera", new_user="Primera", new_password=PASSWORD)
    type_in(page, repeat_password="something else")
    press(page, "create_account")
    assert page.banner.text() == "The two passwords differ: type them again."
    type_in(page, repeat_password=PASSWORD)
    press(page, "create_account")
    qtbot.waitUntil(lambda: shell.entrance.page() is shell.entrance.sign_in)
    assert all(edit.text() == "" for edit in page.findChildren(QLineEdit, "new_password"))
    account = desk.services.accounts().find("primera")
    assert account is not None
    assert account.roles == frozenset(Role)
    type_in(shell.entrance.sign_in, password=PASSWORD)
    press(shell.entrance.sign_in, "sign_in")
    qtbot.waitUntil(lambda: shell.main is not None and shell.main.isVisible())
    assert not shell.entrance.isVisible()


def test_a_refused_first_account_keeps_what_was_typed(shell: Shell, qtbot: QtBot) -> None:
    shell.start()
    page = shell.entrance.page()
    assert isinstance(page, FirstAccountScreen)
    type_in(page, full_name="Cuenta Primera", new_user="primera")
    type_in(page, new_password="short", repeat_password="short")
    press(page, "create_account")
    qtbot.waitUntil(lambda: "15 characters" in page.banner.text())
    assert field(page, "full_name").text() == "Cuenta Primera"
    assert field(page, "new_password").text() == "short"


def test_one_generic_error_and_an_empty_password(shell: Shell, desk: Desk, qtbot: QtBot) -> None:
    desk.add(DOCTOR)
    shell.start()
    screen = shell.entrance.sign_in
    assert shell.entrance.page() is screen
    for user, password in ((DOCTOR.user, "wrong password here"), ("nobody", PASSWORD)):
        screen.start()
        sign_in(shell, user, password)
        assert field(screen, "password").text() == ""
        qtbot.waitUntil(lambda: bool(screen.banner.text()))
        assert screen.banner.text() == "User or password not valid, or account not authorized."
        assert field(screen, "user").text() == user


def test_signing_out_takes_everything_typed_along(shell: Shell, desk: Desk, qtbot: QtBot) -> None:
    desk.add(BOTH)
    shell.start()
    sign_in(shell, BOTH.user)
    qtbot.waitUntil(lambda: shell.main is not None)
    main = shell.main
    assert main is not None
    assert main.patient is not None
    QTest.keyClicks(field(main, "patient_id"), "HC-1")
    with qtbot.waitSignal(main.destroyed):
        press(main, "sign_out")
    assert shell.main is None
    assert shell.entrance.isVisible()
    assert field(shell.entrance.sign_in, "user").text() == ""


def test_an_administrator_is_not_thereby_a_doctor(shell: Shell, desk: Desk, qtbot: QtBot) -> None:
    desk.add(ADMINISTRATOR)
    shell.start()
    sign_in(shell, ADMINISTRATOR.user)
    qtbot.waitUntil(lambda: shell.main is not None)
    assert shell.main is not None
    assert shell.main.patient is None
    assert shell.main.findChild(QWidget, "go_patient") is None


def test_where_it_has_a_site_policy_no_first_account_is_offered(
    make_desk: Callable[[], Desk], policy: Path, qtbot: QtBot
) -> None:
    policy.write_text('[ui]\nlanguage = "en"\n', encoding="utf-8")
    desk = make_desk()
    shell = Shell(desk.services, desk.theme, desk.language)
    qtbot.addWidget(shell.entrance)
    with qtbot.waitSignal(shell.working):
        shell.start()
    qtbot.waitUntil(lambda: isinstance(shell.status.state, Ready))
    assert shell.entrance.page() is shell.entrance.sign_in
    assert shell.first_account is None
    shell.stop()


def test_the_language_can_be_chosen_before_signing_in(
    shell: Shell, desk: Desk, qtbot: QtBot
) -> None:
    desk.add(DOCTOR)
    shell.start()
    press(shell.entrance, "language_es")
    sign_in_button = button(shell.entrance.sign_in, "sign_in")
    qtbot.waitUntil(lambda: sign_in_button.text() == "Iniciar sesión")
    assert sign_in_button.accessibleName() == "Sign in"
    assert desk.services.settings.preferences.language == "es"
