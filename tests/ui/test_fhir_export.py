"""A result on screen leaves as a FHIR file, in the words of the language on screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from tests.adapters.fhir.test_result_bundle import (
    check_references,
    check_with_other_libraries,
    of_kind,
)

from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.patient.fhir_export import FhirExport
from diabetes_desktop.ui.report.fhir_texts import fhir_texts

from . import results
from .conftest import Desk
from .eight_facts import fill_in


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> QWidget:
    screen = QWidget()
    qtbot.addWidget(screen)
    return screen


def export(desk: Desk, screen: QWidget, result: Result, path: Path) -> dict[str, Any]:
    """Pick `path` in the file dialog, and read what was written there."""
    exporter = FhirExport(screen, desk.services, desk.runner)
    exporter.ask_for_file(result)
    dialog = screen.findChild(QFileDialog, "save_fhir")
    assert isinstance(dialog, QFileDialog)
    with desk.qtbot.waitSignal(exporter.saved) as saved:
        dialog.fileSelected.emit(str(path))
    dialog.close()
    assert saved.args == [path.name]
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("make", [results.result, results.discordant, results.longest])
def test_a_result_leaves_whole(
    desk: Desk, screen: QWidget, tmp_path: Path, language: str, make: Any
) -> None:
    desk.language.use(language)
    bundle = export(desk, screen, make(), tmp_path / "resultado.json")
    check_with_other_libraries(bundle)
    check_references(bundle)
    (risk,) = of_kind(bundle, "RiskAssessment")
    assert risk["language"].startswith(language)


def test_all_that_has_to_be_read_with_it_is_in_the_notes(
    desk: Desk, screen: QWidget, tmp_path: Path
) -> None:
    bundle = export(desk, screen, results.discordant(), tmp_path / "resultado.json")
    (risk,) = of_kind(bundle, "RiskAssessment")
    notes = "\n".join(note["text"] for note in risk["note"])
    for words in (
        "Decision support, not a diagnosis.",
        "Class 0",
        "5%",
        "(from 10%)",
        "ADA",
        "6.5",
        "fasting",
        "Dos pruebas sobre el punto de corte",
        results.DIGEST,
    ):
        assert words in notes
    assert "the model does not flag diabetes" in risk["prediction"][0]["qualitativeRisk"]["text"]
    assert "HbA1c" in risk["prediction"][0]["rationale"]


def test_without_explanation_there_is_no_rationale(desk: Desk) -> None:
    assert fhir_texts(results.result(explained=False)).rationale == ""


def test_a_file_that_is_there_is_replaced_whole_or_stays(
    desk: Desk, screen: QWidget, tmp_path: Path
) -> None:
    exporter = FhirExport(screen, desk.services, desk.runner)
    exporter.write(results.result(), tmp_path / "no such folder" / "resultado.json")
    desk.qtbot.waitUntil(lambda: bool(screen.findChildren(QMessageBox, "export_failed")))
    box = screen.findChild(QMessageBox, "export_failed")
    assert isinstance(box, QMessageBox)
    assert "can't be opened" in box.text()
    box.close()
    assert list(tmp_path.glob("*.json*")) == []


def test_the_result_on_screen_is_the_one_that_leaves(desk: Desk, tmp_path: Path) -> None:
    window = desk.window()
    assert window.patient is not None
    fill_in(window.patient.form)
    window.patient.form.request_prediction()
    desk.qtbot.waitUntil(lambda: window.patient is not None and window.patient.result() is not None)
    window.patient.result_actions.fhir_requested.emit()
    dialog = window.findChild(QFileDialog, "save_fhir")
    assert isinstance(dialog, QFileDialog)
    path = tmp_path / "resultado.json"
    with desk.qtbot.waitSignal(window.patient.result_actions.exported) as exported:
        dialog.fileSelected.emit(str(path))
    dialog.close()
    assert exported.args == ["fhir"]
    bundle = json.loads(path.read_text(encoding="utf-8"))
    (risk,) = of_kind(bundle, "RiskAssessment")
    assert risk["prediction"][0]["probabilityDecimal"] == 93.75
