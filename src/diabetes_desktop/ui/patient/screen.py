"""The patient screen: the form at the left, the result at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from diabetes_desktop.application.errors import AppError, ModelRefused, SessionEnded
from diabetes_desktop.application.settings import Preferences
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.prediction import ModelIdentity, Prediction
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.patient.form import PatientForm
from diabetes_desktop.ui.patient.result_panel import ResultPanel
from diabetes_desktop.ui.patient.result_state import Done, Failed, Idle, Running
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import RoleLabel

FORM_WIDTH = 404


class PatientScreen(QWidget):
    """Asks the model about the patient in the form. A late answer is never shown."""

    session_ended = Signal(object)
    model_refused = Signal(object)

    def __init__(
        self, services: Services, runner: BackgroundRunner, theme: Theme, user: str
    ) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._user = user
        self._title = RoleLabel("title")
        self._subtitle = RoleLabel("muted")
        self.form = PatientForm()
        self.form.setMinimumWidth(FORM_WIDTH)
        self.form.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.panel = ResultPanel(theme)
        self._lay_out()
        self.form.edited.connect(self.forget_result)
        self.form.predict_requested.connect(self._predict)
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

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _predict(self, case: Case) -> None:
        if isinstance(self.panel.state, Running):
            return  # this case is being asked about; an edit would have ended that
        request = Running()
        rules = self._services.settings.preferences.rules
        self.panel.render_state(request)

        # The state object itself is the request: any edit replaces it, and the answer is dropped.
        def answered(prediction: Prediction) -> None:
            if self.panel.state is request:
                self.panel.render_state(Done(prediction))

        def failed(error: AppError) -> None:
            if isinstance(error, SessionEnded):
                self.session_ended.emit(error)
                return
            if isinstance(error, ModelRefused):
                self.model_refused.emit(error)
            if self.panel.state is request:
                self.panel.render_state(Failed(error))

        self._runner.run(
            lambda: self._services.predict(case, self._user, rules),
            owner=self,
            on_success=answered,
            on_failure=failed,
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        head.addStretch(1)
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
