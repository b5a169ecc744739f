"""Every screen in every state that a user can meet, for the self-test to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from diabetes_desktop.application.errors import ModelCrashed, StorageFault, StorageUnavailable
from diabetes_desktop.application.model_in_use import InUse
from diabetes_desktop.application.server_sign_in import ServerSignIn
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.decision import Conclusion, Decision
from diabetes_desktop.domain.explaining import Background, Grounds, explanation
from diabetes_desktop.domain.explanation import (
    Explanation,
    Neighbourhood,
    ReferenceKind,
    TreeSpread,
)
from diabetes_desktop.domain.imported_facts import Gap, ImportedFacts, Line, Origin
from diabetes_desktop.domain.patient import HBA1C, INPUTS, Gender, Patient, Range, Row, Smoking
from diabetes_desktop.domain.patient_record import Moment
from diabetes_desktop.domain.prediction import (
    Answer,
    ModelIdentity,
    Prediction,
    SiteRules,
    SourceKind,
)
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.entrance_window import EntranceWindow
from diabetes_desktop.ui.first_account.screen import FirstAccountScreen
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.model.go_back_dialog import GoBackDialog
from diabetes_desktop.ui.model.samples import model_states, registry_states
from diabetes_desktop.ui.model_status import ModelStatus
from diabetes_desktop.ui.patient.body_mass_dialog import BodyMassDialog
from diabetes_desktop.ui.patient.decision_dialog import DecisionDialog
from diabetes_desktop.ui.patient.fhir_import_dialog import FhirImportDialog
from diabetes_desktop.ui.patient.result_alert import ResultAlert
from diabetes_desktop.ui.patient.result_state import Done, Failed, Idle, Running
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.connection_dialog import ConnectionDialog
from diabetes_desktop.ui.settings.credentials_dialog import CredentialsDialog
from diabetes_desktop.ui.settings.samples import connection_states
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.wording.discordance import discordance_text

SCREEN = (1366, 768)  # the usual hospital screen
_PATIENT = Patient(Gender.OTHER, 16.0, 1, 0, Smoking.NO_INFO, 31.2, 6.7, 212.0)
_TYPICAL = Patient(Gender.FEMALE, 40.0, 0, 0, Smoking.NEVER, 26.0, 5.5, 110.0)
_MODEL = ModelIdentity("diabetes_model", "1", "0" * 64, SourceKind.BUNDLED)
_WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def every_screen(
    services: Services, runner: BackgroundRunner, theme: Theme, status: ModelStatus
) -> Iterator[tuple[str, QWidget]]:
    """Name and window of each screen; a window lives until the next one is asked for."""
    entrance = EntranceWindow(theme.icons)
    entrance.sign_in.fail("—")
    yield "sign-in", entrance
    entrance.show_page(FirstAccountScreen())
    yield "first account", entrance
    entrance.close()
    account = Account("gallery", "Gallery", frozenset(Role))
    window = MainWindow(services, runner, theme, status, account)
    window.resize(*SCREEN)
    yield from _patient_states(window, theme)
    yield from _model_states(window, status)
    yield from _settings_states(window, services, runner, theme)
    window.end()


def clipped_texts(window: QWidget) -> list[str]:
    """The texts that do not fit into their label or button."""
    found = []
    widgets: list[QLabel | QAbstractButton] = [
        *window.findChildren(QLabel),
        *window.findChildren(QAbstractButton),
    ]
    for widget in widgets:
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        needed = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().height()
        too_narrow = not wraps and widget.width() < widget.sizeHint().width()
        clipped = too_narrow or widget.height() < needed or _is_cut_at_the_side(widget)
        if widget.isVisible() and widget.text() and clipped:
            found.append(widget.text())
    return found


def _is_cut_at_the_side(widget: QWidget) -> bool:
    """Whether a parent hides its left or right end; above and below one can scroll."""
    seen = widget.visibleRegion().boundingRect()
    return not seen.isEmpty() and seen.width() < widget.width()


def _patient_states(window: MainWindow, theme: Theme) -> Iterator[tuple[str, QWidget]]:
    screen = window.patient
    if screen is None:
        return
    for name, state in (
        ("patient, empty", Idle()),
        ("patient, asking", Running()),
        ("patient, class 0", Done(_prediction(0, 0.04))),
        ("patient, to refer", Done(_prediction(0, 0.31))),
        ("patient, class 1", Done(_prediction(1, 0.97))),
        ("patient, no probability", Done(_prediction(1, None))),
        ("patient, failed", Failed(ModelCrashed())),
    ):
        screen.panel.render_state(state)
        yield name, window
    explained = _prediction(1, _chance(_PATIENT.row()))
    screen.panel.render_state(Done(explained, explanation=_explanation()))
    yield "patient, explained", window
    missed = _prediction(0, 0.31)
    decision = Decision(Conclusion.OTHER, "—", "gallery", _WHEN)
    screen.panel.render_state(Done(missed, decision))
    yield "patient, decided", window
    dialogs = (
        ("body-mass index", BodyMassDialog(screen)),
        ("discordance", ResultAlert(screen, missed)),
        ("decision", DecisionDialog(screen, discordance_text(missed), decision)),
        ("record from elsewhere", FhirImportDialog(screen, theme, (_facts(),), lambda: True)),
    )
    for name, dialog in dialogs:
        yield name, dialog
        dialog.close()


def _model_states(window: MainWindow, status: ModelStatus) -> Iterator[tuple[str, QWidget]]:
    window.go_to("model")
    for name, state in model_states():
        window.model.show_state(state)
        yield f"model, {name}", window
    for name, state, registry in registry_states():
        status.supply = registry.supply
        status.newcomer = InUse(_MODEL, _WHEN)
        window.status_line.show_settings()
        window.model.show_state(state, registry)
        yield f"registry, {name}", window
    dialog = GoBackDialog(window.model, registry.periods, "4")
    yield "go back", dialog
    dialog.close()
    status.supply = status.newcomer = None
    window.status_line.show_settings()


def _settings_states(
    window: MainWindow, services: Services, runner: BackgroundRunner, theme: Theme
) -> Iterator[tuple[str, QWidget]]:
    window.go_to("settings")
    for source in SourceKind:
        window.settings.model.turn_to(source)
        yield f"settings, {source}", window
    choice = replace(services.settings.preferences.model, source=SourceKind.REGISTRY)
    test = ConnectionDialog(
        window.settings, services.check_connection, runner, choice, theme.tokens
    )
    for name, results, running in connection_states():
        test.show_results(results, running=running)
        yield f"connection, {name}", test
    test.close()
    server = "mlflow.hospital.example:5000"
    dialog = CredentialsDialog(window.settings, services, runner, f"https://{server}", "gallery")
    for user in ("", "—"):
        dialog.show_known(ServerSignIn(server, user, by_token=not user))
        yield "credentials", dialog
    dialog.fail(StorageUnavailable(StorageFault.UNREACHABLE, "keyring"))
    yield "credentials, no keyring", dialog
    dialog.close()


def _prediction(outcome: int, probability: float | None) -> Prediction:
    answer = Answer(outcome, probability)
    case = Case.in_model_units(_PATIENT, "HC-1")
    return Prediction.of(case, answer, SiteRules(), _MODEL, _WHEN)


def _explanation() -> Explanation:
    """Of a rule made up for these pictures, over two reference patients."""
    background = Background((_PATIENT.row(), _TYPICAL.row()), (0.25, 0.75), 0.0882)
    grounds = Grounds(background, ReferenceKind.MODEL)
    found = explanation(_PATIENT, grounds, lambda rows: [(1, _chance(row)) for row in rows])
    bands = Range(0, 18), Range(6.7, 8), Range(200, 300)
    return replace(
        found, spread=TreeSpread(100, 0.08, 0.92), neighbourhood=Neighbourhood(0, 0, *bands)
    )


def _chance(row: Row) -> float:
    return 0.08 + 0.6 * (float(row[6]) > 6.6) + 0.2 * (float(row[7]) > 200) + 0.01 * int(row[2])


def _facts() -> ImportedFacts:
    """One line of each kind: a value, and each reason why there is none."""
    when = Moment.read("2024-05-06")
    origins = (Origin("LOINC", "4548-4", "HbA1c", when),)
    lines = [Line(spec, None, gaps=(gap,)) for spec, gap in zip(INPUTS, Gap, strict=False)]
    lines[INPUTS.index(HBA1C)] = Line(HBA1C, Quantity(6.8, Unit.PERCENT), origins, (*Gap,))
    today, birth = _WHEN.date(), "1970-01-01"
    return ImportedFacts(today, "—", birth, "HC-1", tuple(lines), Sample.FASTING, of_others=2)
