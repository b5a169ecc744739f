"""The model screen: what is known of the model in use, read when it is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.read_model_card import ModelReport
from diabetes_desktop.application.settings import Preferences
from diabetes_desktop.domain.account import Account
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.model.page import ModelPage, PageRules
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.model.registry_card import RegistryReport
from diabetes_desktop.ui.model.version_actions import VersionActions
from diabetes_desktop.ui.model_status import ModelStatus, Ready, Unavailable
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.wording.errors import error_text


@dataclass(frozen=True, slots=True)
class Served:
    """A scoring server answers; nothing is known of its model but the server's address."""

    server: str


# None: it is being read, or the model is starting
State = ModelReport | Served | AppError | None


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
        self,
        services: Services,
        runner: BackgroundRunner,
        theme: Theme,
        status: ModelStatus,
        account: Account,
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
        self.registry: RegistryReport | None = None
        self._title = RoleLabel("title")
        self._subtitle = RoleLabel("muted")
        self.banner = Banner("model_message")
        self.told = Banner("model_told")
        self._actions = VersionActions(services, runner, status, account, self.told)
        self._waiting = RoleLabel("muted", wrap=True)
        self.area = CardArea()
        self._lay_out()
        status.changed.connect(self._follow)
        status.supply_changed.connect(self._follow_registry)
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

    def show_state(self, state: State, registry: RegistryReport | None = None) -> None:
        """Show a report, why there is none, or that it is being read."""
        self.registry = registry
        self._actions.show_report(registry)
        self.state = state
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._status.acknowledge()
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
            case Ready(identity) if identity.source is SourceKind.SERVER:
                self.show_state(Served(identity.location or identity.name))
            case Ready():
                self._read()
            case Unavailable(error):
                self.show_state(error, self._registry_report())
            case _:
                self.show_state(None)

    def _follow_registry(self) -> None:
        """What is known of the registry changed: the card says it in its place."""
        self.registry = self._registry_report()
        self._actions.show_report(self.registry)
        if self.isVisible():
            self._status.acknowledge()
        page = self.page
        if page is not None and page.registry is not None and self.registry is not None:
            page.registry.show_report(self.registry)
        elif isinstance(self.state, ModelReport):
            self._draw()

    def _registry_report(self) -> RegistryReport | None:
        supply = self._status.supply
        if supply is None:
            return None
        choice = self._services.settings.preferences.model
        periods = self._services.registry().periods()
        return RegistryReport(choice.tracking_uri, choice.model_uri, supply, periods)

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
            self.show_state(state, self._registry_report())

    def _draw(self) -> None:
        """Write everything anew in the language on screen; the place one had scrolled to stays."""
        self._title.setText(self.tr("Model"))
        self._subtitle.setText(self.tr("card of the model in use"))
        self._waiting.setText(self.tr("Reading the card of the model in use…"))
        state = self.state
        self._say_why_no_card(state)
        self._waiting.setVisible(state is None)
        self.area.setVisible(isinstance(state, ModelReport))
        self._outdated = not self.isVisible()
        if isinstance(state, ModelReport) and not self._outdated:
            self._draw_page(state)

    def _say_why_no_card(self, state: State) -> None:
        if isinstance(state, AppError):
            self.banner.say(error_text(state))
        elif isinstance(state, Served):
            served = self.tr(
                "The scoring server {0} answers. It does not say which model it has: there is no "
                "card, no version and no signature to show. When it was connected it was asked "
                "about made-up patients, and answered them sensibly."
            )
            self.banner.say(served.format(state.server), "caution")
        else:
            self.banner.say("")

    def _draw_page(self, report: ModelReport) -> None:
        """Takes a tenth of a second, so it is not done while nobody looks."""
        preferences = self._services.settings.preferences
        rules = PageRules(preferences.referral_threshold, preferences.model.signatures)
        scrolled = self.area.verticalScrollBar().value()
        page = ModelPage(report, self._theme, rules, self.registry)
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
        head.addWidget(self._actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.banner)
        column.addWidget(self._waiting)
        column.addWidget(self.area, 1)
        column.addStretch(0)
