"""What a record says of the eight inputs, line by line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from diabetes_desktop.domain.imported_facts import Gap, ImportedFacts, Line
from diabetes_desktop.domain.patient import HEART_DISEASE, HYPERTENSION
from diabetes_desktop.ui.wording.imports import (
    NOTHING,
    dates_text,
    names_text,
    not_found_disease_text,
    remark_text,
    sample_found_text,
    sources_text,
    value_found_text,
)
from diabetes_desktop.ui.wording.inputs import input_label

SIGN, LABEL, VALUE, DATE, SOURCE, REMARK = range(6)
FOUND, CAUTION, EMPTY = "✓", "⚠", "○"


class FhirImportTable(QTableWidget):
    """One row per input, one for the patient's number and one for the sample. Nothing is edited."""

    def __init__(self, colours: dict[str, str]) -> None:
        """`colours` of the signs: positive, caution and muted."""
        super().__init__(0, 6)
        self._colours = {FOUND: colours["positive"], CAUTION: colours["caution"]}
        self._colours[EMPTY] = colours["muted"]
        self.setObjectName("imported_facts")
        self.setAccessibleName("Imported facts")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)

    def show_facts(self, facts: ImportedFacts) -> None:
        """Fill the rows anew."""
        self.setHorizontalHeaderLabels(
            [
                "",
                self.tr("Fact"),
                self.tr("Value"),
                self.tr("Date"),
                self.tr("Source"),
                self.tr("Remark"),
            ]
        )
        self.setRowCount(0)
        self._add_patient_id(facts)
        for line in facts.lines:
            self._add_line(line, facts)
        self._add_sample(facts)
        self.setAccessibleDescription(self._as_text())

    def _add_patient_id(self, facts: ImportedFacts) -> None:
        label = self.tr("Patient ID")
        if facts.patient_id:
            self._add([FOUND, label, facts.patient_id, "", "FHIR Patient.identifier", ""])
        elif facts.several_ids:
            self._add([CAUTION, label, NOTHING, "", "", self.tr("Several that differ: type it")])
        else:
            self._add([EMPTY, label, NOTHING, "", "", self.tr("None that is named as such")])

    def _add_line(self, line: Line, facts: ImportedFacts) -> None:
        remark = remark_text(line, facts)
        if line.input in (HYPERTENSION, HEART_DISEASE) and line.gaps == (Gap.NOT_FOUND,):
            remark = not_found_disease_text()
        sign = FOUND
        if facts.is_old(line) or (line.gaps and line.gaps != (Gap.NOT_FOUND,)):
            sign = CAUTION
        elif line.value is None:
            sign = EMPTY
        label, value = input_label(line.input.name), value_found_text(line)
        texts = [sign, label, value, dates_text(line), sources_text(line), remark]
        self._add(texts, names_text(line))

    def _add_sample(self, facts: ImportedFacts) -> None:
        text = sample_found_text(facts.sample)
        if text:
            glucose = facts.lines[-1]
            remark = self.tr("Of this glucose: its code says so")
            label = self.tr("Sample")
            self._add([FOUND, label, text, dates_text(glucose), sources_text(glucose), remark])

    def _add(self, texts: list[str], tip: str = "") -> None:
        row = self.rowCount()
        self.insertRow(row)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if column == SIGN:
                item.setForeground(QBrush(QColor(self._colours[text])))
            if column == VALUE and text != NOTHING:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            if column == SOURCE:
                item.setToolTip(tip)
            self.setItem(row, column, item)

    def _as_text(self) -> str:
        """All rows in sentences, for those who hear them."""
        rows = []
        for row in range(self.rowCount()):
            cells = [self.item(row, column) for column in range(LABEL, REMARK + 1)]
            texts = [cell.text().replace("\n", " ") for cell in cells if cell is not None]
            rows.append(", ".join(text for text in texts if text))
        return ". ".join(rows)
