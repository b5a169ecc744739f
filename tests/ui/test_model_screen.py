"""The model page: what is on it is true of the model that answers, in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.adapters.model_directories import ONNX_FLAVOURS, mlmodel, write_model
from tests.fakes import FakeModelHost

from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import ModelCrashed
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.read_model_card import ModelReport
from diabetes_desktop.desktop_services import DesktopServices
from diabetes_desktop.domain.account import Account
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind
from diabetes_desktop.domain.source_attributes import ATTRIBUTES, CardSection
from diabetes_desktop.ui.gallery import clipped_texts
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.model.page import ModelPage
from diabetes_desktop.ui.model.plot import Plot
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.model_status import ModelStatus
from diabetes_desktop.ui.theme.tokens import THEMES
from diabetes_desktop.ui.wording.source_attributes import attribute_label, section_title

from .conftest import ADMINISTRATOR, BOTH, DOCTOR, Desk
from .eight_facts import button

BUNDLED = resource("model")
SIZES = [(1366, 768), (1024, 600), (1920, 1080)]


def identity_of(directory: Path, source: SourceKind = SourceKind.DIRECTORY) -> ModelIdentity:
    facts = look_at_model(str(directory))
    location = "" if source is SourceKind.BUNDLED else str(directory)
    return ModelIdentity(facts.name, facts.version, facts.digest, source, location)


def foreign(directory: Path, card: bytes | None = None, *, manifest: bool = True) -> ModelIdentity:
    """A model of somebody else's, which says nothing of itself but what `card` says."""
    files: dict[str, str | bytes] = {"MLmodel": mlmodel(ONNX_FLAVOURS), "model.onnx": b"graph"}
    if card is not None:
        files["card.json"] = card
    return identity_of(write_model(directory, files, manifest=manifest))


def show(desk: Desk, identity: ModelIdentity, size: tuple[int, int] = SIZES[0]) -> MainWindow:
    """The window at its model page, with everything that it has to say."""
    desk.host.identity = identity
    window = desk.window(BOTH, size)
    window.go_to("model")
    desk.qtbot.waitUntil(lambda: window.model.state is not None)
    QApplication.processEvents()
    return window


def show_bundled(desk: Desk, size: tuple[int, int] = SIZES[0]) -> MainWindow:
    return show(desk, identity_of(BUNDLED, SourceKind.BUNDLED), size)


def page_of(window: MainWindow) -> ModelPage:
    page = window.model.page
    assert page is not None
    return page


def card_of(window: MainWindow, name: str) -> ReadingCard:
    return next(card for card in page_of(window).cards() if card.accessibleName() == name)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in labels(widget))


