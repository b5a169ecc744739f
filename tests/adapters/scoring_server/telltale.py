"""A patient whose values stand nowhere else, so that they can be looked for in logs and errors."""

from __future__ import annotations

from diabetes_desktop.domain.patient import Gender, Patient, Smoking

PATIENT = Patient(Gender.FEMALE, 53.21, 1, 0, Smoking.NEVER, 27.3456, 7.1234, 161.77)
TELLTALE = ("53.21", "27.3456", "7.1234", "161.77")
