"""The eight inputs, in order, and nothing preselected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.clinical_context import ClinicalContext
from diabetes_desktop.domain.imported_facts import ImportedFacts
from diabetes_desktop.domain.patient import (
    AGE,
    BMI,
    GLUCOSE,
    HBA1C,
    HEART_DISEASE,
    HYPERTENSION,
    INPUTS,
    Gender,
    Patient,
    Smoking,
)
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.language import number
from diabetes_desktop.ui.patient.body_mass_dialog import BodyMassDialog
from diabetes_desktop.ui.patient.choice_inputs import FlagInput, GenderInput, SmokingInput
from diabetes_desktop.ui.patient.context_inputs import ContextInputs
from diabetes_desktop.ui.patient.facts_area import FactsArea
from diabetes_desktop.ui.patient.filling import put
from diabetes_desktop.ui.patient.form_head import FormHead
from diabetes_desktop.ui.patient.number_input import NumberInput
from diabetes_desktop.ui.widgets.labels import Card, RoleLabel, line
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice
from diabetes_desktop.ui.wording.inputs import input_label

LABEL_WIDTH = 128


class PatientForm(Card):
    """Emits `edited` on any change of a fact, `predict_requested` with eight valid facts.

    `import_requested` asks for a record to be read; `fill` takes what was found in it.
    """

    edited = Signal()
    predict_requested = Signal(object)
    import_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column.setContentsMargins(14, 10, 14, 14)  # the head is higher than its heading
        self.head = FormHead()
        self._id_label = RoleLabel("strong")
        self._patient_id = QLineEdit()
        self._patient_id.setObjectName("patient_id")
        self._patient_id.setAccessibleName("Patient ID")
        self._patient_id.setMaxLength(64)
        self._gender = GenderInput()
        self._age = NumberInput(AGE, "Age")
        self._hypertension = FlagInput(HYPERTENSION, "Hypertension")
        self._heart = FlagInput(HEART_DISEASE, "Heart disease")
        self._smoking = SmokingInput()
        self._bmi = NumberInput(BMI, "BMI")
        self._hba1c = NumberInput(HBA1C, "HbA1c")
        self._glucose = NumberInput(GLUCOSE, "Blood glucose")
        self._numbers = (self._age, self._bmi, self._hba1c, self._glucose)
        self._inputs: tuple[NumberInput | SegmentedChoice | SmokingInput, ...] = (
            self._gender,
            self._age,
            self._hypertension,
            self._heart,
            self._smoking,
            self._bmi,
            self._hba1c,
            self._glucose,
        )
        self.context = ContextInputs(self)
        self._glucose_of_record = self._glucose.reading()
        self._context_title = RoleLabel("note", wrap=True)
        self._labels = [RoleLabel("strong", wrap=True) for _ in INPUTS]
        self._body_mass = QPushButton()
        self._facts = QWidget()
        self._facts.setProperty("role", "scrolled")
        self.area = FactsArea(self._facts)
        self._missing = RoleLabel("note", wrap=True)
        self._predict = QPushButton()
        self._new = QPushButton()
        self._name_buttons()
        self._lay_out()
        self._connect()
        self.retranslate()
        self._refresh()

    def patient_id(self) -> str:
        """The identification as typed; optional."""
        return self._patient_id.text().strip()

    def case(self) -> Case | None:
        """All that the doctor stated, once the eight facts can be used."""
        patient = self.patient()
        hba1c, glucose = self._hba1c.quantity(), self._glucose.quantity()
        if patient is None or hba1c is None or glucose is None:
            return None
        return Case(patient, hba1c, glucose, self.context.context(), self.patient_id())

    def patient(self) -> Patient | None:
        """The eight facts, once all of them can be used."""
        values = [widget.value() for widget in self._inputs]
        if any(value is None for value in values):
            return None
        gender, age, hypertension, heart, smoking, bmi, hba1c, glucose = values
        return Patient(
            gender=Gender(str(gender)),
            age=float(age or 0),
            hypertension=int(hypertension or 0),
            heart_disease=int(heart or 0),
            smoking_history=Smoking(str(smoking)),
            bmi=float(bmi or 0),
            hba1c_level=float(hba1c or 0),
            blood_glucose_level=float(glucose or 0),
        )

    def missing(self) -> list[str]:
        """The labels of the inputs that can't be used yet, in order."""
        return [
            input_label(spec.name)
            for spec, widget in zip(INPUTS, self._inputs, strict=True)
            if widget.value() is None
        ]

    def set_units(self, hba1c: Unit, glucose: Unit) -> None:
        """The hospital's units: for the next patient, and for this one where they changed."""
        self._hba1c.set_hospital_unit(hba1c)
        self._glucose.set_hospital_unit(glucose)

    def start_new(self) -> None:
        """Empty the form for the next patient."""
        self._patient_id.clear()
        for widget in (self._gender, self._hypertension, self._heart, self._smoking):
            widget.choose(None)
        for field in self._numbers:
            field.clear()
        self.context.choose(ClinicalContext())
        self._patient_id.setFocus()
        self.edited.emit()

    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen yet."""
        choices = (self._gender, self._hypertension, self._heart, self._smoking)
        stated = [self._patient_id.text(), *(field.edit.text() for field in self._numbers)]
        stated += [choice.value() or "" for choice in choices]
        return not any(stated) and self.context.context() == ClinicalContext()

    def fill(self, facts: ImportedFacts) -> None:
        """Start anew with what a record says; the rest is empty, and the cursor goes there."""
        self.start_new()
        self._patient_id.setText(facts.patient_id)
        for fact, widget in zip(facts.lines, self._inputs, strict=True):
            put(widget, fact.value)
        self._glucose_of_record = self._glucose.reading()
        self.context.choose_sample_of_record(facts.sample)
        missing = [widget for widget in self._inputs if widget.value() is None]
        following: QWidget = missing[0] if missing else self._predict
        following.setFocus()

    def request_prediction(self) -> None:
        """Ask for the prediction, or go to the first fact that is missing."""
        case = self.case()
        if case is not None:
            self.predict_requested.emit(case)
            return
        for field in self._numbers:
            field.show_verdict()
        next(w for w in self._inputs if w.value() is None).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text in the language on screen."""
        self._id_label.setText(self.tr("Patient ID"))
        self._patient_id.setPlaceholderText(self.tr("optional"))
        self._patient_id.setAccessibleDescription(self.tr("Patient ID, optional"))
        for place, (label, spec) in enumerate(zip(self._labels, INPUTS, strict=True), 1):
            label.setText(f"{place}  {input_label(spec.name)}")
        self._context_title.setText(
            self.tr("Clinical context · for the criteria, not for the model")
        )
        self._body_mass.setText(self.tr("calculate…"))
        self._body_mass.setToolTip(self.tr("BMI from weight and height"))
        self._predict.setText(self.tr("&Predict   Ctrl+Enter"))
        self._new.setText(self.tr("&New patient"))
        self._new.setToolTip("Ctrl+N")
        self._refresh()

    def _name_buttons(self) -> None:
        self._body_mass.setObjectName("body_mass")
        self._body_mass.setAccessibleName("BMI from weight and height")
        self._body_mass.setProperty("role", "link")
        self._predict.setObjectName("predict")
        self._predict.setAccessibleName("Predict")
        self._predict.setProperty("role", "primary")
        self.setFocusProxy(self._patient_id)
        self._new.setObjectName("new_patient")
        self._new.setAccessibleName("New patient")
        for button in (self._body_mass, self._predict, self._new):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        grid = QGridLayout(self._facts)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        rows: list[tuple[RoleLabel, QWidget]] = [(self._id_label, self._patient_id)]
        rows += list(zip(self._labels, self._inputs, strict=True))
        context_row = len(rows)
        rows += [(question.label, question) for question in self.context.questions]
        for row, (label, widget) in enumerate(rows):
            label.setFixedWidth(LABEL_WIDTH)
            label.setMinimumHeight(30)
            label.setBuddy(widget.focusProxy() or widget)
            place = row if row < context_row else row + 2
            grid.addWidget(label, place, 0, top)
            grid.addWidget(widget, place, 1, top)
        grid.addWidget(line(), context_row, 0, 1, 2)
        grid.addWidget(self._context_title, context_row + 1, 0, 1, 2)
        self._bmi.add_trailing(self._body_mass)
        self.column.addWidget(self.head)
        grid.setRowStretch(len(rows) + 2, 1)
        self.column.addWidget(self.area, 1)
        self.column.addWidget(self._missing)
        buttons = QHBoxLayout()
        buttons.addWidget(self._predict, 1)
        buttons.addWidget(self._new)
        self.column.addLayout(buttons)

    def _connect(self) -> None:
        steps: list[QWidget] = [*self._inputs, self.context.questions[0]]
        self._patient_id.returnPressed.connect(self._gender.setFocus)
        self._patient_id.textChanged.connect(lambda _: self.edited.emit())
        for widget, following in zip(self._inputs, steps[1:], strict=True):
            widget.advanced.connect(following.setFocus)
        self.context.advanced.connect(self._predict.setFocus)
        self.context.changed.connect(self.edited)
        for choice in (self._gender, self._hypertension, self._heart, self._smoking):
            choice.chosen.connect(self._on_changed)
        for field in self._numbers:
            field.changed.connect(self._on_changed)
        self._glucose.changed.connect(self._follow_glucose)
        self._body_mass.clicked.connect(self._ask_body_mass)
        self._predict.clicked.connect(self.request_prediction)
        self._new.clicked.connect(self.start_new)
        self.head.import_requested.connect(self.import_requested)
        shortcuts = {"Ctrl+Return": self.request_prediction, "Ctrl+Enter": self.request_prediction}
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        for keys, act in {**shortcuts, "Ctrl+N": self.start_new}.items():
            QShortcut(QKeySequence(keys), self, act).setAutoRepeat(False)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """On a low screen the field in use is scrolled into sight, its note too."""
        if now is not None and self.area.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, 40)

    def _follow_glucose(self) -> None:
        if self._glucose.reading() != self._glucose_of_record:
            self.context.forget_sample_of_record()

    def _on_changed(self) -> None:
        self._refresh()
        self.edited.emit()

    def _refresh(self) -> None:
        missing = self.missing()
        text = self.tr("Missing: {0}").format(", ".join(missing)) if missing else ""
        self._missing.setText(text)
        self._predict.setEnabled(not missing)
        self._predict.setToolTip(text)
        self._predict.setAccessibleDescription(text or self.tr("All eight facts are there"))

    def _ask_body_mass(self) -> None:
        dialog = BodyMassDialog(self)
        dialog.computed.connect(lambda value: self._bmi.set_text(number(value, 1)))
        dialog.computed.connect(lambda _: self._hba1c.setFocus())
        dialog.open()