def labels(widget: QWidget) -> Iterator[QLabel]:
    yield from (label for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    card: dict[str, Any] = json.loads((BUNDLED / "card.json").read_text("utf-8"))
    return card


def test_the_page_says_what_is_in_use(desk: Desk, figures: dict[str, Any]) -> None:
    window = show_bundled(desk)
    text = texts(card_of(window, "Model in use"))
    state = window.model.state
    assert isinstance(state, ModelReport)

    digest = look_at_model(str(BUNDLED)).digest
    assert digest in text.replace(" ", "")
    assert "bundled with the program" in text
    assert figures["trained"] in text
    assert "✔ complete and unchanged" in text
    assert "not signed" in text
    count = len(json.loads((BUNDLED / "golden_cases.json").read_text("utf-8"))["cases"])
    assert f"{count} of {count} answered alike" in text
    assert state.since.astimezone().strftime("%Y-%m-%d %H:%M") in text
    assert f"scikit-learn {figures['libraries']['scikit-learn']}" in text


@pytest.mark.parametrize("differs", [False, True])
def test_the_number_of_a_registry_stands_beside_the_one_that_was_published(
    desk: Desk, tmp_path: Path, differs: bool
) -> None:
    own = replace(foreign(tmp_path / "model"), source=SourceKind.REGISTRY)
    shown = replace(own, version="12") if differs else own
    card = texts(card_of(show(desk, shown), "Model in use"))
    assert f"{own.name} v{shown.version}" in card
    assert (f"Published as\n{own.name} {own.version}" in card) is differs


def test_the_figures_are_those_of_the_card(desk: Desk, figures: dict[str, Any]) -> None:
    window = show_bundled(desk)
    points = texts(card_of(window, "Operating points"))
    groups = texts(card_of(window, "Subgroups"))

    assert "19\u202f230" in points
    for point in figures["test"]["operating_points"]:
        assert f"{point['sensitivity']:.3f}" in points
        assert f"{point['npv']:.3f}" in points
    assert "0.9999" in points, "a specificity of nearly 1 is never printed as 1"
    for group in figures["test"]["subgroups"]:
        if group["auc"] is not None:
            assert f"{group['auc']:.3f}" in groups
    assert "Women" in groups
    assert "18–29 years" in groups
    outside = texts(card_of(window, "External check"))
    assert "0.902" in outside
    assert "0.923" in outside
    assert "⚠ Below HbA1c alone" in outside


def test_the_threshold_in_use_is_marked_and_followed(desk: Desk, figures: dict[str, Any]) -> None:
    window = show_bundled(desk)
    assert "▶ 10% · in use" in texts(card_of(window, "Operating points"))

    desk.services.settings.change({"referral.threshold": 0.125}, BOTH)
    window.model.apply(desk.services.settings.preferences)

    points = texts(card_of(window, "Operating points"))
    assert "▶ 12.5% · in use" in points
    assert "10% · in use" not in points
    measured = next(p for p in figures["test"]["roc"] if p["threshold"] == 0.125)
    assert f"{measured['sensitivity']:.3f}" in points
    assert f"{measured['specificity']:.3f}" in points
    assert "12.5%" in card_of(window, "ROC curve").accessibleDescription()


def test_a_threshold_that_was_not_measured_says_which_one_was(desk: Desk, tmp_path: Path) -> None:
    point = {"threshold": 0.2, "sensitivity": 0.8, "specificity": 0.9}
    rest = {"ppv": None, "npv": None, "referred_per_1000": 100}
    card = {"test": {"rows": 100, "positives": 10, "operating_points": [point | rest]}}
    window = show(desk, foreign(tmp_path / "m", json.dumps(card).encode()))

    text = texts(card_of(window, "Operating points"))
    assert "⚠ The threshold in use is 10%; the nearest one measured is 20%." in text


def test_all_31_attributes_are_answered_or_not_available(desk: Desk) -> None:
    window = show_bundled(desk)
    shown = [label.text() for label in labels(card_of(window, "Source attributes"))]

    places = [text for text in shown if text in {each.paragraph for each in ATTRIBUTES}]
    assert places == [attribute.paragraph for attribute in ATTRIBUTES]
    funding = shown.index(attribute_label("funding"))
    assert shown[funding + 1] == "not available"
    assert shown.count("not available") == 1


def test_every_attribute_has_words_in_both_languages(desk: Desk) -> None:
    def words() -> list[str]:
        titles = [section_title(section) for section in CardSection]
        return [attribute_label(attribute.name) for attribute in ATTRIBUTES] + titles

    english = words()
    desk.language.use("es")
    spanish = words()

    assert len(set(english[:31])) == len(set(spanish[:31])) == 31
    for one, other in zip(english, spanish, strict=True):
        assert one
        assert other
        assert one != other


def test_the_page_follows_the_language(desk: Desk) -> None:
    window = show_bundled(desk)
    bar = window.model.area.verticalScrollBar()
    bar.setValue(300)
    desk.language.use("es")
    QApplication.processEvents()

    text = texts(window.model)
    assert "ficha del modelo en uso" in text
    assert "▶ 10\u00a0% · en uso" in text
    assert "0,919" in text
    assert "0.919" not in text
    assert "Apoyo a la decisión para médicos" in text
    assert "not available" not in text
    assert bar.value() == 300, "one stays where one was reading"


def test_what_changes_while_nobody_looks_is_there_when_somebody_does(desk: Desk) -> None:
    window = show_bundled(desk)
    window.go_to("settings")
    desk.language.use("es")
    desk.services.settings.change({"referral.threshold": 0.125}, BOTH)
    window.model.apply(desk.services.settings.preferences)
    window.go_to("model")

    assert "▶ 12,5\u00a0% · en uso" in texts(card_of(window, "Operating points"))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["es", "en"])
