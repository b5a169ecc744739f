"""The model screen: what is known of the model in use, read when it is looked at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.read_model_card import ModelReport
from diabetes_desktop.application.settings import Preferences
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.model.page import ModelPage
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.model_status import ModelStatus, Ready, Unavailable
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.wording.errors import error_text

State = ModelReport | AppError | None  # None: it is being read, or the model is starting


class CardArea(QScrollArea):
    """Leaves it to the screen how a card that has the focus is brought into view."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """As any widget's: QScrollArea would show the middle of a card that is taller than it."""
        return QWidget.focusNextPrevChild(self, next)


class ModelScreen(QWidget):
    """Follows `ModelStatus`: another model in use is read anew."""

    def __init__(
        self, services: Services, runner: BackgroundRunner, theme: Theme, status: ModelStatus
    ) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._theme = theme
        self._status = status
        self._asked: object = None  # the last question; an answer to an earlier one is dropped
        self._stale = True  # another model answers than the one that was read
        self._outdated = False  # the page stands in another language, or marks another threshold
        self.state: State = None
        self._title = RoleLabel("title")
        self._subtitle = RoleLabel("muted")
        self.banner = Banner("model_message")
        self._waiting = RoleLabel("muted", wrap=True)
        self.area = CardArea()
        self._lay_out()
        status.changed.connect(self._follow)
        self._draw()

    @property
    def page(self) -> ModelPage | None:
        """The cards on screen, when there are any."""
        page = self.area.widget()
        return page if isinstance(page, ModelPage) else None

    def apply(self, preferences: Preferences) -> None:
        """Mark the referral threshold that is in force now."""
        if isinstance(self.state, ModelReport):
            self._draw()

    def show_state(self, state: State) -> None:
        """Show a report, why there is none, or that it is being read."""
        self.state = state
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._follow()
        elif self._outdated:
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._draw()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End; the scroll area knows the other keys."""
        bar = self.area.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    def _follow(self) -> None:
        """Read the card of the model that answers now, unless nobody looks."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        self._asked = None
        match self._status.state:
            case Ready():
                self._read()
            case Unavailable(error):
                self.show_state(error)
            case _:
                self.show_state(None)

    def _read(self) -> None:
        question = self._asked = object()
        self.show_state(None)
        self._runner.run(
            self._services.model_card,
            owner=self,
            on_success=lambda report: self._answered(question, report),
            on_failure=lambda error: self._answered(question, error),
        )

    def _answered(self, question: object, state: State) -> None:
        if question is self._asked:
            self.show_state(state)

    def _draw(self) -> None:
        """Write everything anew in the language on screen; the place one had scrolled to stays."""
        self._title.setText(self.tr("Model"))
        self._subtitle.setText(self.tr("card of the model in use"))
        self._waiting.setText(self.tr("Reading the card of the model in use…"))
        state = self.state
        self.banner.say(error_text(state) if isinstance(state, AppError) else "")
        self._waiting.setVisible(state is None)
        self.area.setVisible(isinstance(state, ModelReport))
        self._outdated = not self.isVisible()
        if isinstance(state, ModelReport) and not self._outdated:
            self._draw_page(state)

    def _draw_page(self, report: ModelReport) -> None:
        """Takes a tenth of a second, so it is not done while nobody looks."""
        threshold = self._services.settings.preferences.referral_threshold
        scrolled = self.area.verticalScrollBar().value()
        page = ModelPage(report, self._theme, threshold)
        page.reached.connect(self._bring_into_view)
        self.area.setWidget(page)
        self.area.verticalScrollBar().setValue(scrolled)

    def _bring_into_view(self, card: ReadingCard) -> None:
        """The top of a card counts: one reads on from there."""
        top = card.pos().y()  # cards are the page's own children
        bar, room = self.area.verticalScrollBar(), self.area.viewport().height()
        if top < bar.value() or top + card.height() > bar.value() + room:
            bar.setValue(top)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self._waiting)
        column.addWidget(self.area, 1)
        column.addStretch(0)
