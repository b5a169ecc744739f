"""The page: one, whole, to search and to read, on the PDF and on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PageObject, PdfReader
from PySide6.QtCore import QLocale, QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from tests.ui.results import any_result, discordant, longest, result

from diabetes_desktop import __version__
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.language import LANGUAGES, Language
from diabetes_desktop.ui.report.ink import POINT
from diabetes_desktop.ui.report.page import Page
from diabetes_desktop.ui.report.paper import Paper, usual_paper
from diabetes_desktop.ui.report.pdf import pdf_of
from diabetes_desktop.ui.report.printing import print_result
from diabetes_desktop.ui.theme.theme import Theme

from .required import required, squashed

READABLE = 7.0  # points: the longest that there can be; a usual result has 10
SIZES = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}
PRINTERS_REACH = 17  # points from the edge: 6 mm
ZOOM = 2.0  # pixels per point


def only_page(content: bytes | Path) -> PageObject:
    reader = PdfReader(io.BytesIO(content) if isinstance(content, bytes) else content)
    assert len(reader.pages) == 1
    return reader.pages[0]


def missing(page: PageObject, of: Result) -> list[str]:
    told = squashed(page.extract_text())
    location = of.prediction.model.location  # a long one is shortened
    return [item for item in required(of) if squashed(item) not in told and location not in item]


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(of=any_result(of_latin_letters=True))
def test_any_result_is_one_whole_page(speak: Language, code: str, of: Result) -> None:
    speak.use(code)
    assert missing(only_page(pdf_of(of, Paper.A4)), of) == []
    assert Page(of, Paper.A4.points).type_size >= READABLE


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("paper", Paper)
def test_the_longest_result_is_one_readable_page(speak: Language, code: str, paper: Paper) -> None:
    speak.use(code)
    page = only_page(pdf_of(longest(), paper))
    assert missing(page, longest()) == []
    assert (round(page.mediabox.width), round(page.mediabox.height)) == SIZES[paper]
    assert Page(longest(), paper.points).type_size >= READABLE


def test_letters_of_any_script_make_a_page(speak: Language) -> None:
    of = Result(result().prediction, "Nguyễn Thị Ánh, Łódź, 医生 👩‍⚕️", "medico.a")
    only_page(pdf_of(of, Paper.A4))


def test_its_properties_name_no_patient(speak: Language) -> None:
    speak.use("es")
    content = pdf_of(discordant(), Paper.A4)
    properties = PdfReader(io.BytesIO(content)).metadata
    assert properties is not None
    assert properties.title == "Informe de riesgo de diabetes"
    assert properties.creator == f"Diabetes Desktop {__version__}"
    for secret in ("HC-2031877", "Cuenta A", "medico.a"):
        assert secret not in str(properties)
        assert secret.encode() not in content, "the page's own text is compressed"


def test_its_fonts_come_with_it(speak: Language) -> None:
    fonts = only_page(pdf_of(result(), Paper.A4))["/Resources"]["/Font"]
    assert fonts
    for name in fonts:
        (real,) = fonts[name]["/DescendantFonts"]
        descriptor = real.get_object()["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.parametrize(
    ("locale", "paper"),
    [
        ("es_CO", Paper.LETTER),
        ("es_MX", Paper.LETTER),
        ("en_US", Paper.LETTER),
        ("fr_CA", Paper.LETTER),
        ("es_CL", Paper.LETTER),
        ("es_ES", Paper.A4),
        ("es_AR", Paper.A4),
        ("es_PE", Paper.A4),
        ("en_GB", Paper.A4),
        ("C", Paper.A4),
    ],
)
def test_the_paper_of_a_country(locale: str, paper: Paper) -> None:
    assert usual_paper(QLocale(locale)) is paper


@pytest.fixture(params=["light", "contrast-dark"])
def theme(request: pytest.FixtureRequest, speak: Language) -> Iterator[str]:
    theme = Theme(resource("icons"))
    theme.use(request.param)
    yield request.param
    theme.use("light")


def picture(of: Result, points: QSizeF) -> QImage:
    image = QImage((points * ZOOM).toSize(), QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(ZOOM / POINT, ZOOM / POINT)
    Page(of, points).paint(painter)
    painter.end()
    return image


def test_it_is_black_on_white_whatever_the_theme(theme: str) -> None:
    image = picture(discordant(), Paper.A4.points)
    pixels = bytes(image.constBits())
    blue, green, red = (pixels[place::4] for place in range(3))
    assert red == green == blue, "nothing is said by colour"
    dark = sum(value < 128 for value in red) / len(red)
    assert 0.01 < dark < 0.2


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("of", [longest, discordant], ids=["longest", "discordant"])
@pytest.mark.parametrize("size", ["A4", "Letter", "Legal", "A5", "A3"])
def test_nothing_lies_beyond_what_printers_reach(
    speak: Language, code: str, of: object, size: str
) -> None:
    speak.use(code)
    points = QPageSize(QPageSize.PageSizeId[size]).size(QPageSize.Unit.Point)
    assert callable(of)
    image = picture(of(), points)
    edge = round(PRINTERS_REACH * ZOOM)
    inner = image.rect().adjusted(edge, edge, -edge, -edge)
    painter = QPainter(image)
    painter.fillRect(inner, "white")
    painter.end()
    blank = QImage(image.size(), image.format())
    blank.fill("white")
    assert image == blank


@pytest.mark.parametrize("size", ["A4", "Letter", "A5"])
@pytest.mark.parametrize("orientation", QPageLayout.Orientation)
def test_a_printer_gets_the_same_page_on_its_own_paper(
    speak: Language, tmp_path: Path, size: str, orientation: QPageLayout.Orientation
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    paper = QPageSize(QPageSize.PageSizeId[size])
    printer.setPageLayout(QPageLayout(paper, orientation, QMarginsF(10, 10, 10, 10)))
    assert print_result(discordant(), printer)
    page = only_page(tmp_path / "paper.pdf")
    assert missing(page, discordant()) == []
    points = paper.size(QPageSize.Unit.Point)
    assert page.mediabox.width == pytest.approx(points.width(), abs=1), "upright"
    assert page.mediabox.height == pytest.approx(points.height(), abs=1)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_noticed(speak: Language, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "paper.pdf"))
    assert not print_result(discordant(), printer)