def test_no_text_is_cut_off(desk: Desk, size: tuple[int, int], language: str) -> None:
    desk.language.use(language)
    window = show_bundled(desk, size)
    for _ in range(3):  # layouts inside layouts settle one after another
        QApplication.processEvents()

    assert clipped_texts(window) == []
    assert window.model.area.horizontalScrollBar().maximum() == 0


def test_columns_come_and_go_with_the_width(desk: Desk) -> None:
    window = show_bundled(desk, (1920, 1080))
    first, second = page_of(window).cards()[0], card_of(window, "Operating points")
    assert second.x() > first.x()

    window.resize(1000, 700)
    desk.qtbot.waitUntil(lambda: second.x() == first.x())
    assert len({card.x() for card in page_of(window).cards()}) == 1

    window.resize(1920, 1080)
    desk.qtbot.waitUntil(lambda: second.x() > first.x())


def test_a_model_without_a_card_is_told_with_a_warning(desk: Desk, tmp_path: Path) -> None:
    window = show(desk, foreign(tmp_path / "m", manifest=False))
    page = page_of(window)

    assert page.banner.text().startswith("This model has no card")
    assert page.banner.property("tone") == "caution"
    assert [card.accessibleName() for card in page.cards()] == ["Model in use"]
    text = texts(page)
    assert "⚠ no manifest" in text
    assert "⚠ none came with it" in text
    assert str(tmp_path) in text.replace("\u200b", "")


@pytest.mark.parametrize("card", [b"{", b'{"test": {"rows": -1}}', b"[" * 50_000])
def test_a_hostile_card_leaves_the_technical_facts(desk: Desk, tmp_path: Path, card: bytes) -> None:
    page = page_of(show(desk, foreign(tmp_path / "m", card)))

    assert page.banner.text().startswith("This model's card can't be read")
    assert "✔ complete and unchanged" in texts(page)


def test_words_of_a_card_are_never_markup(desk: Desk, tmp_path: Path) -> None:
    evil = "<img src='file:///etc/hostname'><a href='x'>click</a>\u202e\u0007"
    point = {"threshold": 0, "model": -1e6, "refer_all": -1e6, "criterion": -1e6}
    card = {
        "intended_use": evil,
        "limits": [evil],
        "trained": evil,
        "libraries": {evil: evil},
        "recipe": {"description": {"en": "", "es": evil}},
        "external_check": {"source": evil},
        "source_attributes": {"developer": evil, "no such attribute": evil},
        "test": {"roc": [{"threshold": 1, "sensitivity": 1, "specificity": 0}] * 3},
    }
    card["test"]["decision_curve"] = [point, point]  # type: ignore[index]
    window = show(desk, foreign(tmp_path / "m", json.dumps(card).encode()))

    holding = [label for label in labels(page_of(window)) if "<img" in label.text()]
    assert len(holding) >= 7
    for label in holding:
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "\u202e" not in label.text()
        assert "\u0007" not in label.text()
    assert not window.grab().isNull()


def test_files_that_changed_since_the_start_are_told(desk: Desk, tmp_path: Path) -> None:
    identity = replace(foreign(tmp_path / "m"), digest="00" * 32)
    window = show(desk, identity)

    assert "was changed" in window.model.banner.text()
    assert not window.model.area.isVisible()


