"""The first window: the brand at the left, sign-in or the first account at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diabetes_desktop.ui.language import LANGUAGES
from diabetes_desktop.ui.sign_in.screen import SignInScreen
from diabetes_desktop.ui.widgets.labels import restyle
from diabetes_desktop.ui.widgets.placing import place

BRAND_WIDTH = 360


class EntranceWindow(QFrame):
    """Emits `painted` once, when the first paint is done: heavy work starts only then."""

    painted = Signal()
    language_chosen = Signal(str)

    def __init__(self, icons: Path) -> None:
        super().__init__()
        self.setObjectName("entrance")
        self.setProperty("role", "entrance")
        self.setWindowTitle("Diabetes Desktop")
        self.setFixedSize(880, 560)
        self._was_painted = False
        self.brand = _BrandPanel(icons)
        self.sign_in = SignInScreen()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.sign_in)
        self._languages = {code: self._language_button(code) for code in LANGUAGES}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        place(row, self.brand)
        row.addLayout(self._right(), 1)

    def show_page(self, page: QWidget) -> None:
        """Show `page` at the right."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def page(self) -> QWidget | None:
        """What is shown at the right."""
        return self._pages.currentWidget()

    def show_language(self, code: str) -> None:
        """Mark the language on screen."""
        for each, button in self._languages.items():
            # Before the first paint the property is enough: no style has been applied yet.
            apply = restyle if self.isVisible() else QPushButton.setProperty
            apply(button, "current", each == code)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _language_button(self, code: str) -> QPushButton:
        button = QPushButton(code.upper())
        button.setProperty("role", "language")
        button.setObjectName(f"language_{code}")
        button.setAccessibleName({"es": "Español", "en": "English"}[code])
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.language_chosen.emit(code))
        return button

    def _right(self) -> QVBoxLayout:
        top = QHBoxLayout()
        top.addStretch(1)
        for button in self._languages.values():
            place(top, button)
        column = QVBoxLayout()
        column.setContentsMargins(64, 14, 22, 18)
        column.setSpacing(10)
        column.addLayout(top)
        inner = QHBoxLayout()
        place(inner, self._pages, 1)
        inner.addSpacing(42)
        column.addLayout(inner, 1)
        return column


class _BrandPanel(QFrame):
    """The coloured side: what the program is, and whether its model is ready."""

    def __init__(self, icons: Path) -> None:
        super().__init__()
        self.setProperty("role", "brand")
        self.setFixedWidth(BRAND_WIDTH)
        drop = QLabel()
        drop.setPixmap(_white_drop(icons))
        name = QLabel("Diabetes Desktop")
        name.setStyleSheet("font-size: 19px; font-weight: 700; color: #ffffff;")
        self._headline = QLabel()
        self._headline.setWordWrap(True)
        self._headline.setStyleSheet("font-size: 20px; font-weight: 600; color: #ffffff;")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setStyleSheet("color: #ffffff;")
        brand = QHBoxLayout()
        brand.setSpacing(10)
        place(brand, drop)
        place(brand, name, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(36, 42, 30, 40)
        self._column.setSpacing(12)
        self._column.addLayout(brand)
        self._column.addSpacing(18)
        place(self._column, self._headline)
        place(self._column, self._text)
        self._column.addStretch(1)
        self._retranslate()

    def add_light(self, light: QWidget) -> None:
        """Put the model's light at the bottom."""
        place(self._column, light)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._headline.setText(self.tr("Support for clinical decisions at the workstation"))
        self._text.setText(
            self.tr("Eight facts about the patient, the model's answer, and all to review it.")
        )


def _white_drop(icons: Path) -> QPixmap:
    """The drop from its file: painting a path needs a brush, and the Qt namespace with it."""
    pixmap = QPixmap(str(icons / "drop-white.png"))
    pixmap.setDevicePixelRatio(2.0)
    return pixmap
