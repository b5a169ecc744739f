"""What was found in a model's folder, and the tick that trusts an unknown digest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.inspect_model import ModelFacts, ModelFormat, ModelInspection
from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.wording.errors import error_text


class ModelReport(QWidget):
    """Rows of label and value; hidden while nothing was looked at."""

    trust_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.inspection: ModelInspection | None = None
        self._may_trust = True
        self._grid = QGridLayout()
        self._grid.setColumnMinimumWidth(0, 150)
        self._grid.setColumnStretch(1, 1)
        self._banner = Banner("model_report_message")
        self._trust = QCheckBox()
        self._trust.setObjectName("trust_digest")
        self._trust.setAccessibleName("Trust this digest")
        self._trust.toggled.connect(lambda _: self.trust_changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addWidget(self._banner)
        column.addWidget(self._trust)
        self.hide()

    def clear(self) -> None:
        """Forget what was looked at, and any tick."""
        self.inspection = None
        self._trust.setChecked(False)
        self.hide()

    def show_inspection(self, inspection: ModelInspection) -> None:
        """Show what was found; the tick starts empty for each folder."""
        self.inspection = inspection
        self._trust.setChecked(False)
        self._draw(inspection)
        self.show()

    def allow_trust(self, allowed: bool) -> None:
        """Whether the tick counts for anything: the site policy may name the trusted digests."""
        self._may_trust = allowed
        self._trust.setVisible(allowed and self._is_untrusted())

    def refused(self) -> ModelRefused | None:
        """Why the model may not run as things stand."""
        return self.inspection.refused if self.inspection else None

    def trusted(self) -> frozenset[str]:
        """The digest that the administrator has just ticked, if any."""
        if self.inspection is None or not self._trust.isChecked():
            return frozenset()
        return frozenset({self.inspection.facts.digest})

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.inspection is not None:
            self._draw(self.inspection)
        super().changeEvent(event)

    def _draw(self, inspection: ModelInspection) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(self._rows(inspection.facts)):
            label, text = RoleLabel("muted"), RoleLabel("", wrap=True)
            label.setText(name)
            text.setText(value)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(text, row, 1)
        refused = inspection.refused
        self._banner.say(error_text(refused) if refused else "", "caution")
        self._trust.setText(
            self.tr("I know where this model comes from: trust exactly these files")
        )
        self._trust.setVisible(self._may_trust and self._is_untrusted())

    def _is_untrusted(self) -> bool:
        refused = self.refused()
        return refused is not None and refused.fault is ModelFault.UNTRUSTED

    def _rows(self, facts: ModelFacts) -> list[tuple[str, str]]:
        formats = {
            ModelFormat.ONNX: self.tr("ONNX: data, runs no code"),
            ModelFormat.SKOPS: self.tr("scikit-learn (skops): only the types we allow"),
            ModelFormat.CODE: self.tr("can run code when it is loaded"),
        }
        manifest = self.tr("every file agrees with it") if facts.has_manifest else self.tr("none")
        libraries = ", ".join(f"{lib.name} {lib.trained}" for lib in facts.libraries)
        return [
            (self.tr("Name"), " ".join(part for part in (facts.name, facts.version) if part)),
            (self.tr("Format"), formats[facts.format]),
            (self.tr("Manifest"), manifest),
            (self.tr("SHA-256"), _in_groups(facts.digest)),
            (self.tr("Test cases"), str(facts.golden_cases)),
            (self.tr("Made with"), libraries or "—"),
        ]


def _in_groups(digest: str) -> str:
    """A digest in groups of eight, so that a label can wrap it and an eye compare it."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
