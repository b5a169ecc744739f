"""The clinical context: optional, read by the guideline criteria only, never by the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice

translate = QCoreApplication.translate
# Value and English name. What is not chosen is not known.
SAMPLES = (
    (Sample.FASTING, "Fasting"),
    (Sample.TWO_HOURS, "2 h"),
    (Sample.RANDOM, "Random"),
    (Sample.UNKNOWN, "Not known"),
)
SYMPTOMS = ((Symptoms.NO, "No"), (Symptoms.YES, "Yes"), (Symptoms.UNKNOWN, "Not known"))
CONDITIONS = (
    (HbA1cCondition.NONE, "No"),
    (HbA1cCondition.PREGNANCY, "Pregnancy"),
    (HbA1cCondition.OTHER, "Other"),
)
Words = tuple[str, str, list[str]]  # label, what it means, the choices


class ContextInput(SegmentedChoice):
    """One question of the context; what is not chosen is not known."""

    def __init__(
        self,
        name: str,
        accessible: str,
        choices: Sequence[tuple[str, str]],
        words: Callable[[], Words],
    ) -> None:
        """`choices` are pairs of value and English name; `words` are in the language on screen."""
        names = [(value, f"{accessible}: {english}") for value, english in choices]
        super().__init__(name, names)
        self._words = words
        self.label = RoleLabel("strong", wrap=True)
        self.label.setBuddy(self.focusProxy() or self)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language on screen."""
        label, tip, texts = self._words()
        self.label.setText(label)
        self.label.setToolTip(tip)
        self.setToolTip(tip)
        self.set_texts(texts, f"{label}. {tip}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ContextInputs(QObject):
    """Sample, classic symptoms and a condition that alters HbA1c, for the form to lay out."""

    changed = Signal()
    advanced = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sample = ContextInput("sample", "Sample", SAMPLES, _sample_words)
        self._symptoms = ContextInput("symptoms", "Classic symptoms", SYMPTOMS, _symptoms_words)
        condition = "Condition that alters HbA1c"
        self._condition = ContextInput("condition", condition, CONDITIONS, _condition_words)
        self._sample_of_record = False
        self.questions = (self._sample, self._symptoms, self._condition)
        self._sample.chosen.connect(self._take_over_sample)
        following = [*self.questions[1:], None]
        for question, after in zip(self.questions, following, strict=True):
            question.chosen.connect(lambda _: self.changed.emit())
            question.advanced.connect(self.advanced if after is None else after.setFocus)

    def context(self) -> ClinicalContext:
        """What was stated; the rest is unknown."""
        return ClinicalContext(
            Sample(self._sample.value() or Sample.UNKNOWN),
            Symptoms(self._symptoms.value() or Symptoms.UNKNOWN),
            HbA1cCondition(self._condition.value() or HbA1cCondition.UNKNOWN),
        )

    def choose(self, context: ClinicalContext) -> None:
        """Show `context`; what is unknown in it is left unsaid."""
        stated = (context.sample, context.symptoms, context.condition)
        for question, value in zip(self.questions, stated, strict=True):
            question.choose(None if value == "unknown" else value)
        self._sample_of_record = False

    def choose_sample_of_record(self, sample: Sample) -> None:
        """Show nothing but the `sample` of a glucose that came with it from a record."""
        self.choose(ClinicalContext(sample))
        self._sample_of_record = sample is not Sample.UNKNOWN

    def forget_sample_of_record(self) -> None:
        """That glucose is no longer the one in the form: nobody said of what sample this one is."""
        if self._sample_of_record:
            self._sample_of_record = False
            self._sample.choose(None)
            self.changed.emit()

    def _take_over_sample(self, _: object) -> None:
        """The doctor chose it: it no longer goes with the glucose of a record."""
        self._sample_of_record = False


def _sample_words() -> Words:
    tip = translate(
        "Context",
        "When the blood for the glucose was taken: fasting (8 hours or more), 2 hours after "
        "75 g of glucose, at random, or not known",
    )
    texts = [
        translate("Context", "Fasting"),
        translate("Context", "2 h"),
        translate("Context", "Random"),
        "?",
    ]
    return translate("Context", "Sample"), tip, texts


def _symptoms_words() -> Words:
    tip = translate(
        "Context", "Thirst, much urine, weight loss without a reason; or a hyperglycaemic crisis"
    )
    texts = [translate("Context", "No"), translate("Context", "Yes"), "?"]
    return translate("Context", "Classic symptoms"), tip, texts


def _condition_words() -> Words:
    tip = translate(
        "Context",
        "Pregnancy or recent birth; other: haemoglobin variant, anaemia, G6PD deficiency, HIV, "
        "haemodialysis, recent blood loss or transfusion, erythropoietin",
    )
    texts = [
        translate("Context", "No"),
        translate("Context", "Pregnancy"),
        translate("Context", "Other"),
    ]
    return translate("Context", "Alters HbA1c"), tip, texts
