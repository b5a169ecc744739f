"""A dot and a sentence: is the model ready?"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from diabetes_desktop.ui.model_status import ModelStatus, Ready, Starting, Unavailable
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.errors import error_text
from diabetes_desktop.ui.wording.models import model_text, source_text


class ModelLight(QWidget):
    """Follows `ModelStatus`. `on_brand` draws it for the coloured side of the entrance."""

    def __init__(self, status: ModelStatus, theme: Theme, *, on_brand: bool = False) -> None:
        super().__init__()
        self._status = status
        self._theme = theme
        self._on_brand = on_brand
        self._dot = QLabel()
        self._text = RoleLabel()
        self._text.setObjectName("model_light")
        self._text.setWordWrap(on_brand)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(self._dot)
        row.addWidget(self._text, 1)
        status.changed.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        tokens, reason = self._theme.tokens, ""
        match self._status.state:
            case Starting():
                shape, colour, text = "○", tokens.muted, self.tr("The model is starting…")
            case Ready(identity):
                shape, colour = "●", tokens.positive
                text = self.tr("{0} ready").format(model_text(identity))
                if not self._on_brand:
                    text = f"{text} · {source_text(identity)}"
            case Unavailable(error):
                shape, colour, text = "▲", tokens.alert, self.tr("No model answers")
                reason = error_text(error)
        style = "color: #ffffff;" if self._on_brand else ""
        self._dot.setText(shape)
        self._dot.setStyleSheet(style or f"color: {colour};")
        self._text.setText(text)
        self.setToolTip(reason)
        self._text.setAccessibleDescription(reason)
        self._text.setStyleSheet(style)
