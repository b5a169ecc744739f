"""The steps of a connection test, one row each, and the same as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from diabetes_desktop.application.check_connection import Outcome, Step, StepResult
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.ui.theme.tokens import Tokens
from diabetes_desktop.ui.wording.connection import result_text, step_title
from diabetes_desktop.ui.wording.figures import fixed

translate = QCoreApplication.translate
STATE, STEP, FOUND, TIME = range(4)
ICONS = {
    Outcome.PASSED: "✔",
    Outcome.WARNED: "⚠",
    Outcome.FAILED: "✖",
    Outcome.SKIPPED: "–",
    Outcome.CANCELLED: "■",
}
TONES = {Outcome.PASSED: "positive", Outcome.WARNED: "caution", Outcome.FAILED: "alert"}


def expected_steps(choice: ModelChoice) -> tuple[Step, ...]:
    """What will be tried on the way to the model of `choice`, a remote one, in order."""
    is_registry = choice.source is SourceKind.REGISTRY
    url = choice.tracking_uri if is_registry else choice.server_url
    network = (Step.NAME, Step.PORT, *((Step.TLS,) if url.startswith("https:") else ()))
    if not is_registry:
        return (*network, Step.SCORING)
    of_registry = (Step.SERVER, Step.CREDENTIALS, Step.MODEL, Step.RIGHTS, Step.FILES)
    return (*network, *of_registry, Step.CONTRACT, Step.SIGNATURE, Step.GOLDEN_CASES)


@dataclass(frozen=True, slots=True)
class Row:
    """What one step has to say; `tone` is a token's name, empty for plain text."""

    state: str
    title: str
    found: str
    time: str
    tone: str = ""

    @property
    def text(self) -> str:
        """The row as a line."""
        time = f" ({self.time})" if self.time else ""
        return f"{self.state} · {self.title}{time}" + (f": {self.found}" if self.found else "")


def rows(steps: Sequence[Step], results: Sequence[StepResult], *, running: bool) -> list[Row]:
    """The results so far, then what is under way and what is still to come."""
    found = {result.step: result for result in results}
    shown = [*steps, *(step for step in found if step not in steps)]
    first_open = next((step for step in shown if step not in found), None)
    return [
        _done(found[step]) if step in found else _open(step, running and step is first_open)
        for step in shown
    ]


class ConnectionRows(QTableWidget):
    """One row a step. Arrow keys move, Tab leaves."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(0, 4)
        self._tokens = tokens
        self.setObjectName("connection_steps")
        self.setAccessibleName("Connection steps")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(FOUND, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, shown: Sequence[Row]) -> None:
        """Say `shown`; the row that one is at stays."""
        header = [self.tr("State"), self.tr("Step"), self.tr("What was found"), self.tr("Time")]
        self.setHorizontalHeaderLabels(header)
        self.setRowCount(len(shown))
        for place, row in enumerate(shown):
            for column, text in enumerate((row.state, row.title, row.found, row.time)):
                item = QTableWidgetItem(text)
                if column == STATE and row.tone:
                    item.setForeground(QBrush(QColor(getattr(self._tokens, row.tone))))
                self.setItem(place, column, item)
        self.setAccessibleDescription("\n".join(row.text for row in shown))


def _done(result: StepResult) -> Row:
    words = {
        Outcome.PASSED: translate("ConnectionRows", "passed"),
        Outcome.WARNED: translate("ConnectionRows", "warning"),
        Outcome.FAILED: translate("ConnectionRows", "failed"),
        Outcome.SKIPPED: translate("ConnectionRows", "skipped"),
        Outcome.CANCELLED: translate("ConnectionRows", "stopped"),
    }
    outcome = result.outcome
    state = f"{ICONS[outcome]} {words[outcome]}"
    tried = outcome not in (Outcome.SKIPPED, Outcome.CANCELLED)
    time = _time(result.seconds) if tried else ""
    return Row(
        state, step_title(result.step), result_text(result), time, TONES.get(outcome, "muted")
    )


def _open(step: Step, is_running: bool) -> Row:
    if is_running:
        running = translate("ConnectionRows", "running")
        return Row(f"… {running}", step_title(step), "", "", "accent")
    to_come = translate("ConnectionRows", "to come")
    return Row(f"○ {to_come}", step_title(step), "", "", "muted")


def _time(seconds: float) -> str:
    if seconds < 1:
        return f"{round(seconds * 1000)} ms"
    return f"{fixed(seconds, 1)} s"