def test_without_a_model_the_page_says_why(desk: Desk) -> None:
    desk.host.fails_start = ModelCrashed()
    desk.add(BOTH)
    desk.status.start()
    window = MainWindow(desk.services, desk.runner, desk.theme, desk.status, BOTH)
    desk.qtbot.addWidget(window)
    window.show()
    window.go_to("model")

    desk.qtbot.waitUntil(lambda: "stopped" in window.model.banner.text())
    assert not window.model.area.isVisible()


def test_another_model_in_use_is_read_anew(desk: Desk, policy: Path, tmp_path: Path) -> None:
    bundled = identity_of(BUNDLED, SourceKind.BUNDLED)
    other = foreign(tmp_path / "m", b'{"intended_use": "Only for this ward"}')
    hosts = {host.location: FakeModelHost(host) for host in (bundled, other)}
    services = DesktopServices(desk.profile, policy, lambda choice: hosts[choice.location])
    status = ModelStatus(services, desk.runner)
    desk.add(BOTH)
    window = MainWindow(services, desk.runner, desk.theme, status, BOTH)
    desk.qtbot.addWidget(window)
    window.show()
    window.go_to("model")
    assert "Reading the card" in texts(window.model)
    status.start()
    desk.qtbot.waitUntil(lambda: "diabetes_model v1" in texts(window.model))

    status.switch(ModelChoice(SourceKind.DIRECTORY, other.location), BOTH.user)

    desk.qtbot.waitUntil(lambda: "Only for this ward" in texts(window.model))
    assert "small_model v7" in texts(window.model)
    assert "diabetes_model" not in texts(window.model)
    services.stop()


def test_the_keyboard_steps_from_card_to_card(desk: Desk) -> None:
    window = show_bundled(desk)
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    cards, area = page_of(window).cards(), window.model.area
    cards[0].setFocus()
    for before, card in pairwise(cards):
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is card
        top = card.mapTo(area.viewport(), card.rect().topLeft()).y()
        assert 0 <= top < area.viewport().height(), card.accessibleName()
    bar = area.verticalScrollBar()
    QTest.keyClick(cards[-1], Qt.Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(cards[-1], Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(cards[-1], Qt.Key.Key_End)
    assert bar.value() == bar.maximum()


def test_a_screen_reader_gets_every_card_in_words(desk: Desk, figures: dict[str, Any]) -> None:
    window = show_bundled(desk)
    for card in page_of(window).cards():
        said = card.accessibleDescription()
        for label in labels(card):
            for line in label.text().replace("\u200b", "").splitlines():
                assert line in said, card.accessibleName()
    first = figures["test"]["calibration"][0]
    assert f"seen {first['observed'] * 100:.1f} %" in (
        card_of(window, "Calibration").accessibleDescription()
    )
    tenth = next(p for p in figures["test"]["decision_curve"] if p["threshold"] == 0.1)
    assert f"From 10% on: by the model {tenth['model'] * 1000:.0f}" in (
        card_of(window, "Decision curve").accessibleDescription()
    )


@pytest.mark.parametrize("theme", THEMES)
def test_plots_are_painted_in_the_theme(desk: Desk, theme: str) -> None:
    window = show_bundled(desk)
    desk.theme.use(theme)
    QApplication.processEvents()
    plots = page_of(window).findChildren(Plot)

    assert [plot.accessibleName() for plot in plots] == [
        "ROC curve plot",
        "Calibration plot",
        "Decision curve plot",
    ]
    for plot in plots:
        image = plot.grab().toImage()
        colours = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(0, image.height(), 2)
        }
        assert QColor(THEMES[theme].accent).name() in colours
        assert plot.accessibleDescription()


@pytest.mark.parametrize("account", [DOCTOR, ADMINISTRATOR], ids=lambda account: account.user)
def test_doctors_and_administrators_find_it_in_the_sidebar(desk: Desk, account: Account) -> None:
    desk.host.identity = identity_of(BUNDLED, SourceKind.BUNDLED)
    window = desk.window(account)
    place = button(window, "go_model")
    assert place.accessibleName() == "Model"

    QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: isinstance(window.model.state, ModelReport))
    assert window.model.isVisible()
