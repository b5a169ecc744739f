"""The registry of the model in use: what it names, when it was asked, which versions ran here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diabetes_desktop.application.model_supply import Supply, SupplyState
from diabetes_desktop.application.registry_ports import PeriodOfUse
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.model.table import Fact, FactTable, FigureRow, FigureTable
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.errors import error_text
from diabetes_desktop.ui.wording.figures import moment_text, words_of
from diabetes_desktop.ui.wording.models import short_digest
from diabetes_desktop.ui.wording.supply import supply_said

translate = QCoreApplication.translate
MOST_PERIODS = 12  # on screen; the newest ones


@dataclass(frozen=True, slots=True)
class RegistryReport:
    """What there is to say of a registry; `server` and `model_uri` are those of the settings."""

    server: str
    model_uri: str
    supply: Supply
    periods: Sequence[PeriodOfUse]


class RegistryCard(ReadingCard):
    """Keeps its place, and the focus, while what it says changes."""

    def __init__(self, report: RegistryReport) -> None:
        super().__init__("Registry", translate("ModelRegistry", "Registry and versions used here"))
        self._report: RegistryReport | None = None
        self._body: QWidget | None = None
        self.show_report(report)

    def show_report(self, report: RegistryReport) -> None:
        """Say `report` in place of what was said."""
        if report == self._report:
            return
        self._report = report
        if self._body is not None:
            self.take_out(self._body)
        self._body, said = _body(report)
        self.add(self._body, said)


def _body(report: RegistryReport) -> tuple[QWidget, str]:
    facts = FactTable(_facts(report))
    periods = _history(report.periods)
    heading = RoleLabel("strong")
    heading.setText(translate("ModelRegistry", "Versions used here"))
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(facts)
    if periods is None:
        return body, facts.said
    column.addWidget(heading)
    column.addWidget(periods)
    return body, f"{facts.said}\n{heading.text()}\n{periods.said}"


def _facts(report: RegistryReport) -> list[Fact]:
    supply = report.supply
    facts = [
        Fact(translate("ModelRegistry", "Server"), report.server),
        Fact(translate("ModelRegistry", "Model"), report.model_uri),
        _state(supply),
        Fact(translate("ModelRegistry", "Last check"), _last_check(supply)),
    ]
    if supply.failure is not None:
        why = words_of(error_text(supply.failure))
        facts.append(Fact(translate("ModelRegistry", "Why"), why, "caution"))
    if supply.refused is not None and supply.refused.reason is not None:
        reason = words_of(error_text(supply.refused.reason))
        when = moment_text(supply.refused.at)
        name = translate("ModelRegistry", "Refused")
        facts.append(Fact(name, f"{supply.refused.version.version} · {when} · {reason}", "caution"))
    return facts


def _state(supply: Supply) -> Fact:
    name = translate("ModelRegistry", "State")
    said = supply_said(supply, datetime.now(UTC))
    if said is not None:
        tone = "caution" if said.tone == "caution" else ""
        return Fact(name, f"{'⚠ ' if tone else ''}{said.text}", tone)
    if supply.state is SupplyState.CURRENT:
        named = translate("ModelRegistry", "the registry names the version that answers")
        return Fact(name, f"✔ {named}", "positive")
    return Fact(name, translate("ModelRegistry", "the registry has not been asked yet"))


def _last_check(supply: Supply) -> str:
    if supply.checked_at is None:
        return "–"
    return moment_text(supply.checked_at)


def _history(periods: Sequence[PeriodOfUse]) -> FigureTable | None:
    if not periods:
        return None
    header = [
        translate("ModelRegistry", "Version"),
        translate("ModelRegistry", "from"),
        translate("ModelRegistry", "until"),
        "SHA-256",
    ]
    rows = [
        FigureRow(
            [
                words_of(f"{period.name} {period.version}"),
                moment_text(period.since),
                translate("ModelRegistry", "now")
                if period.until is None
                else moment_text(period.until),
                short_digest(period.digest),
            ],
            chosen=period.until is None,
        )
        for period in periods[:MOST_PERIODS]
    ]
    return FigureTable(header, rows)
