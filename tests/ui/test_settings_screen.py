"""Settings take effect, are kept whole, and are only for those who may change them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.model_status import Ready, Unavailable

from .conftest import ADMINISTRATOR, BOTH, DOCTOR, Desk
from .eight_facts import button, field, type_into


def choose(window: MainWindow, key: str, value: str) -> None:
    """As a user does: with the list's own signal."""
    box = window.findChild(QComboBox, key)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def click(window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def window(desk: Desk) -> MainWindow:
    window = desk.window()
    window.go_to("settings")
    return window


def test_the_threshold_is_kept_and_shown(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    type_into(window, "referral.threshold", "12,5")
    click(window, "save_threshold")
    qtbot.waitUntil(lambda: desk.services.settings.preferences.referral_threshold == 0.125)
    status = window.findChild(QLabel, "status_threshold")
    assert isinstance(status, QLabel)
    qtbot.waitUntil(lambda: status.text() == "Referral from 12.5%")


@pytest.mark.parametrize("text", ["4.9", "31", "8.25", "", "x", "1,000"])
def test_a_threshold_that_would_not_be_shown_as_it_is_is_refused(
    desk: Desk, window: MainWindow, qtbot: QtBot, text: str
) -> None:
    type_into(window, "referral.threshold", " ")
    field(window, "referral.threshold").setText(text)
    click(window, "save_threshold")
    assert desk.runner.stop()
    assert desk.services.settings.preferences.referral_threshold == 0.10
    assert field(window, "referral.threshold").text() == text, "what was typed stays"


def test_a_theme_and_a_language_take_effect_at_once(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    choose(window, "ui.theme", "dark")
    qtbot.waitUntil(lambda: desk.theme.name == "dark")
    choose(window, "ui.language", "es")
    qtbot.waitUntil(lambda: button(window, "go_settings").text() == "&Configuración")


def test_another_setting_leaves_what_is_half_typed(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    type_into(window, "referral.threshold", "1")
    choose(window, "ui.theme", "dark")
    qtbot.waitUntil(lambda: desk.theme.name == "dark")
    assert field(window, "referral.threshold").text() == "1"


def test_a_doctor_sees_but_can_not_change_what_is_for_administrators(
    desk: Desk, qtbot: QtBot
) -> None:
    window = desk.window(DOCTOR)
    window.go_to("settings")
    for name in ("save_threshold", "use_model"):
        assert not button(window, name).isEnabled()
    choose(window, "units.glucose", "mmol/L")
    qtbot.waitUntil(lambda: desk.services.settings.preferences.glucose_unit == "mmol/L")


def test_an_administrator_disabled_meanwhile_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window(ADMINISTRATOR)
    desk.add(BOTH)  # so that this one is not the last administrator
    desk.services.accounts().set_enabled(ADMINISTRATOR.user, False)
    type_into(window, "referral.threshold", "30")
    click(window, "save_threshold")
    qtbot.waitUntil(lambda: bool(window.settings.banner.text()))
    assert desk.services.settings.preferences.referral_threshold == 0.10
    click(window, "use_model")
    qtbot.waitUntil(lambda: "no longer authorized" in window.settings.model.banner.text())


def test_what_the_site_policy_fixes_says_so(make_desk: Callable[[], Desk], policy: Path) -> None:
    policy.write_text(
        '[units]\nglucose = "mmol/L"\n[referral]\nthreshold = 0.2\n', encoding="utf-8"
    )
    desk = make_desk()
    window = desk.window()
    window.go_to("settings")
    box = window.findChild(QComboBox, "units.glucose")
    assert isinstance(box, QComboBox)
    assert (box.currentData(), box.isEnabled()) == ("mmol/L", False)
    assert not button(window, "save_threshold").isEnabled()
    notes = [x for x in window.findChildren(QLabel) if x.text() == "fixed by IT"]
    assert len([label for label in notes if label.isVisible()]) == 2


def test_a_refused_model_leaves_the_one_in_use_and_says_why(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    before = desk.services.settings.preferences
    desk.host.fails_start = ModelRefused(ModelFault.GOLDEN_CASES, "", "31/32")
    click(window, "use_model")
    qtbot.waitUntil(lambda: "31/32" in window.settings.model.banner.text())
    assert "The model in use stays." in window.settings.model.banner.text()
    assert isinstance(desk.status.state, Ready)
    assert desk.services.settings.preferences == before


def test_a_folder_without_a_model_is_not_taken(
    desk: Desk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    click(window, "model.source.directory")
    field(window, "model.directory").setText(str(tmp_path))
    click(window, "check_model")
    qtbot.waitUntil(lambda: "MLmodel" in window.settings.model.banner.text())
    assert not button(window, "use_model").isEnabled()


def test_files_without_a_manifest_are_taken_only_when_somebody_trusts_them(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.add(BOTH)
    window = MainWindow(desk.services, desk.runner, desk.theme, desk.status, BOTH)
    qtbot.addWidget(window)
    window.show()
    window.go_to("settings")
    folder = tmp_path / "model"
    shutil.copytree(resource("model"), folder)
    (folder / "manifest.json").unlink()
    click(window, "model.source.directory")
    field(window, "model.directory").setText(str(folder))
    click(window, "check_model")
    trust = window.findChild(QCheckBox, "trust_digest")
    assert isinstance(trust, QCheckBox)
    qtbot.waitUntil(trust.isVisible)
    assert not button(window, "use_model").isEnabled()
    trust.click()
    click(window, "use_model")
    qtbot.waitUntil(lambda: desk.services.settings.preferences.model.location == str(folder))
    assert len(desk.services.settings.preferences.model.trusted_digests) == 1


def test_why_no_model_answers_is_said_where_it_can_be_mended(desk: Desk, qtbot: QtBot) -> None:
    desk.add(ADMINISTRATOR)
    desk.host.fails_start = ModelRefused(ModelFault.FILE_CHANGED, "", "model.onnx")
    desk.status.start()
    qtbot.waitUntil(lambda: isinstance(desk.status.state, Unavailable))
    window = MainWindow(desk.services, desk.runner, desk.theme, desk.status, ADMINISTRATOR)
    qtbot.addWidget(window)
    window.show()
    assert "model.onnx" in window.settings.model.banner.text()
