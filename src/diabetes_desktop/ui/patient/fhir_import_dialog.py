"""Before anything of a file goes into the form: what was found, what was not, and of whom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from diabetes_desktop.domain.imported_facts import ImportedFacts
from diabetes_desktop.ui.patient.fhir_import_table import FhirImportTable
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.wording.inputs import input_label

SIZE = QSize(900, 680)


class FhirImportDialog(QDialog):
    """Emits `taken` with the facts of one patient; of several the doctor has to choose one.

    Where something would be lost, no key that somebody may be typing takes the facts.
    """

    taken = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        patients: tuple[ImportedFacts, ...],
        replaces: Callable[[], bool],
        changed: bool = False,
    ) -> None:
        """`replaces`: is there something in the form now that would be lost?

        `changed`: the form was worked on while the file was read.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("fhir_import")
        self._patients = patients
        self._who = RoleLabel("heading", wrap=True)
        self._who.setObjectName("imported_patient")
        self._choice = QComboBox()
        self._choice.setObjectName("imported_patient_choice")
        self._choice.setAccessibleName("Patient in the file")
        self._would_replace, self._changed = replaces, changed
        self._careful = changed or replaces()
        self._replaces = Banner("import_replaces")
        self._out_of_use = Banner("import_out_of_use")
        self._days = Banner("import_days")
        self._others = Banner("import_others")
        colours = {name: getattr(theme.tokens, name) for name in ("positive", "caution", "muted")}
        self._table = FhirImportTable(colours)
        self._summary = RoleLabel("", wrap=True)
        self._summary.setObjectName("import_summary")
        self._rule = RoleLabel("note", wrap=True)
        ok, cancel = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self._buttons = QDialogButtonBox(ok | cancel)
        self._fill = self._buttons.button(ok)
        self._cancel = self._buttons.button(cancel)
        self._lay_out()
        self._word()
        self._connect()
        self._choice.setCurrentIndex(0 if len(patients) == 1 else -1)
        self._show_chosen()

    def chosen(self) -> ImportedFacts | None:
        """The facts on the screen."""
        place = self._choice.currentIndex()
        return self._patients[place] if place >= 0 else None

    def accept(self) -> None:
        """Give the facts to the form; nothing happens while nobody is chosen.

        Nor if something came into the form meanwhile: that is told first.
        """
        facts = self.chosen()
        if facts is None:
            return
        if self._would_replace() and not self._replaces.text():
            self._changed = True
            self._replaces.say(self._replaces_text(), "caution")
            return
        self.taken.emit(facts)
        super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The box of buttons makes the first one the default whenever it is shown.
        self._fill.setDefault(not self._careful)
        if self._careful:
            self._cancel.setFocus()

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._choice.currentIndexChanged.connect(lambda _: self._show_chosen())

    def _lay_out(self) -> None:
        self._fill.setObjectName("fill_form")
        self._fill.setAccessibleName("Fill in the form")
        self._fill.setProperty("role", "primary")
        self._cancel.setObjectName("cancel_import")
        self._cancel.setAccessibleName("Cancel")
        for each in (self._fill, self._cancel):
            each.setAutoDefault(not self._careful)
        self._choice.setVisible(len(self._patients) > 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(self._who)
        column.addWidget(self._choice)
        column.addWidget(self._replaces)
        column.addWidget(self._out_of_use)
        column.addWidget(self._table, 1)
        column.addWidget(self._days)
        column.addWidget(self._others)
        column.addWidget(self._summary)
        column.addWidget(self._rule)
        column.addWidget(self._buttons)
        kept = self._table.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the rest stays in its place until one is chosen
        self._table.setSizePolicy(kept)
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size() * 0.9))

    def _word(self) -> None:
        self.setWindowTitle(self.tr("Import FHIR"))
        self._fill.setText(self.tr("Fill in the form"))
        self._cancel.setText(self.tr("Cancel"))
        self._rule.setText(
            self.tr(
                "The newest value counts. Nothing is guessed: what was not taken stays empty in "
                "the form, for you to type. Check the dates."
            )
        )
        if self._careful:
            self._replaces.say(self._replaces_text(), "caution")
        for facts in self._patients:
            self._choice.addItem(self._identity(facts))
        self._choice.setPlaceholderText(self.tr("Choose the patient…"))
        self._choice.setAccessibleDescription(self.tr("The file holds several patients"))

    def _show_chosen(self) -> None:
        facts = self.chosen()
        self._fill.setEnabled(facts is not None)
        self._table.setVisible(facts is not None)
        self._summary.setVisible(facts is not None)
        if facts is None:
            text = self.tr("The file holds {0} patients. Which one do you mean?")
            self._who.setText(text.format(len(self._patients)))
            return
        self._who.setText(self._identity(facts))
        self._table.show_facts(facts)
        self._summary.setText(self._summary_text(facts))
        self._days.say(self._days_text() if facts.laboratory_days_differ else "", "caution")
        self._others.say(self._others_text(facts), "info")
        self._out_of_use.say(self._out_of_use_text() if facts.out_of_use else "", "caution")

    def _identity(self, facts: ImportedFacts) -> str:
        """Enough to see whether it is the right patient."""
        born = self.tr("born {0}").format(facts.birth_date) if facts.birth_date else ""
        name = facts.name or self.tr("Patient without a name")
        return " · ".join(part for part in (name, born, facts.patient_id) if part)

    def _summary_text(self, facts: ImportedFacts) -> str:
        found = len(facts.found)
        missing = [input_label(line.input.name) for line in facts.lines if line.value is None]
        text = self.tr("{0} of 8 facts were found.").format(found)
        if missing:
            text += " " + self.tr("Missing: {0}").format(", ".join(missing))
        return text

    def _replaces_text(self) -> str:
        texts = []
        if self._changed:
            texts.append(self.tr("The form was changed while the file was read."))
        if self._would_replace():
            texts.append(
                self.tr(
                    "The form is not empty. It is emptied first, so that the data of two patients "
                    "are never mixed."
                )
            )
        return " ".join(texts)

    def _out_of_use_text(self) -> str:
        return self.tr(
            "According to the file this record is no longer in use, or another one replaces it. "
            "Check that it is the right one."
        )

    def _days_text(self) -> str:
        return self.tr(
            "HbA1c and glucose are of different days, and the criteria read them as one sample. "
            "Do not take them as such."
        )

    def _others_text(self, facts: ImportedFacts) -> str:
        if not facts.of_others:
            return ""
        return self.tr(
            "Results or diseases in the file that are not of this patient, or not clearly: {0}. "
            "They were not taken."
        ).format(facts.of_others)
