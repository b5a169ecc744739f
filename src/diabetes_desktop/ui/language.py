"""The language on screen: switched live, Spanish unless the system speaks English."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

LANGUAGES = ("es", "en")
NO_BREAK_SPACE = "\u00a0"


class Language(QObject):
    """Installs the translation; Qt then sends LanguageChange to every widget."""

    def __init__(self, translations: Path) -> None:
        super().__init__()
        self._translations = translations
        self._translators: list[QTranslator] = []
        self._code = ""

    @property
    def code(self) -> str:
        """`es` or `en`."""
        return self._code

    def use(self, preference: str) -> None:
        """Switch to `preference`: `es`, `en` or `system`."""
        code = preference if preference in LANGUAGES else system_language()
        if code == self._code:
            return
        self._code = code
        QLocale.setDefault(locale_for(code))
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        # Qt's own words (context menus, file dialogs) and ours; of two, Qt asks the last first.
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        files = ((f"qtbase_{code}", qt), (f"diabetes_desktop_{code}", str(self._translations)))
        self._translators = [self._install(name, folder) for name, folder in files]

    def has_words(self) -> bool:
        """Whether the words of the language in use were found; English stands in the sources."""
        return self._code == "en" or not any(each.isEmpty() for each in self._translators)

    def _install(self, name: str, folder: str) -> QTranslator:
        translator = QTranslator(self)
        translator.load(name, folder)
        QCoreApplication.installTranslator(translator)
        return translator


def system_language() -> str:
    """The system's language where the program speaks it, else Spanish."""
    english = QLocale.Language.English
    return "en" if QLocale.system().language() == english else "es"


def locale_for(code: str) -> QLocale:
    """The number format: the system's territory where its language is `code` (es_MX: 6.5)."""
    system = QLocale.system()
    wanted = QLocale(code)
    locale = system if system.language() == wanted.language() else wanted
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale


def number(value: float, most_decimals: int = 2) -> str:
    """`value` in the language's format, without trailing zeros."""
    locale = QLocale()
    text = locale.toString(float(value), "f", most_decimals)
    point = locale.decimalPoint()
    return text.rstrip("0").removesuffix(point) if point in text else text


def percent(fraction: float) -> str:
    """`fraction` as a whole percentage, spaced as the language does ("64 %", "64%").

    Never "0 %" or "100 %": no model knows that of a patient. "< 1 %" and "> 99 %" is what it says.
    """
    value = fraction * 100
    if value < 0.5:
        return f"<{NO_BREAK_SPACE}{_with_sign('1')}"
    if value >= 99.5:
        return f">{NO_BREAK_SPACE}{_with_sign('99')}"
    return _with_sign(str(int(value + 0.5)))


def threshold_text(fraction: float) -> str:
    """A threshold as a percentage with the tenth that it may have ("10 %", "7,5 %")."""
    return _with_sign(number(fraction * 100, 1))


def _with_sign(text: str) -> str:
    english = QLocale().language() == QLocale.Language.English
    return f"{text}%" if english else f"{text}{NO_BREAK_SPACE}%"
