"""The proposed name: for every system, and no more of the patient than the identification."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from tests.ui.results import any_result, case, result

from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.language import Language
from diabetes_desktop.ui.report.file_name import report_file_name

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
NOT_ON_WINDOWS = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$')


@pytest.mark.parametrize(
    ("patient_id", "named"),
    [
        ("HC-2031877", "HC-2031877"),
        ("", "patient"),
        ("..", "patient"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\CON", "C-CON"),
        ("12.345/67 *urgente*", "12-345-67-urgente"),
        ("Ñandú_1", "Ñandú-1"),
        ("7" * 64, "7" * 40),
    ],
)
def test_what_it_says_of_the_patient(
    speak: Language, bogota: None, patient_id: str, named: str
) -> None:
    prediction = result(case(patient_id=patient_id)).prediction
    assert report_file_name(prediction) == f"report-{named}-20260115-1032.pdf"


def test_in_spanish(speak: Language, bogota: None) -> None:
    speak.use("es")
    prediction = result(case(patient_id="")).prediction
    assert report_file_name(prediction) == "informe-paciente-20260115-1032.pdf"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(of=any_result())
def test_every_system_takes_it(speak: Language, of: Result) -> None:
    name = report_file_name(of.prediction)
    assert not NOT_ON_WINDOWS.search(name)
    assert len(name.encode("utf-8")) <= 255
