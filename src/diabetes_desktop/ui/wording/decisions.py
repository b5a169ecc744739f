"""The doctor's own conclusion, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.decision import Conclusion

translate = QCoreApplication.translate


def conclusion_text(conclusion: Conclusion) -> str:
    """What the doctor goes by."""
    return {
        Conclusion.CRITERIA: translate("Decision", "I go by the criteria"),
        Conclusion.MODEL: translate("Decision", "I go by the model"),
        Conclusion.REPEAT_TEST: translate("Decision", "I repeat a test before deciding"),
        Conclusion.OTHER: translate("Decision", "Other"),
    }[conclusion]
