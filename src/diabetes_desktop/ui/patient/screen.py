"""The patient screen: the form at the left, the result at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from diabetes_desktop.application.errors import AppError, ModelRefused, SessionEnded
from diabetes_desktop.application.settings import Preferences
from diabetes_desktop.domain.account import Account
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.decision import Conclusion, Decision
from diabetes_desktop.domain.prediction import ModelIdentity, Prediction
from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.patient.decision_dialog import DecisionDialog
from diabetes_desktop.ui.patient.fhir_export import FhirExport
from diabetes_desktop.ui.patient.fhir_import import FhirImport
from diabetes_desktop.ui.patient.form import PatientForm
from diabetes_desktop.ui.patient.result_actions import ResultActions
from diabetes_desktop.ui.patient.result_alert import ResultAlert, interrupts
from diabetes_desktop.ui.patient.result_panel import ResultPanel
from diabetes_desktop.ui.patient.result_state import Done, Failed, Idle, ResultState, Running
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.announcing import announce
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.discordance import discordance_text
from diabetes_desktop.ui.wording.errors import error_text
from diabetes_desktop.ui.wording.results import result_announcement

FORM_WIDTH = 404
WIDTH_FOR_SUBTITLE = 1100  # beside the title and what can be done with a result


class PatientScreen(QWidget):
    """Asks the model about the patient in the form. A late answer is never shown."""

    session_ended = Signal(object)
    model_refused = Signal(object)

    def __init__(
        self, services: Services, runner: BackgroundRunner, theme: Theme, account: Account
    ) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._account = account
        self._title = RoleLabel("title")
        self._subtitle = RoleLabel("muted")
        self.form = PatientForm()
        self.form.setMinimumWidth(FORM_WIDTH)
        self.form.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.panel = ResultPanel(theme)
        self.result_actions = ResultActions(services, runner, self.result)
        self._fhir = FhirExport(self, services, runner)
        self._lay_out()
        self.form.edited.connect(self.forget_result)
        self.form.predict_requested.connect(self._predict)
        self.records = FhirImport(self, services, runner, theme, self.form)
        self.records.taken.connect(self.form.fill)
        self.records.reading.connect(self.form.head.show_reading)
        self.form.import_requested.connect(self.records.ask_for_file)
        self.panel.discordance.decision_requested.connect(self._ask_decision)
        self.panel.changed.connect(self.result_actions.refresh)
        self.result_actions.fhir_requested.connect(self._export_fhir)
        self._fhir.saved.connect(lambda name: self.result_actions.tell_saved("fhir", name))
        self.panel.retry_requested.connect(self.form.request_prediction)
        self.apply(services.settings.preferences)
        self._retranslate()

    def apply(self, preferences: Preferences) -> None:
        """Use what `preferences` changed: the hospital's units, the threshold of a result."""
        self.form.set_units(preferences.hba1c_unit, preferences.glucose_unit)
        state = self.panel.state
        if isinstance(state, Done) and state.prediction.rules != preferences.rules:
            self.forget_result()

    def forget_other_models(self, identity: ModelIdentity) -> None:
        """A result belongs to the model that gave it; the line below names `identity` now."""
        state = self.panel.state
        if isinstance(state, Done) and state.prediction.model != identity:
            self.forget_result()

    def forget_result(self) -> None:
        """Show no result: the facts, the threshold or the model are not those it was made of."""
        self.panel.render_state(Idle())

    def result(self) -> Result | None:
        """The result on screen, as it leaves the desk; None while there is none."""
        state = self.panel.state
        if not isinstance(state, Done):
            return None
        account = self._account
        return Result(
            state.prediction,
            account.full_name,
            account.user,
            state.explanation,
            state.decision,
            explaining=state.explanation is None and state.unexplained is None,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._subtitle.setVisible(self.width() >= WIDTH_FOR_SUBTITLE)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _predict(self, case: Case) -> None:
        if isinstance(self.panel.state, Running):
            return  # this case is being asked about; an edit would have ended that
        before = self.panel.state
        request = Running()
        rules = self._services.settings.preferences.rules
        self.panel.render_state(request)

        # The state object itself is the request: any edit replaces it, and the answer is dropped.
        def answered(prediction: Prediction) -> None:
            if self.panel.state is request:
                self._show(prediction, _kept_decision(before, prediction))

        def failed(error: AppError) -> None:
            if not self._ends_session(error) and self.panel.state is request:
                self.panel.render_state(Failed(error))

        self._runner.run(
            lambda: self._services.predict(case, self._account.user, rules),
            owner=self,
            on_success=answered,
            on_failure=failed,
        )

    def _ends_session(self, error: AppError) -> bool:
        """Tell the window what concerns more than this screen; whether that is all."""
        if isinstance(error, SessionEnded):
            self.session_ended.emit(error)
            return True
        if isinstance(error, ModelRefused):
            self.model_refused.emit(error)
        return False

    def _show(self, prediction: Prediction, decision: Decision | None) -> None:
        self.panel.render_state(Done(prediction, decision))
        announce(self.panel, result_announcement(prediction))
        # The answer is painted first; then come its alert and the reasons.
        QTimer.singleShot(0, self, lambda: self._review(prediction, decision))

    def _review(self, prediction: Prediction, decision: Decision | None) -> None:
        if not self.panel.shows(prediction):
            return  # edited meanwhile: nothing of it concerns who is on screen now
        self._explain(prediction)
        if decision is None and interrupts(prediction):
            alert = ResultAlert(self, prediction)
            alert.decision_requested.connect(self._ask_decision)
            alert.open()

    def _explain(self, prediction: Prediction) -> None:
        def failed(error: AppError) -> None:
            if not self._ends_session(error):
                self.panel.leave_unexplained(prediction, error)

        self._runner.run(
            lambda: self._services.explain(
                prediction, self._account.user, lambda: self.panel.shows(prediction)
            ),
            owner=self,
            on_success=lambda explanation: self.panel.add_explanation(prediction, explanation),
            on_failure=failed,
        )

    def _export_fhir(self) -> None:
        result = self.result()
        if result is not None:
            self._fhir.ask_for_file(result)

    def _ask_decision(self) -> None:
        state = self.panel.state
        if isinstance(state, Done):
            problem = discordance_text(state.prediction)
            dialog = DecisionDialog(self, problem, state.decision)
            dialog.decided.connect(
                lambda conclusion, reason: self._record(
                    state.prediction, conclusion, reason, dialog
                )
            )
            dialog.open()

    def _record(
        self, prediction: Prediction, conclusion: Conclusion, reason: str, dialog: DecisionDialog
    ) -> None:
        def recorded(decision: Decision) -> None:
            if self.panel.add_decision(prediction, decision):
                dialog.finish()
            else:
                dialog.fail(
                    self.tr("The result is no longer on screen, so nothing was noted on it.")
                )

        def failed(error: AppError) -> None:
            if not self._ends_session(error):
                dialog.fail(error_text(error))

        self._runner.run(
            lambda: self._services.record_decision(conclusion, reason, self._account.user),
            owner=dialog,
            on_success=recorded,
            on_failure=failed,
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        head.addStretch(1)
        head.addWidget(self.result_actions)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.form)
        body.addWidget(self.panel, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(body, 1)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Patient"))
        self._subtitle.setText(self.tr("eight facts, a result that you can review"))


def _kept_decision(before: ResultState, prediction: Prediction) -> Decision | None:
    """The decision on the same answer about the same case, asked for once more."""
    if isinstance(before, Done) and replace(before.prediction, at=prediction.at) == prediction:
        return before.decision
    return None
