"""Where one can go, who is signed in, and the way out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.ui.brand import drop_pixmap
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import RoleLabel, line

WIDTH = 172


class Sidebar(QFrame):
    """Emits `navigated` with `patient`, `model` or `settings`."""

    navigated = Signal(str)
    signed_out = Signal()

    def __init__(self, theme: Theme, account: Account) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._account = account
        self._drop = QLabel()
        self._group = QButtonGroup(self)
        self._places: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 18, 12, 12)
        column.setSpacing(4)
        column.addLayout(self._brand())
        column.addSpacing(18)
        places = ("model", "settings")
        for place in ("patient", *places) if account.may(Role.DOCTOR) else places:
            column.addWidget(self._place(place))
        column.addStretch(1)
        column.addWidget(line())
        self._roles = RoleLabel("note", wrap=True)
        self._out = QPushButton()
        self._out.setObjectName("sign_out")
        self._out.setAccessibleName("Sign out")
        self._out.clicked.connect(self.signed_out)
        name = RoleLabel("strong", wrap=True)
        name.setText(account.full_name)
        for widget in (name, self._roles, self._out):
            column.addWidget(widget)
        theme.changed.connect(self._paint)
        self._paint()
        self._retranslate()

    def show_place(self, place: str) -> None:
        """Mark where one is."""
        self._places[place].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        text = RoleLabel("heading")
        text.setText("Diabetes\nDesktop")
        row.addWidget(self._drop)
        row.addWidget(text, 1)
        return row

    def _place(self, place: str) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setProperty("role", "navigation")
        button.setObjectName(f"go_{place}")
        button.setAccessibleName(place.capitalize())
        # Not clicked: UI automation and screen readers toggle a checkable button.
        button.toggled.connect(lambda chosen: self.navigated.emit(place) if chosen else None)
        self._group.addButton(button)
        self._places[place] = button
        return button

    def _paint(self) -> None:
        self._drop.setPixmap(drop_pixmap(22, self._theme.tokens.accent))

    def _retranslate(self) -> None:
        texts = {
            "patient": self.tr("P&atient"),
            "model": self.tr("&Model"),
            "settings": self.tr("&Settings"),
        }
        for place, button in self._places.items():
            button.setText(texts[place])
        roles = {Role.DOCTOR: self.tr("doctor"), Role.ADMINISTRATOR: self.tr("administrator")}
        held = [text for role, text in roles.items() if role in self._account.roles]
        self._roles.setText(f"{self._account.user} · {', '.join(held)}")
        self._out.setText(self.tr("Sign &out"))
