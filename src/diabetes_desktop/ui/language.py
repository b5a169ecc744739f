"""The language on screen: switched live, Spanish unless the system speaks English."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

LANGUAGES = ("es", "en")
NO_BREAK_SPACE = "\u00a0"


class Language(QObject):
    """Installs the translation; Qt then sends LanguageChange to every widget."""

    def __init__(self, translations: Path) -> None:
        super().__init__()
        self._translations = translations
        self._translator: QTranslator | None = None
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
        translator = QTranslator(self)
        translator.load(f"diabetes_desktop_{code}", str(self._translations))
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
        self._translator = translator
        QCoreApplication.installTranslator(translator)


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


def percent(fraction: float, decimals: int = 0) -> str:
    """`fraction` as a percentage, spaced as the language does ("64 %", "64%").

    Never "0 %" or "100 %" for what is neither: "< 1 %" and "> 99 %" say what is known.
    """
    locale = QLocale()
    gap = "" if locale.language() == QLocale.Language.English else NO_BREAK_SPACE
    step = 10.0**-decimals
    value = fraction * 100
    if 0 < value < step / 2:
        return f"<{NO_BREAK_SPACE}{number(step, decimals)}{gap}%"
    if 100 - step / 2 <= value < 100:
        return f">{NO_BREAK_SPACE}{number(100 - step, decimals)}{gap}%"
    return f"{locale.toString(value, 'f', decimals)}{gap}%"
