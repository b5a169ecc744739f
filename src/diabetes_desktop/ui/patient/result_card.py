"""The card with the model's answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.language import threshold_text
from diabetes_desktop.ui.patient.risk_pictures import DotArray, RiskScale
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Card, RoleLabel
from diabetes_desktop.ui.wording.marks import mark_text
from diabetes_desktop.ui.wording.models import class_text
from diabetes_desktop.ui.wording.results import (
    icon_of,
    people_text,
    probability_text,
    provenance_text,
    referral_text,
    tone_of,
)

WIDTH_FOR_DOTS = 480


class ResultCard(Card):
    """Class, probability, referral band, marks, and who answered when."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=14, spacing=5)
        self._theme = theme
        self._shown: Prediction | None = None
        self._kicker = RoleLabel("note", wrap=True)
        self._icon = QLabel()
        self._class = RoleLabel(wrap=True)
        self._probability = QLabel()
        self._scale = RiskScale(theme)
        self._threshold = RoleLabel("note")
        self._whole = RoleLabel("note")
        self._dots = DotArray(theme)
        self._people = RoleLabel("", wrap=True)
        self._referral = RoleLabel("strong", wrap=True)
        self._marks = RoleLabel("", wrap=True)
        self._provenance = RoleLabel("note", wrap=True)
        self._not_a_diagnosis = RoleLabel("note", wrap=True)
        self._not_a_diagnosis.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._name_parts()
        self._lay_out()
        theme.changed.connect(self._paint_tone)

    def show_prediction(self, prediction: Prediction) -> None:
        """Draw `prediction`; the patient's id stands on it as the doctor typed it."""
        self._shown = prediction
        self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_dots()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._shown is not None:
            self._retranslate()
        super().changeEvent(event)

    def _name_parts(self) -> None:
        self._class.setObjectName("result_class")
        self._class.setAccessibleDescription("Result class")
        self._probability.setObjectName("result_probability")
        self._probability.setAccessibleDescription("Result probability")
        self._provenance.setObjectName("model_in_use")
        self._provenance.setAccessibleDescription("Model in use")
        self._referral.setObjectName("result_referral")
        self._marks.setObjectName("result_marks")
        self._people.setObjectName("result_people")
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        for label in (self._class, self._probability, self._provenance):
            label.setTextInteractionFlags(selectable)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self._kicker, 1)
        above.addWidget(self._not_a_diagnosis, 1)
        headline = QHBoxLayout()
        headline.setSpacing(8)
        headline.addWidget(self._icon)
        headline.addWidget(self._class, 1)
        headline.addWidget(self._probability)
        ends = QHBoxLayout()
        ends.addWidget(self._threshold)
        ends.addStretch(1)
        ends.addWidget(self._whole)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addLayout(headline)
        left.addWidget(self._scale)
        left.addLayout(ends)
        left.addWidget(self._people)
        left.addWidget(self._referral)
        body = QHBoxLayout()
        body.setSpacing(22)
        body.addLayout(left, 1)
        body.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(above)
        self.column.addLayout(body)
        for label in (self._marks, self._provenance):
            self.column.addWidget(label)

    def _retranslate(self) -> None:
        prediction = self._shown
        if prediction is None:
            return
        kicker = self.tr("Model's answer")
        patient_id = prediction.case.patient_id
        identified = self.tr("patient {0}").format(patient_id) if patient_id else ""
        self._kicker.setText(" · ".join(part for part in (kicker, identified) if part))
        self._class.setText(class_text(prediction.answer.outcome))
        self._people.setText(people_text(prediction))
        self._referral.setText(referral_text(prediction))
        self._marks.setText("\n".join(f"⚠  {mark_text(mark)}" for mark in prediction.marks))
        self._marks.setVisible(bool(prediction.marks))
        self._provenance.setText(provenance_text(prediction))
        self._not_a_diagnosis.setText(self.tr("decision support, not a diagnosis"))
        self._show_probability(prediction)
        self._paint_tone()

    def _show_probability(self, prediction: Prediction) -> None:
        probability = prediction.answer.probability
        for part in (self._scale, self._threshold, self._whole, self._referral):
            part.setVisible(probability is not None)
        self._show_dots()
        self._probability.setText(probability_text(prediction))
        if probability is None:
            return
        tone = tone_of(prediction)
        self._scale.set_threshold(prediction.referral_threshold)
        self._scale.show_fraction(probability, tone)
        self._dots.show_fraction(probability, tone)
        self._threshold.setText(
            self.tr("referral from {0}").format(threshold_text(prediction.referral_threshold))
        )
        self._whole.setText(threshold_text(1.0))

    def _show_dots(self) -> None:
        """Where they stand for people; on a narrow window the words and the scale say as much."""
        prediction = self._shown
        shown = (
            prediction is not None
            and prediction.answer.probability is not None
            and prediction.speaks_of_people
        )
        self._dots.setVisible(shown and self.width() >= WIDTH_FOR_DOTS)

    def _paint_tone(self) -> None:
        if self._shown is None:
            return
        tone, tokens = tone_of(self._shown), self._theme.tokens
        colour = getattr(tokens, tone)
        self._icon.setText(icon_of(self._shown))
        _style(self._icon, f"color: {colour}; font-size: 17px;")
        _style(self._class, f"color: {colour}; font-size: 19px; font-weight: 700;")
        size = 14 if self._shown.answer.probability is None else 22
        _style(self._probability, f"font-size: {size}px; font-weight: 700;")
        referral = tokens.caution if self._shown.refer else tokens.muted
        _style(self._referral, f"color: {referral};")
        _style(self._marks, f"color: {tokens.caution};")


def _style(label: QLabel, sheet: str) -> None:
    """Style `label`; polishing it anew costs milliseconds, so only where something changed."""
    if label.styleSheet() != sheet:
        label.setStyleSheet(sheet)
