"""What the guidelines say, independent of the model."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout

from diabetes_desktop.domain.assessment import Assessment, Caution, Verdict
from diabetes_desktop.domain.criteria import CRITERIA
from diabetes_desktop.domain.discordance import Discordance
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.widgets.labels import Card, RoleLabel, restyle
from diabetes_desktop.ui.wording.criteria import (
    agreement_text,
    assessment_text,
    guideline_title,
    verdict_text,
)

# A shape for each tone, so that no meaning hangs on colour alone.
TONES = {
    Verdict.CONFIRMED: ("alert", "▲"),
    Verdict.MET: ("alert", "▲"),
    Verdict.DEPENDS: ("caution", "◆"),
    Verdict.PREDIABETES: ("caution", "◆"),
    Verdict.NONE: ("positive", "●"),
}
SIGNS = {None: "=", Discordance.MODEL_MAY_MISS: "?"}


class CriteriaCard(Card):
    """One row per guideline: its name, the verdict, the readings and what follows."""

    def __init__(self) -> None:
        super().__init__(margin=14, spacing=6)
        self.setObjectName("criteria")
        self._shown: Prediction | None = None
        self._rows: list[tuple[RoleLabel, RoleLabel, RoleLabel]] = []
        self._agreement = RoleLabel("pill")
        self._agreement.setObjectName("agreement")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._agreement, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self._grid)

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
        for row in self._rows[len(assessments) :]:
            for part in row:
                part.hide()
        said: set[Caution] = set()
        for row, assessment in zip(self._rows, assessments, strict=False):
            _fill(row, assessment, said)
            said |= {*assessment.cautions}
        parts = self._shown.discordance is not None
        sign = SIGNS.get(self._shown.discordance, "≠")
        self._agreement.setText(f"{sign} {agreement_text(self._shown)}")
        self._agreement.setAccessibleName(
            self.tr("Model and criteria: {0}").format(agreement_text(self._shown))
        )
        restyle(self._agreement, "tone", "caution" if parts else "positive")

    def _add_row(self) -> None:
        place = 2 * len(self._rows)
        pill, verdict, text = (
            RoleLabel("pill"),
            RoleLabel("strong", wrap=True),
            RoleLabel(wrap=True),
        )
        pill.setObjectName("guideline")
        verdict.setObjectName("criteria_verdict")
        text.setObjectName("criteria_text")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(pill, place, 0, top)
        self._grid.addWidget(verdict, place, 1, top)
        self._grid.addWidget(text, place + 1, 1, 1, 2, top)
        self._rows.append((pill, verdict, text))


def _fill(
    row: tuple[RoleLabel, RoleLabel, RoleLabel], assessment: Assessment, said: set[Caution]
) -> None:
    pill, verdict, text = row
    tone, icon = TONES[assessment.verdict]
    pill.setText(guideline_title(assessment.guideline))
    pill.setToolTip(CRITERIA[assessment.guideline].source)
    verdict.setText(f"{icon}  {verdict_text(assessment)}")
    restyle(verdict, "tone", tone)
    text.setText(assessment_text(assessment, said))
    for part in row:
        part.show()
