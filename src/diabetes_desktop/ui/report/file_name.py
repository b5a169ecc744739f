"""The name that is proposed for a report's file."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.report.typed_text import on_one_line

LONGEST_ID = 40  # characters
_NOT_IN_A_NAME = re.compile(r"[^\w-]+|_")


def report_file_name(prediction: Prediction) -> str:
    """What the file is, of whom and when, in local time: a name that every system takes.

    Of the patient it says the identification and nothing else; where there is none, no more than
    that it is of a patient.
    """
    identification = _NOT_IN_A_NAME.sub("-", on_one_line(prediction.case.patient_id)).strip("-")
    patient = identification[:LONGEST_ID].strip("-")
    patient = patient or QCoreApplication.translate("Report", "patient")
    kind = QCoreApplication.translate("Report", "report")
    return f"{kind}-{patient}-{prediction.at.astimezone():%Y%m%d-%H%M}.pdf"
