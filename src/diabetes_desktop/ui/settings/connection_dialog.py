"""The connection test: every step on the way to the model, as it is gone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from threading import Event

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from diabetes_desktop.application.check_connection import Outcome, StepResult
from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.settings.connection_rows import ConnectionRows, expected_steps, rows
from diabetes_desktop.ui.theme.tokens import Tokens
from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.wording.connection import step_title
from diabetes_desktop.ui.wording.errors import error_text

Check = Callable[[ModelChoice, Callable[[StepResult], None], Event], list[StepResult]]
SIZE = QSize(880, 620)
LOOK_EVERY_MS = 60


class ConnectionDialog(QDialog):
    """Tests `choice` and changes nothing. Closing it cancels what is under way."""

    def __init__(
        self,
        parent: QWidget,
        check: Check,
        runner: BackgroundRunner,
        choice: ModelChoice,
        tokens: Tokens,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("connection_test")
        self.resize(SIZE)
        self._check, self._runner, self._choice = check, runner, choice
        self._steps = expected_steps(choice)
        self._cancel: Event | None = None  # of the test under way
        self._arrived: deque[StepResult] = deque()  # filled by the test's thread
        self._results: list[StepResult] = []
        self._heading = RoleLabel("heading", wrap=True)
        self._note = RoleLabel("muted", wrap=True)
        self.rows = ConnectionRows(tokens)
        self.banner = Banner("connection_outcome")
        self._copy, self._again, self._stop = QPushButton(), QPushButton(), QPushButton()
        self._close = QPushButton()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._take_arrived)
        self._copy.clicked.connect(self._copy_text)
        self._again.clicked.connect(self.start)
        self._stop.clicked.connect(self._cancel_test)
        self._close.clicked.connect(self.reject)
        self._retranslate()

    def start(self) -> None:
        """Go the way from its beginning."""
        cancel, arrived = Event(), deque[StepResult]()
        self._cancel, self._arrived, self._results = cancel, arrived, []
        self.banner.say("")
        self._show()
        self._stop.setFocus()
        self._timer.start()
        self._runner.run(
            lambda: self._check(self._choice, arrived.append, cancel),
            owner=self,
            on_success=lambda results: self._ended(cancel, results),
            on_failure=lambda error: self._broke(cancel, error),
        )

    def show_results(self, results: Sequence[StepResult], *, running: bool = False) -> None:
        """Show these results of a test that is over, or `running`."""
        self._cancel = Event() if running else None
        self._results = list(results)
        self.banner.say("" if running else self._outcome_text, self._tone())
        self._show()

    def text(self) -> str:
        """The test as text: no user, password or token is in it."""
        shown = rows(self._steps, self._results, running=self._cancel is not None)
        return "\n".join([self._heading.text(), *(row.text for row in shown)])

    def done(self, result: int) -> None:
        """Stop what is under way."""
        self._cancel_test()
        self._timer.stop()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _take_arrived(self) -> None:
        before = len(self._results)
        while self._arrived:
            self._results.append(self._arrived.popleft())
        if len(self._results) != before:
            self._show()

    def _ended(self, cancel: Event, results: list[StepResult]) -> None:
        if cancel is self._cancel:
            self._timer.stop()
            self.show_results(results)
            self._close.setFocus()

    def _broke(self, cancel: Event, error: AppError) -> None:
        if cancel is self._cancel:
            self._timer.stop()
            self._take_arrived()
            self._cancel = None
            self.banner.say(lambda: error_text(error))
            self._show()

    def _cancel_test(self) -> None:
        if self._cancel is not None:
            self._cancel.set()
            self._stop.setEnabled(False)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _show(self) -> None:
        is_running = self._cancel is not None
        self.rows.show_rows(rows(self._steps, self._results, running=is_running))
        self._stop.setVisible(is_running)
        self._stop.setEnabled(is_running)
        self._again.setVisible(not is_running)
        self._copy.setEnabled(bool(self._results))

    def _tone(self) -> str:
        outcomes = {result.outcome for result in self._results}
        if Outcome.FAILED in outcomes:
            return "alert"
        return "caution" if Outcome.WARNED in outcomes else "info"

    def _outcome_text(self) -> str:
        outcomes = {result.outcome: result.step for result in reversed(self._results)}
        if Outcome.CANCELLED in outcomes:
            return self.tr("The test was stopped.")
        if Outcome.FAILED in outcomes:
            ended = self.tr("The way ends at “{0}”: beside it stands what IT has to do.")
            return ended.format(step_title(outcomes[Outcome.FAILED]))
        if Outcome.WARNED in outcomes:
            warned = self.tr("This model can be used. Mind the warning beside “{0}”.")
            return warned.format(step_title(outcomes[Outcome.WARNED]))
        return self.tr("All is as it should be: this model can be used.")

    def _lay_out(self) -> None:
        for button, name, accessible in (
            (self._copy, "copy_connection", "Copy"),
            (self._again, "test_again", "Test again"),
            (self._stop, "stop_test", "Cancel the test"),
            (self._close, "close_test", "Close"),
        ):
            button.setObjectName(name)
            button.setAccessibleName(accessible)
            button.setAutoDefault(False)
        end = QHBoxLayout()
        end.addWidget(self._copy)
        end.addStretch(1)
        for button in (self._again, self._stop, self._close):
            end.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(self._note)
        column.addWidget(self.rows, 1)
        column.addWidget(self.banner)
        column.addLayout(end)

    def _retranslate(self) -> None:
        choice = self._choice
        self.setWindowTitle(self.tr("Connection test"))
        if choice.source is SourceKind.REGISTRY:
            way = self.tr("The way to {0} on {1}").format(choice.model_uri, choice.tracking_uri)
        else:
            way = self.tr("The way to the scoring server {0}").format(choice.server_url)
        self._heading.setText(way)
        self._note.setText(
            self.tr("Nothing is changed: the model in use goes on answering. No patient is sent.")
        )
        self._copy.setText(self.tr("Copy as text"))
        self._again.setText(self.tr("Test again"))
        self._stop.setText(self.tr("Cancel the test"))
        self._close.setText(self.tr("Close"))
        self._show()
