"""The connection test on screen: each step as it is gone, in words, and stopped when asked to.

Takes 15 s.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diabetes_desktop.application.check_connection import Outcome, Step, StepResult
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import RegistryFailed
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.gallery import clipped_texts
from diabetes_desktop.ui.settings.connection_dialog import ConnectionDialog
from diabetes_desktop.ui.settings.connection_rows import expected_steps
from diabetes_desktop.ui.settings.samples import connection_states

from .conftest import BOTH, DOCTOR, Desk, Look
from .eight_facts import button, field

REGISTRY = ModelChoice(
    SourceKind.REGISTRY,
    tracking_uri="https://mlflow.hospital.example:5000",
    model_uri="models:/diabetes_model@champion",
)
HOST = RegistryFailed(ServerFault.HOST_HEADER, "mlflow.hospital.example:5000")


class ScriptedCheck:
    """Goes the steps it is told, one each time `go` is released; the rest is cancelled."""

    def __init__(self, results: Sequence[StepResult]) -> None:
        self._results = results
        self.go = Event()

    def __call__(
        self, choice: ModelChoice, report: Callable[[StepResult], None], cancel: Event
    ) -> list[StepResult]:
        told = []
        for result in self._results:
            while not self.go.wait(0.01) and not cancel.is_set():
                pass
            told.append(StepResult(result.step, Outcome.CANCELLED) if cancel.is_set() else result)
            report(told[-1])
        return told


@pytest.fixture
def runner() -> Iterator[BackgroundRunner]:
    runner = BackgroundRunner(lambda bug: str(bug))
    yield runner
    assert runner.stop()


@pytest.fixture
def parent(qtbot: QtBot, look: Look) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


def started(
    parent: QWidget, runner: BackgroundRunner, look: Look, check: ScriptedCheck
) -> ConnectionDialog:
    dialog = ConnectionDialog(parent, check, runner, REGISTRY, look.theme.tokens)
    dialog.open()
    dialog.start()
    return dialog


def test_each_step_is_told_with_word_time_and_sentence(
    parent: QWidget, runner: BackgroundRunner, look: Look, qtbot: QtBot
) -> None:
    passed = StepResult(Step.NAME, Outcome.PASSED, 0.003, "10.20.30.40")
    slow = StepResult(Step.PORT, Outcome.PASSED, 1.26, "mlflow.hospital.example:5000")
    failed = StepResult(Step.SERVER, Outcome.FAILED, 0.01, "", HOST)
    check = ScriptedCheck([passed, slow, failed, StepResult(Step.MODEL, Outcome.SKIPPED)])
    dialog = started(parent, runner, look, check)
    assert "… running · The name is known" in dialog.text()
    assert "○ to come · MLflow answers" in dialog.text()
    check.go.set()
    qtbot.waitUntil(lambda: bool(dialog.banner.text()))
    text = dialog.text()
    assert "✔ passed · The name is known (3 ms): Its address is 10.20.30.40." in text
    assert "✔ passed · The port is open (1.3 s)" in text
    assert "✖ failed · MLflow answers (10 ms): The server mlflow.hospital.example:5000" in text
    assert "--allowed-hosts" in text
    assert "– skipped · The model is there: Not tried." in text
    assert dialog.banner.property("tone") == "alert"
    assert "“MLflow answers”" in dialog.banner.text()
    assert text.splitlines()[1:] == dialog.rows.accessibleDescription().splitlines()


def test_it_is_stopped_and_gone_again(
    parent: QWidget, runner: BackgroundRunner, look: Look, qtbot: QtBot
) -> None:
    check = ScriptedCheck([StepResult(step, Outcome.PASSED) for step in expected_steps(REGISTRY)])
    dialog = started(parent, runner, look, check)
    QTest.mouseClick(button(dialog, "stop_test"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.banner.text() == "The test was stopped.")
    check.go.set()
    QTest.mouseClick(button(dialog, "test_again"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "All is as it should be" in dialog.banner.text())
    assert "■" not in dialog.text()
    assert not button(dialog, "stop_test").isVisible()


def test_closing_it_stops_the_test(
    parent: QWidget, runner: BackgroundRunner, look: Look, qtbot: QtBot
) -> None:
    dialog = started(parent, runner, look, ScriptedCheck([StepResult(Step.NAME, Outcome.PASSED)]))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert runner.stop(), "the test ended with its window"


def test_it_is_copied_as_text(
    parent: QWidget, runner: BackgroundRunner, look: Look, qtbot: QtBot
) -> None:
    check = ScriptedCheck([StepResult(Step.NAME, Outcome.PASSED, 0.003, "10.20.30.40")])
    check.go.set()
    dialog = started(parent, runner, look, check)
    qtbot.waitUntil(lambda: bool(dialog.banner.text()))
    QTest.mouseClick(button(dialog, "copy_connection"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.text()
    assert copied.startswith("The way to models:/diabetes_model@champion on https://mlflow")


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_sentence_is_cut_off(
    parent: QWidget, runner: BackgroundRunner, look: Look, qtbot: QtBot, language: str
) -> None:
    look.language.use(language)
    dialog = ConnectionDialog(parent, ScriptedCheck(()), runner, REGISTRY, look.theme.tokens)
    dialog.open()
    for _, results, running in connection_states():
        dialog.show_results(results, running=running)
        qtbot.waitUntil(lambda: clipped_texts(dialog) == [])
        qtbot.waitUntil(lambda: all_rows_seen(dialog))


def all_rows_seen(dialog: ConnectionDialog) -> bool:
    rows = dialog.rows
    needed = rows.verticalHeader().length()
    return needed <= rows.viewport().height() or rows.verticalScrollBar().maximum() > 0


def test_a_doctor_may_test_what_is_in_force(desk: Desk) -> None:
    """Over the real services: nobody listens at that port of this computer."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        window = desk.window(DOCTOR)
        values = {"model.source": "registry", "model.tracking_uri": url}
        desk.services.settings.change(values, BOTH)
        window.settings.model.show_settings()
        window.go_to("settings")
        assert field(window, "model.tracking_uri").isReadOnly()
        QTest.mouseClick(button(window, "test_connection"), Qt.MouseButton.LeftButton)
        dialog = window.findChild(ConnectionDialog)
        assert isinstance(dialog, ConnectionDialog)
        desk.qtbot.waitUntil(lambda: "“The port is open”" in dialog.banner.text(), timeout=8000)
    told = dialog.text().splitlines()[1:]
    assert len(told) == 10, "what is expected is what is gone"
    assert "✔ passed · The name is known" in dialog.text()
    assert "✖ failed · The port is open" in dialog.text()
