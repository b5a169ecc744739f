"""The theme in use: follows the system or the user's choice, and tells who paints."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from diabetes_desktop.ui.theme.stylesheet import stylesheet
from diabetes_desktop.ui.theme.tokens import LIGHT, THEMES, Tokens


class Theme(QObject):
    """Applies palette and style sheet; widgets that paint themselves read `tokens`."""

    changed = Signal()

    def __init__(self, icons: Path) -> None:
        super().__init__()
        self.icons = icons
        self._preference = ""
        self._name = ""
        self.tokens: Tokens = LIGHT

    @property
    def name(self) -> str:
        """The key of the theme on screen in `THEMES`."""
        return self._name

    def use(self, preference: str) -> None:
        """Show `preference`: `system` or a key of `THEMES`."""
        if not self._preference:
            hints = QApplication.styleHints()
            hints.colorSchemeChanged.connect(self._system_changed)
        self._preference = preference
        self._apply()

    def _system_changed(self) -> None:
        if self._preference == "system":
            self._apply()

    def _apply(self) -> None:
        name = self._preference if self._preference in THEMES else _system_theme()
        if name == self._name:
            return
        self._name = name
        self.tokens = THEMES[name]
        QApplication.setPalette(_palette(self.tokens))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(stylesheet(name, self.tokens, self.icons.as_posix()))
        self.changed.emit()


def _system_theme() -> str:
    # The palette tells as much as QStyleHints.colorScheme, whose enum costs 25 ms to build: all of
    # the Qt namespace comes with it, before the first paint.
    ground = QApplication.style().standardPalette().color(QPalette.ColorRole.Window)
    return "dark" if ground.lightness() < 128 else "light"


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.window,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
