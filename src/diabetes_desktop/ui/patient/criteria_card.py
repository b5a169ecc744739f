"""What the guidelines say, independent of the model."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from diabetes_desktop.domain.assessment import Assessment, Caution, Verdict
from diabetes_desktop.domain.criteria import CRITERIA
from diabetes_desktop.domain.critical_glucose import critical_glucose
from diabetes_desktop.domain.discordance import Discordance
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.widgets.labels import Card, RoleLabel, restyle
from diabetes_desktop.ui.wording.criteria import assessment_text, guideline_title, verdict_text
from diabetes_desktop.ui.wording.discordance import agreement_text

# A shape for each tone, so that no meaning hangs on colour alone.
TONES = {
    Verdict.CONFIRMED: ("alert", "▲"),
    Verdict.MET: ("alert", "▲"),
    Verdict.DEPENDS: ("caution", "◆"),
    Verdict.PREDIABETES: ("caution", "◆"),
    Verdict.NOT_ASSESSED: ("caution", "◆"),
    Verdict.NONE: ("positive", "●"),
}
SIGNS = {None: "=", Discordance.MODEL_MAY_MISS: "?"}
WIDTH_FOR_ONE_LINE = 420  # guideline, verdict and agreement beside each other
NARROWEST = 240


class GuidelineRow(QWidget):
    """One guideline: its name, the verdict, the readings and what follows."""

    def __init__(self) -> None:
        super().__init__()
        self._pill = RoleLabel("pill")
        self._pill.setObjectName("guideline")
        self._verdict = RoleLabel("strong", wrap=True)
        self._verdict.setObjectName("criteria_verdict")
        self._text = RoleLabel(wrap=True)
        self._text.setObjectName("criteria_text")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(10)
        self.head.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignLeft)
        self.head.addWidget(self._verdict, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.head)
        column.addWidget(self._text)

    def show_assessment(self, assessment: Assessment, said: set[Caution]) -> None:
        """Show `assessment` without the cautions `said` already."""
        tone, icon = TONES[assessment.verdict]
        self._pill.setText(guideline_title(assessment.guideline))
        self._pill.setToolTip(CRITERIA[assessment.guideline].source)
        self._verdict.setText(f"{icon}  {verdict_text(assessment)}")
        restyle(self._verdict, "tone", tone)
        self._text.setText(assessment_text(assessment, said))


class CriteriaCard(Card):
    """A row per guideline, and whether the model says the same."""

    def __init__(self) -> None:
        super().__init__(margin=14, spacing=10)
        self.setObjectName("criteria")
        self._shown: Prediction | None = None
        self._rows: list[GuidelineRow] = []
        self._agreement = RoleLabel("pill")
        self._agreement.setObjectName("agreement")

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def show_prediction(self, prediction: Prediction) -> None:
        """Show what the guidelines of `prediction` say."""
        self._shown = prediction
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        if self._shown is None:
            return
        assessments = self._shown.assessments
        while len(self._rows) < len(assessments):
            self._add_row()
        said: set[Caution] = set()
        for row, assessment in zip(self._rows, assessments, strict=False):
            row.show_assessment(assessment, said)
            said |= {*assessment.cautions}
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(assessments))
        self._show_agreement(self._shown)

    def _show_agreement(self, prediction: Prediction) -> None:
        # Beside a glucose that can't wait nothing is said in green.
        critical = critical_glucose(prediction.case.glucose) is not None
        open_ones = any(a.verdict is Verdict.NOT_ASSESSED for a in prediction.assessments)
        parts = prediction.discordance is not None or open_ones
        sign = "?" if open_ones else SIGNS.get(prediction.discordance, "≠")
        words = agreement_text(prediction)
        self._agreement.setVisible(parts or not critical)
        self._agreement.setText(f"{sign} {words}")
        self._agreement.setAccessibleName(self.tr("Model and criteria: {0}").format(words))
        restyle(self._agreement, "tone", "caution" if parts else "positive")

    def _add_row(self) -> None:
        row = GuidelineRow()
        if not self._rows:
            row.head.addWidget(self._agreement, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.append(row)
        self.column.addWidget(row)
        self._turn()

    def _turn(self) -> None:
        """In a narrow panel the parts of a row's head stand below each other."""
        wide = self.width() >= WIDTH_FOR_ONE_LINE
        directions = QBoxLayout.Direction
        for row in self._rows:
            row.head.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
